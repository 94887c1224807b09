package assets

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle joins the modules that app.js imports, and each screen that it loads
// later, into few files; comments and white space are left out, names stay, so
// that a trace can be read. The map beside each file leads a browser's tools to
// the sources. What is not there, or is imported by an address that would leave
// the version, is an error.
func bundle(public fs.FS) (map[string][]byte, error) {
	return build(public, api.BuildOptions{EntryPoints: []string{"desk/app.js"}, Splitting: true, Format: api.FormatESModule,
		EntryNames: "desk/[name]", ChunkNames: "desk/[name]-[hash]", Target: api.ES2022, LegalComments: api.LegalCommentsNone,
		Sourcemap: api.SourceMapLinked})
}

// stylesheet joins desk.css and what it imports, layers kept.
func stylesheet(public fs.FS) (map[string][]byte, error) {
	return build(public, api.BuildOptions{EntryPoints: []string{"css/desk.css"}, EntryNames: "css/[name]"})
}

func build(public fs.FS, o api.BuildOptions) (map[string][]byte, error) {
	root, err := filepath.Abs(".")
	if err != nil {
		return nil, fmt.Errorf("bundle the desk: %w", err)
	}
	o.AbsWorkingDir, o.Outdir, o.Bundle, o.MinifyWhitespace = root, root, true, true
	o.Plugins = []api.Plugin{{Name: "public", Setup: func(b api.PluginBuild) { fromPublic(b, public) }}}
	result := api.Build(o)
	if len(result.Errors) > 0 {
		var all []error
		for _, message := range api.FormatMessages(result.Errors, api.FormatMessagesOptions{}) {
			all = append(all, errors.New(message))
		}
		return nil, fmt.Errorf("bundle the desk: %w", errors.Join(all...))
	}
	files := map[string][]byte{}
	for _, file := range result.OutputFiles {
		name, err := filepath.Rel(root, file.Path)
		if err != nil {
			return nil, fmt.Errorf("bundle the desk: %w", err)
		}
		files[filepath.ToSlash(name)] = file.Contents
	}
	return files, nil
}

// fromPublic makes the bundler read from the public files and nowhere else.
// The libraries and pictures stay files of their own.
func fromPublic(b api.PluginBuild, public fs.FS) {
	b.OnResolve(api.OnResolveOptions{Filter: "."}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		if args.Kind == api.ResolveEntryPoint {
			return api.OnResolveResult{Path: args.Path, Namespace: "public"}, nil
		}
		if strings.Contains(args.Path, ":") || path.IsAbs(args.Path) {
			return api.OnResolveResult{}, fmt.Errorf("%s imports %s: only relative addresses are under the version", args.Importer, args.Path)
		}
		name := path.Join(path.Dir(args.Importer), args.Path)
		if strings.HasPrefix(name, "vendor/") || args.Kind == api.ResolveCSSURLToken {
			_, err := fs.Stat(public, name)
			return api.OnResolveResult{Path: "../" + name, External: true}, err
		}
		return api.OnResolveResult{Path: name, Namespace: "public"}, nil
	})
	b.OnLoad(api.OnLoadOptions{Filter: ".", Namespace: "public"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		body, err := fs.ReadFile(public, args.Path)
		text, loader := string(body), api.LoaderJS
		if path.Ext(args.Path) == ".css" {
			loader = api.LoaderCSS
		}
		return api.OnLoadResult{Contents: &text, Loader: loader}, err
	})
}

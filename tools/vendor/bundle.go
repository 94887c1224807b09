package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// lock is the part of package-lock.json that the bundle states about itself.
type lock struct {
	Packages map[string]struct {
		Version string `json:"version"`
		License string `json:"license"`
	} `json:"packages"`
}

// entries are the files of ours that name what is wanted of the libraries, and
// the scripts that are made of them: what every visit needs, and what a chart does.
var entries = map[string]string{"entry.js": "vendor.js", "chart.js": "chart.js"}

// write puts the scripts and LICENSES.txt into out; nothing when one fails.
func write(work, out string) error {
	made := map[string][]byte{}
	for entry, name := range entries {
		script, err := bundle(work, entry)
		if err != nil {
			return err
		}
		made[name] = script
	}
	texts, err := licences(work)
	if err != nil {
		return err
	}
	made["LICENSES.txt"] = []byte(texts)
	for name, content := range made {
		if err := os.WriteFile(filepath.Join(out, name), content, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// bundle minifies an entry in work and what it imports into one ES module,
// headed by what it is made of.
func bundle(work, entry string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: work, EntryPoints: []string{entry}, Metafile: true,
		Bundle: true, Format: api.FormatESModule, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		LegalComments: api.LegalCommentsEndOfFile,
	})
	if len(result.Errors) > 0 {
		var all []error
		for _, message := range api.FormatMessages(result.Errors, api.FormatMessagesOptions{}) {
			all = append(all, errors.New(message))
		}
		return nil, fmt.Errorf("bundle: %w", errors.Join(all...))
	}
	head, err := banner(work, result.Metafile)
	if err != nil {
		return nil, err
	}
	return append([]byte(head+"\n"), result.OutputFiles[0].Contents...), nil
}

// banner is a comment with name, version and licence of each package that the
// bundler read, in order of name, so that a reader and a test see what a file
// is made of.
func banner(work, metafile string) (string, error) {
	content, err := os.ReadFile(filepath.Join(work, "package-lock.json"))
	if err != nil {
		return "", fmt.Errorf("read the lock: %w", err)
	}
	var l lock
	if err := json.Unmarshal(content, &l); err != nil {
		return "", fmt.Errorf("parse the lock: %w", err)
	}
	var parts []string
	for path, p := range l.Packages {
		if name, ok := strings.CutPrefix(path, "node_modules/"); ok && strings.Contains(metafile, `"`+path+`/`) {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", name, p.Version, p.License))
		}
	}
	sort.Strings(parts)
	return "/* " + strings.Join(parts, ", ") + "; licences in LICENSES.txt */", nil
}

// licences joins the licence file of every package below work/node_modules;
// a package without one is an error, since its text must be kept.
func licences(work string) (string, error) {
	modules := filepath.Join(work, "node_modules")
	packages, err := filepath.Glob(filepath.Join(modules, "*", "package.json"))
	if err != nil {
		return "", fmt.Errorf("list packages: %w", err)
	}
	scoped, err := filepath.Glob(filepath.Join(modules, "@*", "*", "package.json"))
	if err != nil {
		return "", fmt.Errorf("list scoped packages: %w", err)
	}
	packages = append(packages, scoped...)
	sort.Strings(packages)
	var b strings.Builder
	for _, manifest := range packages {
		if err := licence(&b, modules, filepath.Dir(manifest)); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

func licence(b *strings.Builder, modules, dir string) error {
	name, err := filepath.Rel(modules, dir)
	if err != nil {
		return fmt.Errorf("name of %s: %w", dir, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "LICENSE*"))
	if err != nil {
		return fmt.Errorf("licence of %s: %w", name, err)
	}
	if len(files) == 0 {
		return fmt.Errorf("licence of %s: no LICENSE file", name)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		return fmt.Errorf("licence of %s: %w", name, err)
	}
	fmt.Fprintf(b, "== %s ==\n\n%s\n\n", filepath.ToSlash(name), strings.TrimSpace(string(text)))
	return nil
}

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

// write puts vendor.js and LICENSES.txt into out.
func write(work, out string) error {
	head, err := banner(work)
	if err != nil {
		return err
	}
	script, err := bundle(work, head)
	if err != nil {
		return err
	}
	texts, err := licences(work)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "vendor.js"), script, 0o644); err != nil {
		return fmt.Errorf("write vendor.js: %w", err)
	}
	if err := os.WriteFile(filepath.Join(out, "LICENSES.txt"), []byte(texts), 0o644); err != nil {
		return fmt.Errorf("write LICENSES.txt: %w", err)
	}
	return nil
}

// bundle minifies work/entry.js and what it imports into one ES module.
func bundle(work, head string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: work, EntryPoints: []string{"entry.js"},
		Bundle: true, Format: api.FormatESModule, Target: api.ES2022,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		LegalComments: api.LegalCommentsEndOfFile, Banner: map[string]string{"js": head},
	})
	if len(result.Errors) > 0 {
		var all []error
		for _, message := range api.FormatMessages(result.Errors, api.FormatMessagesOptions{}) {
			all = append(all, errors.New(message))
		}
		return nil, fmt.Errorf("bundle: %w", errors.Join(all...))
	}
	return result.OutputFiles[0].Contents, nil
}

// banner is a comment with name, version and licence of each package, in
// order of name, so that a reader and a test see what the file is made of.
func banner(work string) (string, error) {
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
		if name, ok := strings.CutPrefix(path, "node_modules/"); ok {
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

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// put writes files below dir, making folders as needed.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// shelf is a working folder with two small packages, one of them scoped.
func shelf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"entry.js":                                   `export { one } from "alone"; export { two } from "@pair/two";`,
		"chart.js":                                   `export { drawn } from "drawing";`,
		"package-lock.json":                          `{"packages":{"":{"name":"x"},"node_modules/alone":{"version":"1.0.1","license":"MIT"},"node_modules/@pair/two":{"version":"2.0.0","license":"ISC"},"node_modules/drawing":{"version":"3.1.0","license":"MIT"}}}`,
		"node_modules/alone/package.json":            `{"name":"alone","main":"index.js"}`,
		"node_modules/alone/index.js":                `export const one = 1; export const unused = "not wanted";`,
		"node_modules/alone/LICENSE":                 "licence of alone",
		"node_modules/@pair/two/package.json":        `{"name":"@pair/two","module":"index.mjs"}`,
		"node_modules/@pair/two/index.mjs":           `export const two = 2;`,
		"node_modules/@pair/two/LICENSE.md":          "licence of two",
		"node_modules/@pair/two/nested/package.json": `{}`,
		"node_modules/drawing/package.json":          `{"name":"drawing","main":"index.js"}`,
		"node_modules/drawing/index.js":              `export const drawn = 3;`,
		"node_modules/drawing/LICENSE":               "licence of drawing",
	})
	return dir
}

func TestWrite(t *testing.T) {
	t.Parallel()
	out := t.TempDir()
	if err := write(shelf(t), out); err != nil {
		t.Fatal(err)
	}
	script := read(t, filepath.Join(out, "vendor.js"))
	if want := "/* @pair/two 2.0.0 (ISC), alone 1.0.1 (MIT); licences in LICENSES.txt */"; !strings.HasPrefix(script, want) {
		t.Errorf("vendor.js begins %.90q, want %q", script, want)
	}
	if strings.Contains(script, "not wanted") || !strings.Contains(script, "export{") {
		t.Errorf("vendor.js should export what entry.js names and no more: %s", script)
	}
	chart := read(t, filepath.Join(out, "chart.js"))
	if want := "/* drawing 3.1.0 (MIT); licences in LICENSES.txt */"; !strings.HasPrefix(chart, want) {
		t.Errorf("chart.js begins %.90q, want %q", chart, want)
	}
	licences := read(t, filepath.Join(out, "LICENSES.txt"))
	if want := "== @pair/two ==\n\nlicence of two\n\n== alone ==\n\nlicence of alone\n\n== drawing ==\n\nlicence of drawing\n\n"; licences != want {
		t.Errorf("LICENSES.txt = %q, want %q", licences, want)
	}
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, file, content, want string
	}{
		{"a name that no package exports", "entry.js", `export { three } from "alone";`, "bundle"},
		{"a chart of nothing", "chart.js", `export { three } from "drawing";`, "bundle"},
		{"an entry that does not parse", "entry.js", `export {`, "bundle"},
		{"a lock that is not JSON", "package-lock.json", `{`, "parse the lock"},
		{"a package without licence", "node_modules/new/package.json", `{}`, "licence of new"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			dir, out := shelf(t), t.TempDir()
			put(t, dir, map[string]string{row.file: row.content})
			err := write(dir, out)
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Fatalf("error %v, want one with %q", err, row.want)
			}
			if left, _ := os.ReadDir(out); len(left) != 0 {
				t.Errorf("%d files written in spite of the error", len(left))
			}
		})
	}
}

// TestCommitted fails when package.json names a version that the committed
// scripts were not made of: someone upgraded and did not run the command.
func TestCommitted(t *testing.T) {
	t.Parallel()
	var wanted struct{ Dependencies map[string]string }
	if err := json.Unmarshal([]byte(read(t, "package.json")), &wanted); err != nil {
		t.Fatal(err)
	}
	var head string
	for _, name := range entries {
		first, _, _ := strings.Cut(read(t, filepath.Join("..", "..", target, name)), "\n")
		head += first
	}
	licences := read(t, filepath.Join("..", "..", target, "LICENSES.txt"))
	for name, version := range wanted.Dependencies {
		if !strings.Contains(head, name+" "+version+" (") {
			t.Errorf("no script is made of %s %s: %s", name, version, head)
		}
		if !strings.Contains(licences, "== "+name+" ==") {
			t.Errorf("LICENSES.txt lacks %s", name)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

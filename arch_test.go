package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// Limits of size. A file that grows over them has two subjects.
const (
	goLines = 400
	jsLines = 150
)

// reaches says which packages of ours the files under a folder may import: the
// arrows of docs/ARCHITECTURE.md, all of them pointing down. The longest folder
// that fits counts.
var reaches = map[string][]string{
	"":                 {"hooks", "internal", "domain", "pb_migrations"},
	"hooks":            {"hooks", "internal", "domain"},
	"internal":         {"internal", "domain"},
	"internal/testapp": {"internal", "domain", "pb_migrations"},
	"pb_migrations":    {},
	"domain":           {"domain"},
	"tools":            {"tools", "hooks", "internal", "domain", "pb_migrations"},
	"bench":            {"bench", "hooks", "internal", "domain", "pb_migrations"},
	"e2e":              {"e2e", "domain", "internal/testmail"},
}

// outside are packages of the standard library that reach out of the process: a
// rule that needs one of them is no rule.
var outside = []string{"os", "net", "log", "database", "syscall", "plugin"}

// clock are the functions of package time that look at the clock.
var clock = []string{"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer", "Sleep"}

// inline is what the content security policy of the pages would stop.
var inline = map[string]*regexp.Regexp{
	"inline script":    regexp.MustCompile(`(?is)<script(?:\s[^>]*)?>\s*[^<\s]`),
	"inline style":     regexp.MustCompile(`(?is)<style[\s>]|<[a-z][^>]*\sstyle\s*=`),
	"inline handler":   regexp.MustCompile(`(?is)<[a-z][^>]*\son[a-z]+\s*=`),
	"script in a link": regexp.MustCompile(`(?i)=\s*["']?\s*javascript:`),
}

func TestArchitecture(t *testing.T) {
	t.Parallel()
	found, files, err := breaches(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("only %d files were read: the check looks at the wrong folder", files)
	}
	for _, problem := range found {
		t.Error(problem)
	}
}

// TestArchitectureNoticesBreaches shows that each rule fails when it is broken.
func TestArchitectureNoticesBreaches(t *testing.T) {
	t.Parallel()
	imports := func(pkg string, paths ...string) string {
		return "package " + pkg + "\nimport (\n\"" + strings.Join(paths, "\"\n\"") + "\"\n)\n"
	}
	long := strings.Repeat("// line\n", goLines+1) + "package x\n"
	cases := []struct{ name, file, text, want string }{
		{"domain reads the database", "domain/complaint/a.go", imports("complaint", "github.com/pocketbase/pocketbase/core"), "imports github.com/pocketbase/pocketbase/core"},
		{"domain uses an adapter", "domain/complaint/a.go", imports("complaint", "escucha/internal/records"), "imports escucha/internal/records"},
		{"domain opens files", "domain/calendar/a.go", imports("calendar", "os"), "imports os"},
		{"domain calls the network", "domain/calendar/a.go", imports("calendar", "net/http"), "imports net/http"},
		{"domain reads the clock", "domain/calendar/a.go", "package calendar\nimport \"time\"\nvar x = time.Now()\n", "time.Now"},
		{"domain reads the clock under another name", "domain/calendar/a.go", "package calendar\nimport clock \"time\"\nvar x = clock.Since\n", "time.Since"},
		{"an adapter knows the hooks", "internal/portal/a.go", imports("portal", "escucha/hooks"), "imports escucha/hooks"},
		{"a test of an adapter knows the hooks", "internal/portal/a_test.go", imports("portal_test", "escucha/hooks"), "imports escucha/hooks"},
		{"the hooks know the program", "hooks/a.go", imports("hooks", "escucha"), "imports escucha"},
		{"an adapter knows the schema", "internal/records/a.go", imports("records", "escucha/pb_migrations"), "imports escucha/pb_migrations"},
		{"a migration follows the code", "pb_migrations/1_a.go", imports("pb_migrations", "escucha/internal/records"), "imports escucha/internal/records"},
		{"the program hangs on a test", "main.go", imports("main", "escucha/e2e"), "imports escucha/e2e"},
		{"a folder that nobody placed", "extra/a.go", "package extra\n", "extra has no place"},
		{"a Go file that is too long", "hooks/a.go", long, "402 lines"},
		{"a screen that is too long", "pb_public/desk/a.js", strings.Repeat("a();\n", jsLines+1), "151 lines"},
		{"a script in a page", "pb_public/desk/index.html", "<p>x</p><script>go()</script>", "inline script"},
		{"a script with a type in a page", "internal/portal/templates/form.html", "<script type=\"module\">\n go()</script>", "inline script"},
		{"a style element", "internal/portal/templates/form.html", "<style>p{}</style>", "inline style"},
		{"a style attribute", "internal/portal/templates/form.html", "<p\n style=\"color:red\">", "inline style"},
		{"a handler in a page", "pb_public/desk/index.html", "<button onclick=\"go()\">", "inline handler"},
		{"a script in a link", "pb_public/desk/index.html", "<a href=\"javascript:go()\">", "script in a link"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			found, _, err := breaches(fstest.MapFS{tc.file: {Data: []byte(tc.text)}})
			if err != nil {
				t.Fatal(err)
			}
			if len(found) != 1 || !strings.Contains(found[0], tc.want) {
				t.Errorf("found %q, want one with %q", found, tc.want)
			}
		})
	}
}

// TestArchitectureAllows shows what is fine, so that the rules stay usable.
func TestArchitectureAllows(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("// line\n", goLines+1)
	fine := fstest.MapFS{
		"main.go":                       {Data: []byte("package main\nimport (\n\"os\"\n\"escucha/hooks\"\n_ \"escucha/pb_migrations\"\n)\n")},
		"domain/complaint/a.go":         {Data: []byte("package complaint\nimport (\n_ \"embed\"\n\"time\"\n\"escucha/domain/calendar\"\n)\nvar x = time.UTC\n")},
		"domain/complaint/a_test.go":    {Data: []byte("package complaint\nimport (\n\"os\"\n\"pgregory.net/rapid\"\n)\n")},
		"internal/portal/a.go":          {Data: []byte("package portal\nimport (\n\"os\"\n\"github.com/labstack/echo/v5\"\n\"escucha/domain/legal\"\n)\n")},
		"hooks/a_test.go":               {Data: []byte(long + "package hooks\n")},
		"pb_migrations/1_a.go":          {Data: []byte(long + "package pb_migrations\n")},
		"pb_public/vendor/vendor.js":    {Data: []byte(strings.Repeat("a\n", 9000))},
		"pb_public/desk/index.html":     {Data: []byte("<script type=\"module\" src=\"app.js\"></script><p class=\"style\">on = off</p>")},
		"pb_data/storage/extra/evil.go": {Data: []byte("nonsense")},
	}
	found, _, err := breaches(fine)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 0 {
		t.Errorf("found %q", found)
	}
}

// breaches reads every file of a checkout and lists what breaks a rule, and
// how many files it looked at.
func breaches(root fs.FS) (found []string, files int, err error) {
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if ignored(name) {
				return fs.SkipDir
			}
			return nil
		}
		check := checkOf(name)
		if check == nil {
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		problems, err := check(name, data)
		for _, p := range problems {
			found = append(found, name+": "+p)
		}
		files++
		return err
	})
	return found, files, err
}

// ignored folders hold data, results and what others wrote.
func ignored(dir string) bool {
	base := path.Base(dir)
	return dir != "." && strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules" ||
		slices.Contains([]string{"pb_data", "dist", "tmp", "pb_public/vendor"}, dir)
}

func checkOf(name string) func(string, []byte) ([]string, error) {
	switch path.Ext(name) {
	case ".go":
		return checkGo
	case ".js":
		return checkScript
	case ".html":
		return checkPage
	}
	return nil
}

func checkGo(name string, data []byte) ([]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	allowed, placed := allowedFrom(path.Dir(name))
	if !placed {
		return []string{"folder " + path.Dir(name) + " has no place among the layers"}, nil
	}
	test, pure := strings.HasSuffix(name, "_test.go"), under(name, "domain")
	if test && (under(name, "pb_migrations") || under(name, "internal")) { // tests hold the schema against the domain and run on the real one
		allowed = []string{"domain", "internal", "pb_migrations"}
	}
	var found []string
	for _, spec := range file.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
		if !mayImport(target, allowed, pure, test) {
			found = append(found, "imports "+target)
		}
	}
	if pure && !test {
		found = append(found, clockCalls(file)...)
	}
	if lines := bytes.Count(data, []byte("\n")); lines > goLines && !test && !under(name, "pb_migrations") {
		found = append(found, fmt.Sprintf("%d lines, at most %d", lines, goLines))
	}
	return found, nil
}

// allowedFrom finds the layer of a folder.
func allowedFrom(dir string) (allowed []string, placed bool) {
	for ; dir != "."; dir = path.Dir(dir) {
		if allowed, placed = reaches[dir]; placed {
			return allowed, true
		}
		if path.Dir(dir) == "." {
			return nil, false
		}
	}
	return reaches[""], true
}

func mayImport(target string, allowed []string, pure, test bool) bool {
	if target == "escucha" {
		return false
	}
	if own, ok := strings.CutPrefix(target, "escucha/"); ok {
		return slices.ContainsFunc(allowed, func(layer string) bool { return under(own, layer) })
	}
	if !pure || test {
		return true
	}
	first, _, _ := strings.Cut(target, "/")
	return !strings.Contains(first, ".") && !slices.Contains(outside, first)
}

func under(name, dir string) bool { return name == dir || strings.HasPrefix(name, dir+"/") }

// clockCalls lists the uses of the clock, whatever name package time has.
func clockCalls(file *ast.File) (found []string) {
	name := "time"
	for _, spec := range file.Imports {
		if spec.Path.Value == `"time"` && spec.Name != nil {
			name = spec.Name.Name
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		use, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := use.X.(*ast.Ident); ok && pkg.Name == name && slices.Contains(clock, use.Sel.Name) {
			found = append(found, "looks at the clock with time."+use.Sel.Name)
		}
		return true
	})
	return found
}

func checkScript(name string, data []byte) ([]string, error) {
	lines := bytes.Count(data, []byte("\n"))
	if !under(name, "pb_public") || lines <= jsLines {
		return nil, nil
	}
	return []string{fmt.Sprintf("%d lines, at most %d", lines, jsLines)}, nil
}

func checkPage(_ string, data []byte) (found []string, err error) {
	for what, pattern := range inline {
		if pattern.Match(data) {
			found = append(found, what)
		}
	}
	return found, nil
}

// TestEveryRouteIsDocumented: docs/api.md lists what integrators may rely on.
func TestEveryRouteIsDocumented(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(os.DirFS("."), "hooks/*.go")
	if err != nil {
		t.Fatal(err)
	}
	route := regexp.MustCompile(`(?:crm|se\.Router)\.(GET|POST|PUT|PATCH|DELETE)\("(/[^"]+)"`)
	seen := 0
	for _, name := range files {
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range route.FindAllStringSubmatch(string(code), -1) {
			line := m[1] + " /api/crm" + strings.TrimPrefix(m[2], "/api/crm")
			if strings.HasSuffix(name, "static.go") {
				continue // pages and files
			}
			seen++
			if !strings.Contains(string(doc), line) {
				t.Errorf("%s: docs/api.md does not have %s", name, line)
			}
		}
	}
	if seen < 13 {
		t.Errorf("only %d routes were found in hooks", seen)
	}
}

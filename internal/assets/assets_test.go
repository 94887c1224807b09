package assets

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var public = os.DirFS("../../pb_public")

// small is a desk of three modules, one of them wanted later.
func small() fstest.MapFS {
	texts := &fstest.MapFile{Data: []byte(`{"desk.a": "A", "portal.b": "B", "stage.c": "C", "settings.d": "D"}`)}
	return fstest.MapFS{
		"desk/index.html":      {Data: []byte(`<html lang="es"><head><link rel="stylesheet" href="/css/desk.css"><script type="module" src="/desk/app.js"></script></head><a href="/portal/">x</a></html>`)},
		"desk/app.js":          {Data: []byte("// says hello\nimport { hello } from \"./lib/hello.js\";\nimport \"../vendor/vendor.js\";\nhello(() => import(\"./screens/late.js\"));\n")},
		"desk/lib/hello.js":    {Data: []byte("/** Greets. */\nexport const hello = (name) => console.log(name);\n")},
		"desk/screens/late.js": {Data: []byte("import { hello } from \"../lib/hello.js\";\nexport default () => hello(\"late\");\n")},
		"vendor/vendor.js":     {Data: []byte("export {};")},
		"css/desk.css":         {Data: []byte("@layer parts;\n@import url(\"parts/a.css\") layer(parts);\n")},
		"css/parts/a.css":      {Data: []byte("/* why */\np { background: url(../../img/a.svg) }\n")},
		"img/a.svg":            {Data: []byte("<svg/>")},
		"i18n/es.json":         texts, "i18n/en.json": texts,
	}
}

func shelf(t *testing.T, files fs.FS) *Shelf {
	t.Helper()
	s, err := New(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// text of a versioned file.
func text(t *testing.T, s *Shelf, name string) string {
	t.Helper()
	file, err := s.Versioned(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(file.Body)
}

func TestVersionIsThatOfTheFiles(t *testing.T) {
	t.Parallel()
	files := small()
	first := shelf(t, files).Version
	if again := shelf(t, small()).Version; again != first {
		t.Errorf("the same files are %s and %s", first, again)
	}
	for name, change := range map[string]*fstest.MapFile{"img/a.svg": {Data: []byte("<svg></svg>")}, "img/b.svg": {}} {
		files := small()
		files[name] = change
		if other := shelf(t, files).Version; other == first {
			t.Errorf("another %s, the same version", name)
		}
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	s := shelf(t, small())
	file, err := s.Source("desk/index.html")
	if err != nil {
		t.Fatal(err)
	}
	v := s.Prefix()
	for _, want := range []string{`<html data-files="` + v + `" lang`, `href="` + v + `css/desk.css"`, `src="` + v + `desk/app.js"`,
		`<link rel="modulepreload" href="` + v + `vendor/vendor.js">`, `<link rel="modulepreload" href="` + v + `desk/chunk-`, `<a href="/portal/">`} {
		if !strings.Contains(string(file.Body), want) {
			t.Errorf("the page lacks %s: %s", want, file.Body)
		}
	}
	if strings.Contains(string(file.Body), "late-") {
		t.Errorf("what comes later is loaded first: %s", file.Body)
	}
}

func TestBundle(t *testing.T) {
	t.Parallel()
	made, err := bundle(small())
	if err != nil {
		t.Fatal(err)
	}
	app := string(made["desk/app.js"])
	late := regexp.MustCompile(`import\("\./(late-\w+\.js)"\)`).FindStringSubmatch(app)
	if late == nil || made["desk/"+late[1]] == nil {
		t.Fatalf("the screen that comes later is no file: %s", app)
	}
	if strings.Contains(app, "says hello") || !strings.Contains(app, `"../vendor/vendor.js"`) || !strings.Contains(app, "sourceMappingURL=app.js.map") {
		t.Errorf("app.js: %s", app)
	}
	joined := string(bytes.Join([][]byte{made["desk/app.js"], made["desk/"+late[1]]}, nil))
	if shared := chain(made, "desk/app.js"); strings.Contains(joined, "console.log") || len(shared) != 2 {
		t.Errorf("what both need is there twice: %v", shared)
	}
}

func TestBundleRefuses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, line, want string }{
		{"an absolute address", `import "/vendor/vendor.js";`, "only relative addresses"},
		{"another server", `import "https://cdn.example/x.js";`, "only relative addresses"},
		{"a module that is not there", `import "./gone.js";`, "gone.js"},
		{"a library that is not there", `import "../vendor/other.js";`, "other.js"},
		{"a name that nobody exports", `import { bye } from "./lib/hello.js"; bye();`, "bye"},
		{"what is no script", `import {`, "Expected"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			files := small()
			files["desk/app.js"] = &fstest.MapFile{Data: []byte(row.line)}
			_, err := shelf(t, files).Source("desk/index.html")
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("error %v, want one with %q", err, row.want)
			}
		})
	}
}

func TestStylesheet(t *testing.T) {
	t.Parallel()
	css := text(t, shelf(t, small()), "css/desk.css")
	if strings.Contains(css, "@import") || strings.Contains(css, "why") || !strings.Contains(css, "@layer parts{p{background:url(../img/a.svg)}}") {
		t.Errorf("desk.css: %s", css)
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	s := shelf(t, small())
	for _, language := range []string{"es", "en"} {
		if got := text(t, s, "i18n/settings."+language+".json"); got != `{"settings.d":"D"}` {
			t.Errorf("those that come later in %s: %s", language, got)
		}
		if got := text(t, s, "i18n/desk."+language+".json"); got != `{"desk.a":"A","stage.c":"C"}` {
			t.Errorf("%s: %s", language, got)
		}
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	s := shelf(t, small())
	for _, name := range []string{"img/gone.svg", "../shelf.go", "img", ""} {
		if _, err := s.Versioned(name); err == nil {
			t.Errorf("%q is a file", name)
		}
	}
	if _, err := s.Versioned("img/gone.svg"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if source, err := s.Source("desk/app.js"); err != nil || !strings.Contains(string(source.Body), "says hello") {
		t.Errorf("the source is not as it was written: %v", err)
	}
	file, err := s.Versioned("css/desk.css")
	if err != nil || file.Kind != "text/css; charset=utf-8" {
		t.Errorf("%+v, %v", file, err)
	}
	if icon, err := s.Versioned("img/a.svg"); err != nil || icon.Packed != nil || icon.Kind != "image/svg+xml" {
		t.Errorf("six bytes are packed into more: %+v, %v", icon, err)
	}
}

func TestPacked(t *testing.T) {
	t.Parallel()
	body := []byte(strings.Repeat("una queja es un regalo ", 50))
	packed, err := pack(body)
	if err != nil || len(packed) == 0 || len(packed) > len(body)/2 {
		t.Fatalf("%d of %d bytes, %v", len(packed), len(body), err)
	}
	in, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if out, err := io.ReadAll(in); err != nil || !bytes.Equal(out, body) {
		t.Errorf("unpacked it is something else: %v", err)
	}
}

// modules of the desk by name.
func modules(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(public, "desk", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".js" {
			return err
		}
		body, err := fs.ReadFile(public, name)
		found[name] = string(body)
		return err
	})
	if err != nil || len(found) < 50 {
		t.Fatalf("%d modules, %v", len(found), err)
	}
	return found
}

// TestEveryModuleIsReached: what nothing imports would be read and mended for nothing.
func TestEveryModuleIsReached(t *testing.T) {
	t.Parallel()
	made, err := bundle(public)
	if err != nil {
		t.Fatal(err)
	}
	var reached []string
	for name, body := range made {
		if path.Ext(name) == ".map" {
			var m struct{ Sources []string }
			if err := json.Unmarshal(body, &m); err != nil {
				t.Fatal(err)
			}
			reached = append(reached, m.Sources...)
		}
	}
	for name := range modules(t) {
		if !slices.ContainsFunc(reached, func(source string) bool { return strings.HasSuffix(source, name) }) {
			t.Errorf("%s is in no file that the desk loads", name)
		}
	}
}

// asked finds where a module names a text: its key or the beginning of it, and
// the space of a code that the engine has.
var asked = regexp.MustCompile("[\"'`]([a-z_]+\\.[a-z_0-9.]*)|label\\(\"([a-z_]+)\"|space: \"([a-z_]+)\"|codes\\(\"[a-z_]+\", \"([a-z_]+)\"")

// TestDeskHasItsTexts: what a module can ask for is in the file that it loads.
func TestDeskHasItsTexts(t *testing.T) {
	t.Parallel()
	var all map[string]string
	raw, err := fs.ReadFile(public, "i18n/es.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	files := shelf(t, public)
	mine := text(t, files, "i18n/desk.es.json")
	for _, space := range later {
		mine += text(t, files, "i18n/"+space+".es.json")
	}
	questions := 0
	for name, body := range modules(t) {
		for _, match := range asked.FindAllStringSubmatch(body, -1) {
			wanted := match[1]
			if space := match[2] + match[3] + match[4]; space != "" {
				wanted = space + "."
			}
			for key := range all {
				if strings.HasPrefix(key, wanted) {
					questions++
					if !strings.Contains(mine, `"`+key+`":`) {
						t.Errorf("%s asks for %s, which the desk does not load", name, key)
					}
				}
			}
		}
	}
	if questions < 500 {
		t.Errorf("only %d texts were looked for: the check does not see how they are named", questions)
	}
}

// TestNothingIsAbsolute: an address of a file from the root would leave the
// version, and be asked for at every visit.
func TestNothingIsAbsolute(t *testing.T) {
	t.Parallel()
	absolute := regexp.MustCompile("[\"'`(]/(?:css|desk/[^\"]|i18n|img|vendor)[^\"'`)]*")
	for name, body := range modules(t) {
		if found := absolute.FindString(body); found != "" {
			t.Errorf("%s: %s", name, found)
		}
	}
}

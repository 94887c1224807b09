package web_test

import (
	"errors"
	"html/template"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/labstack/echo/v5"

	"escucha/internal/i18n"
	"escucha/internal/portal/web"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// site is a small one: a page, a page without frame, one that fails.
func site(t *testing.T) (*web.Site, *echo.Echo) {
	t.Helper()
	fsys := fstest.MapFS{
		"i18n/es.json":          file(`{"hi":"Hola {{name}}","bold":"<b>{{name}}</b>","d.one":"{{n}} día","d.other":"{{n}} días"}`),
		"i18n/en.json":          file(`{"hi":"Hello {{name}}","bold":"<b>{{name}}</b>","d.one":"{{n}} day","d.other":"{{n}} days"}`),
		"templates/_frame.html": file(`{{define "frame"}}[{{template "main" .}}]{{end}}`),
		"templates/page.html":   file(`{{define "main"}}{{.T "hi" "name" "Ana"}} {{.H "bold" "name" "<i>"}} {{.N "d" 2}} {{.Other}}{{end}}`),
		"templates/naked.html":  file(`{{define "bare"}}naked{{end}}`),
		"templates/broken.html": file(`{{define "main"}}half {{.Nothing}}{{end}}`),
		"css/all.css":           file("@layer a, b;\n@import url(\"parts/one.css\") layer(a);\n.all { color: red }\n"),
		"css/parts/one.css":     file(".one { background: url(\"../../img/x.svg\") }\n"),
		"img/x.svg":             file("<svg/>"),
	}
	catalog, err := i18n.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := web.NewPages(fsys)
	if err != nil {
		t.Fatal(err)
	}
	assets, err := web.NewAssets(fsys, []string{"css/all.css"}, []string{"img/x.svg"})
	if err != nil {
		t.Fatal(err)
	}
	s := &web.Site{Prefix: "/p", Catalog: catalog, Pages: pages, Assets: assets}
	s.ErrorPage = func(c *echo.Context, status int) error { return c.HTML(status, "sorry "+http.StatusText(status)) }
	e := web.New(s)
	for _, name := range pages.Names() {
		e.GET("/p/"+name, func(c *echo.Context) error { return c.Render(http.StatusOK, name, s.NewPage(c)) })
	}
	e.GET("/p/panic", func(*echo.Context) error { panic("oh") })
	e.GET("/p/missing", func(c *echo.Context) error { return c.Render(http.StatusOK, "nothing", nil) })
	return s, e
}

func get(e *echo.Echo, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for at := 0; at+1 < len(headers); at += 2 {
		r.Header.Set(headers[at], headers[at+1])
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	t.Parallel()
	_, e := site(t)
	rows := []struct {
		path   string
		status int
		body   string
	}{
		{"/p/page", 200, "[Hola Ana <b><bdi>&lt;i&gt;</bdi></b> 2 días en]"},
		{"/p/naked", 200, "naked"},
		{"/p/broken", 500, "sorry Internal Server Error"},
		{"/p/missing", 500, "sorry Internal Server Error"},
		{"/p/panic", 500, "sorry Internal Server Error"},
		{"/p/nowhere", 404, "sorry Not Found"},
	}
	for _, row := range rows {
		t.Run(row.path, func(t *testing.T) {
			t.Parallel()
			if w := get(e, row.path); w.Code != row.status || w.Body.String() != row.body {
				t.Errorf("%d %q", w.Code, w.Body.String())
			}
		})
	}
	if w := get(e, "/p/page", "Accept-Language", "en"); !strings.Contains(w.Body.String(), "Hello Ana") {
		t.Errorf("English: %q", w.Body.String())
	}
}

func TestAPageThatCannotEvenSaySorry(t *testing.T) {
	t.Parallel()
	s, e := site(t)
	s.ErrorPage = func(*echo.Context, int) error { return errors.New("no template") }
	if w := get(e, "/p/nowhere"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "Not Found") {
		t.Errorf("%d %q", w.Code, w.Body.String())
	}
}

func TestAssetsAreOneStylesheet(t *testing.T) {
	t.Parallel()
	s, e := site(t)
	w := get(e, "/p/assets/style.css?v="+s.Assets.Version)
	css := w.Body.String()
	if !strings.Contains(css, "url(x.svg)") || strings.Index(css, ".one") > strings.Index(css, ".all") || strings.Contains(css, "@") {
		t.Errorf("bundle %q", css)
	}
	if got := w.Header().Get("Content-Type"); got != "text/css; charset=utf-8" {
		t.Errorf("type %s", got)
	}
	if got := get(e, "/p/assets/style.css").Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("without version: %s", got)
	}
}

func TestNewAssetsNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{"a.css": file(`@import url("b.css");`)}
	for _, row := range [][2][]string{{{"a.css"}, nil}, {nil, {"c.svg"}}} {
		if _, err := web.NewAssets(fsys, row[0], row[1]); err == nil || !strings.Contains(err.Error(), ".css") && !strings.Contains(err.Error(), "c.svg") {
			t.Errorf("error %v", err)
		}
	}
}

func TestNewPagesNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{"templates/_f.html": file(""), "templates/bad.html": file("{{if}}")}
	if _, err := web.NewPages(fsys); err == nil || !strings.Contains(err.Error(), "bad.html") {
		t.Errorf("error %v", err)
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	rows := map[int]int{400: 400, 403: 403, 404: 404, 405: 404, 413: 413, 429: 429, 500: 500, 502: 500, 415: 500}
	for code, want := range rows {
		if got := web.Status(echo.NewHTTPError(code, "x")); got != want {
			t.Errorf("%d: got %d, want %d", code, got, want)
		}
	}
	if got := web.Status(errors.New("x")); got != 500 {
		t.Errorf("plain error: %d", got)
	}
}

func TestInitialsAndSize(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"Inés Paredes Soto": "IP", "ñusta": "Ñ", "": "", "  ": ""} {
		if got := web.Initials(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
	for bytes, want := range map[int64]string{1: "1 kB", 2048: "2 kB", 8 << 20: "8 MB", 5 << 19: "2.5 MB"} {
		if got := web.Size(bytes); got != want {
			t.Errorf("%d: %q", bytes, got)
		}
	}
}

func TestPageDates(t *testing.T) {
	t.Parallel()
	s, e := site(t)
	var got []string
	e.GET("/p/dates", func(c *echo.Context) error {
		p := s.NewPage(c)
		at := time.Date(2026, 11, 17, 16, 8, 0, 0, time.UTC)
		got = []string{p.Clock(at), p.Money(5, "PEN"), string(p.H("hi", "name", template.HTML("<b>x</b>")))}
		return c.NoContent(http.StatusNoContent)
	})
	get(e, "/p/dates")
	if strings.Join(got, "|") != "16:08|S/\u00a05.00|Hola <b>x</b>" {
		t.Errorf("got %q", got)
	}
}

func TestFieldErrorsAreListedInOrder(t *testing.T) {
	t.Parallel()
	err := error(web.FieldErrors{"b": {Code: "two"}, "a": {Code: "one", Message: "secret"}})
	if err.Error() != "invalid fields: a: one, b: two" {
		t.Errorf("got %q", err)
	}
}

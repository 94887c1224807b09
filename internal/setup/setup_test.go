package setup_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"escucha/internal/i18n"
	"escucha/internal/portal/web"
	"escucha/internal/setup"
)

type bench struct {
	t *testing.T
	*fake
	handler http.Handler
}

func deps(t *testing.T, f *fake) setup.Deps {
	t.Helper()
	public := os.DirFS("../../pb_public")
	catalog, err := i18n.Load(public)
	if err != nil {
		t.Fatal(err)
	}
	return setup.Deps{Setup: f, Catalog: catalog, Public: public}
}

func newBench(t *testing.T, change ...func(*setup.Deps)) *bench {
	t.Helper()
	b := &bench{t: t, fake: &fake{}}
	d := deps(t, b.fake)
	for _, f := range change {
		f(&d)
	}
	e, err := setup.New(d)
	if err != nil {
		t.Fatal(err)
	}
	b.handler = e
	return b
}

func (b *bench) get(path string, headers ...string) *httptest.ResponseRecorder {
	return b.send(http.MethodGet, path, nil, headers...)
}

func (b *bench) send(method, path string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for at := 0; at+1 < len(headers); at += 2 {
		r.Header.Set(headers[at], headers[at+1])
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	return w
}

func filled(pairs ...string) url.Values {
	form := url.Values{
		"t": {goodToken}, "name": {" Casa  Nogal "}, "legal_name": {"Casa Nogal S.A.C."}, "tax_id": {"20600000001"},
		"address": {"Av. Los Nogales 1180"}, "phone": {"(01) 900 0100"}, "email": {"escucha@casanogal.example"},
		"profile": {"pe"}, "zone": {"America/Lima"}, "language": {"es"}, "hours": {"lu a sá, 9:00 a 19:00"},
		"admin_name": {"Lucía Mendiburu"}, "admin_email": {"lucia@casanogal.example"}, "admin_password": {"  una frase larga "},
	}
	for at := 0; at+1 < len(pairs); at += 2 {
		form.Set(pairs[at], pairs[at+1])
	}
	return form
}

func want(t *testing.T, w *httptest.ResponseRecorder, status int, texts ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d", w.Code, status)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}

func lack(t *testing.T, w *httptest.ResponseRecorder, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(w.Body.String(), text) {
			t.Errorf("the page has %q", text)
		}
	}
}

func TestTheFirstPageShowsWhatFollows(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	w := b.get("/setup/?t=" + goodToken)
	want(t, w, 200, "Cuatro cosas y empezamos", "Perú · Libro de Reclamaciones", ">RUC<", "000000001-2026",
		"jueves 17 de diciembre de 2026", "no admite", "2 años como mínimo", "15 días hábiles", "martes 8 de diciembre", "DS 011-2011-PCM", "18 reglas", "Feriados hasta 2030")
	if got := w.Header(); got.Get("Cache-Control") != "no-store" || got.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("headers %v", got)
	}
	if first := b.asked[0]; first.Profile != "pe" || first.Zone != "America/Lima" {
		t.Errorf("preview of %+v", first)
	}
}

func TestSeeingWhatFollowsKeepsTheForm(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	w := b.send(http.MethodPost, "/setup/", filled("preview", "yes", "profile", "co", "zone", "America/Bogota"))
	want(t, w, 200, `value="Casa Nogal"`, ">NIT<", `value="co" selected`, "Abrir Casa Nogal")
	lack(t, w, "una frase larga", `role="alert"`)
	if len(b.applied) != 0 || b.asked[0].Profile != "co" {
		t.Errorf("applied %v, asked %v", b.applied, b.asked)
	}
}

func TestSettingUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	w := b.send(http.MethodPost, "/setup/", filled())
	want(t, w, 200, "ya escucha", `href="/desk/"`, `value="http://example.com/portal/"`, `href="/_/"`)
	in := b.applied[0]
	if in.Name != "Casa Nogal" || in.AdminPassword != "  una frase larga " || in.Hours != "lu a sá, 9:00 a 19:00" || in.Host != "http://example.com" {
		t.Errorf("applied %+v", in)
	}
	want(t, b.send(http.MethodPost, "/setup/", filled()), 404, "Este enlace no sirve", `href="/desk/"`)
	if len(b.applied) != 1 {
		t.Errorf("applied %d times", len(b.applied))
	}
}

func TestMissingFields(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, field, value, text string }{
		{"name", "name", " ", "Falta este dato."},
		{"profile", "profile", "", "Falta este dato."},
		{"zone", "zone", "", "Falta este dato."},
		{"administrator", "admin_name", "", "Falta este dato."},
		{"e-mail", "admin_email", "", "Falta este dato."},
		{"short password", "admin_password", "nueve let", "Necesita diez letras o más."},
		{"password that would be cut", "admin_password", strings.Repeat("ñandú ", 13), "Es demasiado largo."},
		{"long line", "hours", strings.Repeat("x", 501), "Es demasiado largo."},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			w := b.send(http.MethodPost, "/setup/", filled(row.field, row.value))
			want(t, w, 400, row.text, `href="#`+row.field+`"`, "20600000001")
			lack(t, w, "una frase larga", "nueve let")
			if len(b.applied) != 0 {
				t.Error("it was applied")
			}
		})
	}
}

func TestWhatTheInstallationRefuses(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		err    error
		status int
		text   string
	}{
		{"field", setup.FieldErrors{"tax_id": {Code: "ruc", Message: "El RUC tiene 11 dígitos."}}, 400, "El RUC tiene 11 dígitos."},
		{"field of another form", setup.FieldErrors{"other": {Code: "odd"}}, 400, "Revise este dato, por favor."},
		{"somebody was faster", setup.ErrClosed, 404, "Este enlace no sirve"},
		{"full disk", errors.New("disk is full"), 500, "No pudimos guardarlo"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.fail = row.err
			w := b.send(http.MethodPost, "/setup/", filled())
			want(t, w, row.status, row.text)
			lack(t, w, "disk is full")
		})
	}
}

func TestStrangersStayOutside(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, method, path string
		closed             bool
		form               url.Values
		headers            []string
		status             int
	}{
		{"no token", "GET", "/setup/", false, nil, nil, 404},
		{"wrong token", "GET", "/setup/?t=x", false, nil, nil, 404},
		{"wrong token in a form", "POST", "/setup/", false, filled("t", "x"), nil, 404},
		{"after setting up", "GET", "/setup/?t=" + goodToken, true, nil, nil, 404},
		{"from another site", "POST", "/setup/", false, filled(), []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another page", "GET", "/setup/x?t=" + goodToken, false, nil, nil, 404},
		{"too large", "POST", "/setup/", false, filled("hours", strings.Repeat("x", 1<<20)), nil, 413},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.closed = row.closed
			w := b.send(row.method, row.path, row.form, row.headers...)
			want(t, w, row.status, "<!doctype html>")
			lack(t, w, goodToken)
			if len(b.applied) != 0 {
				t.Error("it was applied")
			}
		})
	}
}

func TestGuessingIsSlow(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(d *setup.Deps) { d.Tries = web.Rate{PerSecond: 0.001, Burst: 2} })
	for range 2 {
		want(t, b.get("/setup/?t=x"), 404)
	}
	want(t, b.get("/setup/?t=x"), 429, "Demasiados intentos")
}

func TestBothLanguagesAndHostileText(t *testing.T) {
	t.Parallel()
	rawKey := regexp.MustCompile(`\b(portal|setup|date)\.[a-z_]+(\.[a-z_]+)*|\{\{|no value`)
	const hostile = `<script>alert(1)</script>"'`
	for _, lang := range []string{"es", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			pages := []*httptest.ResponseRecorder{
				b.get("/setup/?t="+goodToken, "Accept-Language", lang),
				b.send(http.MethodPost, "/setup/", filled("name", hostile, "zone", "", "hours", hostile), "Accept-Language", lang),
				b.send(http.MethodPost, "/setup/", filled("name", hostile), "Accept-Language", lang),
				b.get("/setup/", "Accept-Language", lang),
			}
			for at, w := range pages {
				lack(t, w, "<script", ` style="`)
				if found := rawKey.FindString(w.Body.String()); found != "" {
					t.Errorf("page %d shows %q", at, found)
				}
				want(t, w, w.Code, `<html lang="`+lang+`">`)
			}
		})
	}
}

func TestSwitchingTheLanguageKeepsTheSetup(t *testing.T) {
	t.Parallel()
	w := newBench(t).send(http.MethodPost, "/setup/", filled("switch", "en"))
	want(t, w, 200, `<html lang="en">`, "Four things and we start", `value="Casa Nogal"`)
	if cookie := w.Result().Cookies()[0]; cookie.Value != "en" || cookie.Path != "/setup" {
		t.Errorf("cookie %v", cookie)
	}
}

func TestMounted(t *testing.T) {
	t.Parallel()
	app, err := tests.NewTestApp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Cleanup)
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, fake: &fake{}}
	if err := setup.Mount(&core.ServeEvent{App: app, Router: router}, deps(t, b.fake)); err != nil {
		t.Fatal(err)
	}
	if b.handler, err = router.BuildMux(); err != nil {
		t.Fatal(err)
	}
	want(t, b.get("/setup/?t="+goodToken), 200, "Cuatro cosas")
	want(t, b.get("/setup/"), 404, "Este enlace no sirve")
	want(t, b.get("/setup/assets/style.css"), 200, ".door")
	want(t, b.send(http.MethodPost, "/setup/", filled()), 200, "ya escucha")
}

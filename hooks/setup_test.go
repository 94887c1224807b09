package hooks_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"escucha/domain/legal"
	"escucha/hooks"
	"escucha/internal/clock"
	"escucha/internal/firstrun"
	"escucha/internal/records"
	"escucha/internal/setup"
	"escucha/internal/testapp"
)

// fresh is a database with its schema and catalogues, made once.
var fresh = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "escucha-fresh-")
	if err != nil {
		return "", err
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, EncryptionEnv: "pb_test_env"})
	if err := app.Bootstrap(); err != nil {
		return "", err
	}
	if err := app.RunAllMigrations(); err != nil {
		return "", err
	}
	if err := hooks.Prepare(app); err != nil {
		return "", err
	}
	return dir, app.ClearBootstrap()
})

// bare is an application before its first run.
func bare(t *testing.T) *testapp.App {
	t.Helper()
	dir, err := fresh()
	if err != nil {
		t.Fatal(err)
	}
	inner, err := tests.NewTestApp(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(inner.Cleanup)
	a := &testapp.App{TestApp: inner, Clock: clock.At(testapp.Start)}
	if a.Engine, err = wiring().Register(inner, a.Clock.Now); err != nil {
		t.Fatal(err)
	}
	return a
}

// unopened is a shop before its first run: the product, and the setup page with
// a token that the test knows.
func unopened(t *testing.T) (*shop, *firstrun.Setup) {
	t.Helper()
	a := bare(t)
	first := firstrun.New(a, a.Engine)
	product := serve(t, a)
	page := setupPage(t, a, first)
	mux := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/setup/") {
			page.ServeHTTP(w, r)
			return
		}
		product.ServeHTTP(w, r)
	})
	return &shop{a, t, mux}, first
}

func setupPage(t *testing.T, a *testapp.App, first *firstrun.Setup) http.Handler {
	t.Helper()
	router, err := apis.NewRouter(a)
	if err != nil {
		t.Fatal(err)
	}
	deps := setup.Deps{Setup: first, Catalog: a.Engine.Texts, Public: os.DirFS("../pb_public")}
	if err := setup.Mount(&core.ServeEvent{App: a, Router: router}, deps); err != nil {
		t.Fatal(err)
	}
	mux, err := router.BuildMux()
	if err != nil {
		t.Fatal(err)
	}
	return mux
}

// answers fills the setup page.
func answers(first *firstrun.Setup, pairs ...string) url.Values {
	form := url.Values{"t": {token(first)}, "name": {"Casa Nogal"}, "legal_name": {"Casa Nogal S.A.C."}, "tax_id": {"20600000001"},
		"address": {"Av. Los Nogales 1180"}, "phone": {"(01) 900 0100"}, "email": {"escucha@casanogal.example"}, "profile": {"pe"},
		"zone": {"America/Lima"}, "language": {"es"}, "hours": {"lunes a sábado, 9:00 a 19:00"},
		"admin_name": {"Lucía Mendiburu"}, "admin_email": {"lucia@casanogal.example"}, "admin_password": {"cuatro palabras largas"}}
	for at := 0; at+1 < len(pairs); at += 2 {
		form.Set(pairs[at], pairs[at+1])
	}
	return form
}

func token(first *firstrun.Setup) string { return strings.TrimPrefix(first.Path(), "/setup/?t=") }

// made counts what the first run makes.
func (s *shop) made() (n [6]int) {
	s.t.Helper()
	for i, name := range []string{records.Business, records.Books, records.Areas, records.Agents, core.CollectionNameSuperusers, records.Plans} {
		n[i] = s.count(name, "id != ''", nil)
	}
	return n
}

func TestSetupOpensWithItsToken(t *testing.T) {
	t.Parallel()
	s, first := unopened(t)
	v := s.visitor()
	for _, path := range []string{"/setup/", "/setup/?t=", "/setup/?t=x", first.Path() + "x"} {
		v.get(path).is(http.StatusNotFound).has("Este enlace no sirve").worded()
	}
	v.get(first.Path()).is(200).worded().has("Cuatro cosas y empezamos", "jueves 17 de diciembre", "martes 8 de diciembre", "000000001-2026")
	v.lang = "en"
	v.get(first.Path()).is(200).worded().has("17 December", "15 business days")
	v.get("/portal/").is(200) // before there is a business
}

func TestSetupMakesTheShop(t *testing.T) {
	t.Parallel()
	s, first := unopened(t)
	v := s.visitor()
	v.get(first.Path()).is(200)
	v.post("/setup/", answers(first)).is(200).has("<bdi>Casa Nogal</bdi> ya escucha", "/desk/", "/portal/").worded()
	if got := s.made(); got != [6]int{1, 1, 1, 1, 1, 2} {
		t.Fatalf("made %v", got)
	}
	b, err := s.FindFirstRecordByFilter(records.Business, "id != ''")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"name": "Casa Nogal", "legal_name": "Casa Nogal S.A.C.", "tax_id": "20600000001", "country": "PE",
		"legal_profile": "pe", "timezone": "America/Lima", "currency": "PEN", "language": "es", "hours_text": "lunes a sábado, 9:00 a 19:00"} {
		if got := b.GetString(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if m := s.Settings().Meta; m.SenderName != "Casa Nogal" || m.SenderAddress != "escucha@casanogal.example" || m.AppURL != "http://example.com" {
		t.Errorf("mails are signed %q <%s> from %s", m.SenderName, m.SenderAddress, m.AppURL)
	}
	v.get(first.Path()).is(http.StatusNotFound)
	v.post("/setup/", answers(first)).is(http.StatusNotFound)
	again := s.restart() // a new process has a new token and nothing to set up
	again.visitor().get("/setup/").is(http.StatusNotFound)
	for collection, path := range map[string]string{"agents": "lucia@casanogal.example", core.CollectionNameSuperusers: "lucia@casanogal.example"} {
		if code := s.login(collection, path, "cuatro palabras largas"); code != http.StatusOK {
			t.Errorf("login in %s: %d", collection, code)
		}
		if code := s.login(collection, path, "otra"); code != http.StatusBadRequest {
			t.Errorf("login in %s with a wrong password: %d", collection, code)
		}
	}
}

func (s *shop) login(collection, identity, password string) int {
	s.t.Helper()
	body := strings.NewReader(url.Values{"identity": {identity}, "password": {password}}.Encode())
	r := httptest.NewRequest(http.MethodPost, "/api/collections/"+collection+"/auth-with-password", body)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	return w.Code
}

func TestSetupRefuses(t *testing.T) {
	t.Parallel()
	s, first := unopened(t)
	rows := []struct{ name, field, value string }{
		{"no name", "name", " "},
		{"long name", "name", strings.Repeat("n", 170)},
		{"long legal name", "legal_name", strings.Repeat("n", 210)},
		{"long tax id", "tax_id", strings.Repeat("9", 41)},
		{"bad mail of the business", "email", "escucha en casanogal"},
		{"bad mail of the administrator", "admin_email", "lucia"},
		{"no mail of the administrator", "admin_email", ""},
		{"long name of the administrator", "admin_name", strings.Repeat("n", 130)},
		{"short password", "admin_password", "corta"},
		{"endless password", "admin_password", strings.Repeat("larga ", 20)},
		{"unknown zone", "zone", "America/Macondo"},
		{"a file as zone", "zone", "../../etc/passwd"},
		{"the server's own zone", "zone", "Local"},
		{"unknown profile", "profile", "xx"},
		{"unknown language", "language", "fr"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			v := s.visitor()
			v.shop = &shop{s.App, t, s.mux}
			v.get(first.Path()).is(200)
			v.post("/setup/", answers(first, row.field, row.value)).is(http.StatusBadRequest).worded().
				has(`href="#`+row.field+`"`, "Av. Los Nogales 1180").lacks("cuatro palabras largas", "No pudimos guardarlo")
			if got := v.made(); got != [6]int{} {
				t.Errorf("made %v", got)
			}
		})
	}
	s.visitor().post("/setup/", answers(first)).is(200) // the token is still good
}

// TestSetupIsAllOrNothing: whichever part fails, nothing of the others is left.
func TestSetupIsAllOrNothing(t *testing.T) {
	t.Parallel()
	for _, table := range []string{records.Business, records.Books, records.Areas, records.Agents, records.Plans, core.CollectionNameSuperusers, "_params"} {
		t.Run(table, func(t *testing.T) {
			t.Parallel()
			s, first := unopened(t)
			v := s.visitor()
			v.get(first.Path()).is(200)
			for _, when := range []string{"INSERT", "UPDATE"} {
				if _, err := s.DB().NewQuery("CREATE TRIGGER full_" + when + " AFTER " + when + " ON " + table + " BEGIN SELECT RAISE(ABORT, 'disk is full'); END").Execute(); err != nil {
					t.Fatal(err)
				}
			}
			v.post("/setup/", answers(first)).is(http.StatusInternalServerError).has("No pudimos guardarlo", "20600000001").lacks("disk is full").worded()
			if got := s.made(); got != [6]int{} {
				t.Errorf("made %v", got)
			}
			if name := s.Settings().Meta.SenderName; name == "Casa Nogal" {
				t.Error("mails are signed already")
			}
			for _, when := range []string{"INSERT", "UPDATE"} {
				if _, err := s.DB().NewQuery("DROP TRIGGER full_" + when).Execute(); err != nil {
					t.Fatal(err)
				}
			}
			v.post("/setup/", answers(first)).is(200)
			if got := s.made(); got != [6]int{1, 1, 1, 1, 1, 2} {
				t.Errorf("made %v", got)
			}
		})
	}
}

// TestSetupTwiceAtOnce: one wins, in one process and in two.
func TestSetupTwiceAtOnce(t *testing.T) {
	t.Parallel()
	s, first := unopened(t)
	second := firstrun.New(s, s.Engine)
	other := &shop{s.App, t, setupPage(t, s.App, second)}
	var codes [6]int
	var all sync.WaitGroup
	for i := range codes {
		v, form := s.visitor(), answers(first)
		if i%2 == 1 {
			v, form = other.visitor(), answers(second)
		}
		all.Go(func() { codes[i] = v.post("/setup/", form).Code })
	}
	all.Wait()
	won := 0
	for _, code := range codes {
		if code == http.StatusOK {
			won++
		} else if code != http.StatusNotFound {
			t.Errorf("status %d", code)
		}
	}
	if got := s.made(); won != 1 || got != [6]int{1, 1, 1, 1, 1, 2} {
		t.Errorf("%d won, made %v", won, got)
	}
}

// TestSetupKeepsASuperuser who was made on the command line before.
func TestSetupKeepsASuperuser(t *testing.T) {
	t.Parallel()
	s, first := unopened(t)
	c, err := s.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		t.Fatal(err)
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"email": "lucia@casanogal.example", "password": "otra frase de antes"})
	if err := s.Save(r); err != nil {
		t.Fatal(err)
	}
	s.visitor().post("/setup/", answers(first)).is(200)
	if code := s.login(core.CollectionNameSuperusers, "lucia@casanogal.example", "otra frase de antes"); code != http.StatusOK {
		t.Errorf("login: %d", code)
	}
}

// TestFirstFilingOfEveryProfile: after the setup a customer can file at once,
// under the rules that were chosen. The dates are those of a complaint of 24
// November 2026, counted on the calendars of each country.
func TestFirstFilingOfEveryProfile(t *testing.T) {
	t.Parallel()
	rows := []struct{ profile, number, due, currency, document, id, needs string }{
		{"pe", "000000001-2026", "2026-12-17", "PEN", "dni", "40000999", "document_number"},
		{"co", "2026-000001", "2026-12-16", "COP", "cc", "1012345678", "name"},
		{"co-15", "2026-000001", "2026-12-16", "COP", "cc", "1012345678", "name"},
		{"co-10", "2026-000001", "2026-12-09", "COP", "cc", "1012345678", "name"},
		{"co-30", "2026-000001", "2027-01-08", "COP", "cc", "1012345678", "name"},
		{"es", "2026-000001", "2026-12-09", "EUR", "nif", "12345678Z", "name"},
		{"es-l10", "2026-000001", "2026-12-16", "EUR", "nif", "12345678Z", "name"},
		{"es-an", "2026-000001", "2026-12-10", "EUR", "nif", "12345678Z", "name"},
		{"es-md", "2026-000001", "2026-12-09", "EUR", "nif", "12345678Z", "name"},
		{"es-ct", "2026-000001", "2026-12-09", "EUR", "nif", "12345678Z", "name"},
		{"mx", "2026-000001", "2026-12-15", "MXN", "curp", "GOMC800705HDFRRL09", "name"},
		{"cl", "2026-000001", "2026-12-16", "CLP", "rut", "12.345.678-5", "name"},
		{"ar", "2026-000001", "2026-12-17", "ARS", "dni", "30123456", "name"},
		{"ar-x", "2026-000001", "2026-11-29", "ARS", "dni", "30123456", "name"},
		{"ec", "2026-000001", "2026-12-15", "USD", "cedula", "1712345678", "name"},
		{"gen", "2026-000001", "2026-12-15", "USD", "id", "A1234567", "name"},
	}
	if len(rows) != len(legal.All()) {
		t.Errorf("%d profiles, %d rows", len(legal.All()), len(rows))
	}
	for _, row := range rows {
		t.Run(row.profile, func(t *testing.T) {
			t.Parallel()
			s, first := unopened(t)
			p, err := legal.ByCode(row.profile)
			if err != nil {
				t.Fatal(err)
			}
			v := s.visitor()
			v.post("/setup/", answers(first, "profile", p.Code, "zone", p.TZ, "preview", "yes")).is(200).worded().has(row.number, s.Engine.Texts.CivilDate("es", row.due))
			v.post("/setup/", answers(first, "profile", p.Code, "zone", p.TZ)).is(200)
			form := everything("document_type", row.document, "document_number", row.id)
			empty := everything("document_type", row.document, "document_number", row.id)
			empty.Set(row.needs, "")
			v.ready().post("/portal/file", empty).is(http.StatusBadRequest).has(`href="#` + row.needs + `"`).worded()
			c := s.byKey(v.post("/portal/file", form).key())
			loc, err := time.LoadLocation(p.TZ)
			if err != nil {
				t.Fatal(err)
			}
			due := c.GetDateTime("legal_due").Time().In(loc)
			if got := due.Format(time.DateTime); got != row.due+" 23:59:59" {
				t.Errorf("due %s, want %s", got, row.due)
			}
			if c.GetString("number") != row.number || c.GetString("currency") != row.currency || c.GetString("legal_profile") != row.profile {
				t.Errorf("number %s, currency %s, profile %s", c.GetString("number"), c.GetString("currency"), c.GetString("legal_profile"))
			}
			key := c.GetString("tracking_key")
			v.get("/portal/r/" + key).is(200).worded().has(row.number)
			v.get("/portal/c/" + key).is(200).worded()
			for _, path := range []string{"/portal/", "/portal/form", "/portal/privacy"} {
				v.get(path).is(200).worded()
			}
			sheet := http.StatusNotFound
			if row.profile == "pe" {
				sheet = http.StatusOK
			}
			v.get("/portal/r/" + key + "/sheet").is(sheet)
			s.clean()
		})
	}
}

// TestThePrintedLinkOpensTheSetup starts the product as its owner does and
// follows the link from the console. It takes the process's output, so it runs
// alone.
func TestThePrintedLinkOpensTheSetup(t *testing.T) {
	a := bare(t)
	router, err := apis.NewRouter(a)
	if err != nil {
		t.Fatal(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = write
	var mux http.Handler
	event := &core.ServeEvent{App: a, Router: router, Server: &http.Server{Addr: "127.0.0.1:8090"}}
	err = a.OnServe().Trigger(event, func(e *core.ServeEvent) (err error) {
		mux, err = e.Router.BuildMux()
		return err
	})
	os.Stdout = stdout
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	printed, readErr := io.ReadAll(read)
	if err != nil || readErr != nil {
		t.Fatal(err, readErr)
	}
	link := regexp.MustCompile(`http://127\.0\.0\.1:8090(/setup/\?t=\w{20,})`).FindStringSubmatch(string(printed))
	if link == nil {
		t.Fatalf("printed %q", printed)
	}
	(&shop{a, t, mux}).visitor().get(link[1]).is(200).has("Cuatro cosas y empezamos")
}

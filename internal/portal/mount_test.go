package portal_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"escucha/internal/portal"
	"escucha/internal/portal/web"
)

// mounted is the portal inside a PocketBase of its own, beside a route for
// all other files as the product has one.
func mounted(t *testing.T, settings func(*core.Settings), change ...func(*portal.Deps)) *bench {
	t.Helper()
	b := &bench{t: t, fake: newFake(), clock: &clock{now: at(17, 16, 0)}}
	app, err := tests.NewTestApp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Cleanup)
	if settings != nil {
		settings(app.Settings())
	}
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatal(err)
	}
	deps := b.deps()
	for _, f := range change {
		f(&deps)
	}
	event := &core.ServeEvent{App: app, Router: router}
	if err := portal.Mount(event, deps); err != nil {
		t.Fatal(err)
	}
	router.GET("/{path...}", func(e *core.RequestEvent) error { return e.String(http.StatusOK, "static") })
	b.handler, err = router.BuildMux()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMountedPages(t *testing.T) {
	t.Parallel()
	b := mounted(t, nil)
	w := b.get("/portal/form")
	wantStatus(t, w, http.StatusOK)
	wantText(t, w, "Cuéntenos qué ocurrió")
	if got := w.Header().Values("Access-Control-Allow-Origin"); len(got) != 0 {
		t.Errorf("other sites may read it: %v", got)
	}
	head := b.do(request(http.MethodHead, "/portal/form", nil))
	wantStatus(t, head, http.StatusOK)
	wantText(t, b.get("/other"), "static")
	missing := b.get("/portal/nothing/here")
	wantStatus(t, missing, http.StatusNotFound)
	wantText(t, missing, "Aquí no hay nada")
	redirect := b.get("/portal")
	if redirect.Header().Get("Location") != "/portal/" {
		t.Errorf("/portal: %d to %q", redirect.Code, redirect.Header().Get("Location"))
	}
}

func TestMountedFiling(t *testing.T) {
	t.Parallel()
	b := mounted(t, nil)
	wantStatus(t, b.attach("/portal/file", b.filled(), "plato.jpg", strings.Repeat("x", 5<<20)), http.StatusSeeOther)
	if len(b.contents) != 1 || len(b.contents[0]) != 5<<20 {
		t.Errorf("%d files", len(b.contents))
	}
	crossing := b.post("/portal/file", b.filled(), "Sec-Fetch-Site", "cross-site")
	wantStatus(t, crossing, http.StatusForbidden)
	wantText(t, crossing, "<!doctype html>")
}

func TestMountedLimits(t *testing.T) {
	t.Parallel()
	b := mounted(t, nil)
	w := b.attach("/portal/file", b.filled(), "a.jpg", strings.Repeat("x", 35<<20))
	wantStatus(t, w, http.StatusRequestEntityTooLarge)
	wantText(t, w, "Un archivo era demasiado grande", story[:40])
	for _, known := range []bool{true, false} {
		r := request(http.MethodPost, "/portal/file", io.LimitReader(endless{}, 66<<20))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		if known {
			r.ContentLength = 66 << 20
		}
		w := b.do(r)
		if w.Code != http.StatusRequestEntityTooLarge && w.Code != http.StatusBadRequest {
			t.Errorf("length known %v: status %d", known, w.Code)
		}
		wantText(t, w, "<!doctype html>")
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for at := range p {
		p[at] = 'x'
	}
	return len(p), nil
}

func TestMountedPagesAreCompressedOnce(t *testing.T) {
	t.Parallel()
	b := mounted(t, nil)
	w := b.get("/portal/", "Accept-Encoding", "gzip")
	if got := w.Header().Values("Content-Encoding"); len(got) != 1 || got[0] != "gzip" {
		t.Fatalf("encodings %v", got)
	}
	plain, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(plain)
	if err != nil || !strings.Contains(string(raw), "<!doctype html>") {
		t.Errorf("error %v, %.40q", err, raw)
	}
}

func TestMountedAddress(t *testing.T) {
	t.Parallel()
	few := func(d *portal.Deps) { d.Writes = web.Rate{PerSecond: 0.001, Burst: 1} }
	rows := []struct {
		name    string
		trusted []string
		second  int
	}{
		{"a header that nobody trusts changes nothing", nil, 429},
		{"the proxy's header tells customers apart", []string{"X-Forwarded-For"}, 404},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := mounted(t, func(s *core.Settings) { s.TrustedProxy.Headers = row.trusted }, few)
			try := url.Values{"number": {"1"}, "key": {"2"}}
			wantStatus(t, b.post("/portal/open", try, "X-Forwarded-For", "198.51.100.1"), http.StatusNotFound)
			wantStatus(t, b.post("/portal/open", try, "X-Forwarded-For", "198.51.100.2"), row.second)
		})
	}
}

func TestMountedPagesSurviveOddCases(t *testing.T) {
	t.Parallel()
	b := mounted(t, nil)
	b.view.Proposal, b.view.Stage = nil, "no such stage"
	wantStatus(t, b.get(casePath), http.StatusOK) // an unknown stage is no reason to fail
	b.business.Zone = nil
	wantStatus(t, b.get(casePath), http.StatusOK)
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, request(http.MethodPost, "/portal/open", strings.NewReader("number=1&key=2"), "Content-Type", "application/x-www-form-urlencoded"))
	wantStatus(t, w, http.StatusNotFound)
}

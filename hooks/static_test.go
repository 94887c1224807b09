package hooks_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"escucha/internal/testapp"
)

const forGood = "public, max-age=31536000, immutable"

// versioned are the addresses that the desk's page points at.
func versioned(t *testing.T, a *testapp.App) []string {
	t.Helper()
	page := a.Ask(t, testapp.Guest, http.MethodGet, "/desk/", nil)
	found := regexp.MustCompile(`(?:href|src)="(/v/[^"]+)"`).FindAllStringSubmatch(page.Text, -1)
	if page.Status != http.StatusOK || len(found) < 5 {
		t.Fatalf("%d, %d addresses: %s", page.Status, len(found), page.Text)
	}
	var out []string
	for _, one := range found {
		out = append(out, one[1])
	}
	return out
}

// TestVersionedFiles: what the page points at is there, and is kept for good.
func TestVersionedFiles(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	if page := a.Ask(t, testapp.Guest, http.MethodGet, "/desk/", nil); page.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("the page itself is kept: %s", page.Header.Get("Cache-Control"))
	}
	addresses := versioned(t, a)
	texts := regexp.MustCompile(`^/v/[^/]+/`).FindString(addresses[0]) + "i18n/desk.es.json"
	for _, address := range append(addresses, texts) {
		got := a.Ask(t, testapp.Guest, http.MethodGet, address, nil)
		if got.Status != http.StatusOK || got.Text == "" || got.Header.Get("Cache-Control") != forGood {
			t.Errorf("%s: %d, %d bytes, %s", address, got.Status, len(got.Text), got.Header.Get("Cache-Control"))
		}
		if kind := got.Header.Get("Content-Type"); strings.HasSuffix(address, ".js") && kind != "text/javascript; charset=utf-8" {
			t.Errorf("%s is %s: a browser will not run it", address, kind)
		}
	}
}

// TestTabOfAnotherVersion: it gets what is the same by its name, and is not
// given a module that does not fit those that it has.
func TestTabOfAnotherVersion(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	version := regexp.MustCompile(`^/v/[^/]+/`)
	for _, address := range versioned(t, a) {
		old := a.Ask(t, testapp.Guest, http.MethodGet, version.ReplaceAllString(address, "/v/yesterday/"), nil)
		if old.Status != http.StatusOK || old.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s of yesterday: %d, %s", address, old.Status, old.Header.Get("Cache-Control"))
		}
	}
	for _, gone := range []string{"/v/yesterday/desk/case-OLDHASH1.js", "/v/yesterday/", "/v/yesterday/desk", "/v/yesterday/../../go.mod"} {
		if got := a.Ask(t, testapp.Guest, http.MethodGet, gone, nil); got.Status == http.StatusOK {
			t.Errorf("%s: %d %.80s", gone, got.Status, got.Text)
		}
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, row := range []struct {
		name, path string
		status     int
		holds      string
	}{
		{"a module as it was written", "/desk/app.js", http.StatusOK, "// The desk"},
		{"all texts, for others", "/i18n/es.json", http.StatusOK, "portal."},
		{"a folder without its stroke", "/desk", http.StatusMovedPermanently, ""},
		{"a folder that is no page", "/i18n/", http.StatusNotFound, "404"},
		{"a file that is not there", "/desk/gone.js", http.StatusNotFound, "404"},
		{"a way out", "/desk/..%2f..%2fgo.mod", http.StatusNotFound, "404"},
	} {
		got := a.Ask(t, testapp.Guest, http.MethodGet, row.path, nil)
		if got.Status != row.status || !strings.Contains(got.Text, row.holds) {
			t.Errorf("%s: %d %.80s", row.name, got.Status, got.Text)
		}
		if row.status == http.StatusOK && got.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s is kept: %s", row.name, got.Header.Get("Cache-Control"))
		}
	}
}

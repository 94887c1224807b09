package hooks_test

import (
	"net/http"
	"testing"

	reports "escucha/internal/report"
	"escucha/internal/testapp"
)

// wholePage asks for the figures of a period.
func wholePage(t *testing.T, a *testapp.App, query string) reports.Page {
	t.Helper()
	return read[reports.Page](t, a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/reports/page"+query, nil))
}

func TestPage(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	p := wholePage(t, a, "?from=2026-11-01&to=2026-11-30&by=area")
	t.Logf("%+v", p)
}

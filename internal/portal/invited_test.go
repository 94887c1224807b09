package portal_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestInvited: the form has in it what was taken down, and goes on knowing by which
// link it was opened; a link that serves no more opens an empty form.
func TestInvited(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.invitations = map[string]map[string]string{"abc": {"narrative": "Tres <platos>", "name": "Rosa"}}
	for _, lang := range []string{"es", "en"} {
		w := b.get("/portal/w/abc", "Accept-Language", lang)
		wantStatus(t, w, http.StatusOK)
		wantText(t, w, "Tres &lt;platos&gt;", `name="invitation" value="abc"`, `value="Rosa"`)
		wantNoLooseEnds(t, w.Body.String())
		w = b.get("/portal/w/gone", "Accept-Language", lang)
		wantStatus(t, w, http.StatusGone)
		wantNoLooseEnds(t, w.Body.String())
		if strings.Contains(w.Body.String(), `name="invitation"`) || !strings.Contains(w.Body.String(), `action="/portal/file"`) {
			t.Error("a link that serves no more is no plain form")
		}
	}
	if w := b.get("/portal/w/abc"); w.Header().Get("Cache-Control") != "no-store" {
		t.Error("a cache may keep what was taken down")
	}
}

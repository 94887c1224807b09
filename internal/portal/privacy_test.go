package portal_test

import (
	"net/http"
	"testing"

	"escucha/internal/portal"
)

// TestConsentVersion: what the form shows of the text that it carries.
func TestConsentVersion(t *testing.T) {
	t.Parallel()
	for consent, want := range map[string]string{"2026-11 es": "2026-11", "2026-11": "2026-11", "": "", " es": ""} {
		if got := (portal.FormSpec{Consent: consent}).ConsentVersion(); got != want {
			t.Errorf("%q is version %q, want %q", consent, got, want)
		}
	}
}

// TestTextOnItsPage: the text with its version, and a form that says which one
// stood under it when it was opened, whatever holds when it is sent.
func TestTextOnItsPage(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	wantText(t, b.get("/portal/privacy"), "Qué guardamos", "Lo que usted nos cuenta.", "Versión 2026-11 de este texto, desde el domingo 1 de noviembre de 2026.")
	wantText(t, b.get("/portal/form"), `name="consent" value="2026-11 es"`, "(versión 2026-11)")
	form := b.filled()
	form.Set("consent", "2026-10 en")
	wantStatus(t, b.attach("/portal/file", form), http.StatusSeeOther)
	if got := b.filings[0].Consent; got != "2026-10 en" {
		t.Errorf("filed with %q", got)
	}
}

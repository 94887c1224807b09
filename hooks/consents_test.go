package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/privacy"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// newConsent is a version of the text, from a day on.
func newConsent(version, lang, from string) map[string]any {
	return map[string]any{"version": version, "language": lang, "valid_from": from, "text": "Qué guardamos\nSolo lo que nos cuente.\n\nY nada más."}
}

// TestTextIsKeptAsItWasAccepted: a version begins today or later, may be mended
// until then, and stays from its day on.
func TestTextIsKeptAsItWasAccepted(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	post := func(who string, body map[string]any) testapp.Answer {
		return a.Ask(t, who, http.MethodPost, testapp.Records(records.Consents), body)
	}
	if got := post(testapp.Admin, newConsent("2026-10", "es", "2026-11-23")); got.Status != 400 || got.Code("valid_from") != "consent_past" {
		t.Errorf("of yesterday: %d %s", got.Status, got.Text)
	}
	for name, body := range map[string]map[string]any{"no version": newConsent("", "es", "2026-12-01"), "no day": newConsent("2026-12", "es", ""),
		"no such language": newConsent("2026-12", "fr", "2026-12-01"), "the same version": newConsent("2026-11", "es", "2026-12-01")} {
		if got := post(testapp.Admin, body); got.Status != 400 {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
	got := post(testapp.Admin, newConsent("2026-12", "es", "2026-12-01"))
	if got.Status != 200 {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	id, _ := got.JSON["id"].(string)
	path := testapp.Records(records.Consents, id)
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"text": "Qué guardamos\nLo justo."}); got.Status != 200 {
		t.Errorf("mended before its day: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"valid_from": "2026-11-20"}); got.Code("valid_from") != "consent_past" {
		t.Errorf("moved into the past: %d %s", got.Status, got.Text)
	}
	a.Clock.Set(time.Date(2026, 12, 1, 15, 0, 0, 0, time.UTC))
	for _, method := range []string{http.MethodPatch, http.MethodDelete} {
		for _, who := range []string{testapp.Admin, testapp.Superuser} {
			for _, row := range []string{path, testapp.Records(records.Consents, "2026-11-es")} {
				if got := a.Ask(t, who, method, row, map[string]any{"text": "Otra cosa", "valid_from": "2030-01-01"}); got.Status != 400 || got.Code("id") != "consent_in_force" {
					t.Errorf("%s %s by %s: %d %s", method, row, who, got.Status, got.Text)
				}
			}
		}
	}
}

// TestTextInForce: the newest whose day has come in the shop, in the reader's
// language if it was written in it.
func TestTextInForce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, row := range []map[string]any{newConsent("2026-12", "es", "2026-12-01"), newConsent("2027", "es", "2027-01-01"), newConsent("2027", "en", "2027-01-01")} {
		if _, err := a.Engine.Create(a, records.Consents, row, a.Actor(t, testapp.Admin)); err != nil {
			t.Fatal(err)
		}
	}
	s := privacy.New(a.Engine)
	for _, row := range []struct{ name, at, asked, version, lang string }{
		{"today", "2026-11-24T15:00:00Z", "es", "2026-11", "es"}, {"in English", "2026-11-24T15:00:00Z", "en", "2026-11", "en"},
		{"the evening before, in Lima", "2026-12-01T04:59:00Z", "es", "2026-11", "es"}, {"midnight in Lima", "2026-12-01T05:00:00Z", "es", "2026-12", "es"},
		{"not written in English", "2026-12-02T15:00:00Z", "en", "2026-12", "es"}, {"the next one", "2027-03-01T15:00:00Z", "en", "2027", "en"},
	} {
		at, err := time.Parse(time.RFC3339, row.at)
		if err != nil {
			t.Fatal(err)
		}
		a.Clock.Set(at)
		if got, err := s.InForce(a, row.asked); err != nil || got.Version != row.version || got.Language != row.lang {
			t.Errorf("%s: %s %s, want %s %s; %v", row.name, got.Version, got.Language, row.version, row.lang, err)
		}
	}
	got, err := s.Shown(a, "2026-11", "es")
	if err != nil || got.Version != "2026-11" || len(got.Parts) < 5 || got.Parts[0].Title != "Qué guardamos" {
		t.Errorf("what was shown before: %+v %v", got, err)
	}
	for _, invented := range []string{"1999", "' OR 1=1", ""} {
		if got, err := s.Shown(a, invented, "es"); err != nil || got.Version != "2027" {
			t.Errorf("%q: %s %v", invented, got.Version, err)
		}
	}
}

// TestFilingKeepsWhichText: the page shows it, the form carries its version, the
// case keeps it with language and moment, and the copy has its words.
func TestFilingKeepsWhichText(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.visitor()
	v.get("/portal/privacy").is(200).has("Qué guardamos", "Versión 2026-11 de este texto, desde el domingo 1 de noviembre de 2026")
	v.get("/portal/form").is(200).has(`name="consent" value="2026-11 es"`)
	key := v.file(minimum())
	c := s.byKey(key)
	kept := casework.Snapshot(c)
	if kept["consent"] != "2026-11" || kept["consent_language"] != "es" || kept["consent_at"] != c.GetString("received_at") {
		t.Errorf("kept %v", kept)
	}
	p, err := privacy.Find(s, c.GetString("customer"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := privacy.New(s.Engine).Gather(s, p)
	if err != nil || len(got.Consents) != 1 || got.Consents[0].Case != c.GetString("number") || got.Consents[0].Version != "2026-11" || !strings.HasPrefix(got.Consents[0].Text, "Qué guardamos\n") {
		t.Errorf("the copy does not say what was accepted: %+v %v", got.Consents, err)
	}
}

// TestTextsAreFoundByTheirDay: not by reading every version there ever was.
func TestTextsAreFoundByTheirDay(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	var plan []struct {
		Detail string `db:"detail"`
	}
	err := a.DB().NewQuery("EXPLAIN QUERY PLAN SELECT * FROM consents WHERE valid_from <= '2026' ORDER BY valid_from DESC, created DESC, id LIMIT 2").All(&plan)
	if err != nil || len(plan) == 0 || !strings.Contains(plan[0].Detail, "idx_consents_valid") {
		t.Errorf("%v %v", plan, err)
	}
}

package hooks_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestAnswersAreNotSentTwice: what a browser has is not sent again, until it
// is another answer, or another person who asks.
func TestAnswersAreNotSentTwice(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.At(t, "assessing", nil)
	for path, change := range map[string]func(){
		"/api/crm/session": func() {
			a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Agents, testapp.Agent), map[string]any{"locale": "en"})
		},
		"/api/crm/queue": func() { a.At(t, "received", nil) },
	} {
		first := a.Ask(t, testapp.Agent, http.MethodGet, path, nil)
		tag := first.Header.Get("ETag")
		if first.Status != http.StatusOK || tag == "" || first.Header.Get("Cache-Control") != "private, no-cache" {
			t.Fatalf("%s: %d, ETag %q, %s", path, first.Status, tag, first.Header.Get("Cache-Control"))
		}
		if again := a.Ask(t, testapp.Agent, http.MethodGet, path, nil, "If-None-Match", tag); again.Status != http.StatusNotModified || again.Text != "" {
			t.Errorf("%s again: %d, %d bytes", path, again.Status, len(again.Text))
		}
		if stranger := a.Ask(t, testapp.Guest, http.MethodGet, path, nil, "If-None-Match", tag); stranger.Status != http.StatusUnauthorized {
			t.Errorf("%s of a stranger: %d", path, stranger.Status)
		}
		change()
		if other := a.Ask(t, testapp.Agent, http.MethodGet, path, nil, "If-None-Match", tag); other.Status != http.StatusOK || other.Text == "" {
			t.Errorf("%s after a change: %d", path, other.Status)
		}
	}
}

// TestRuleCatalogue: the catalogue of rules in the reader's language.
func TestRuleCatalogue(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/rules", nil)
	rules, _ := got.JSON["rules"].([]any)
	if got.Status != http.StatusOK || len(rules) < 40 || strings.Contains(got.Text, `"name":"rule.`) {
		t.Errorf("%d, %d rules: %.200s", got.Status, len(rules), got.Text)
	}
	if stranger := a.Ask(t, testapp.Guest, http.MethodGet, "/api/crm/rules", nil); stranger.Status != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", stranger.Status)
	}
}

// TestLongAnswersArePacked, and short ones are not made longer.
func TestLongAnswersArePacked(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for path, want := range map[string]string{"/api/crm/session": "gzip", "/api/crm/lookup?phone=900000000": "", "/api/crm/nothing": ""} {
		if got := a.Ask(t, testapp.Agent, http.MethodGet, path, nil, "Accept-Encoding", "gzip"); got.Header.Get("Content-Encoding") != want {
			t.Errorf("%s: %d, %d bytes, packed as %q", path, got.Status, len(got.Text), got.Header.Get("Content-Encoding"))
		}
	}
}

// TestCardTellsTheStoryOnce: a list carries the beginning of a story only where
// it is the title, for want of a goal.
func TestCardTellsTheStoryOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Robot, nil)
	imported := a.File(t, testapp.Robot, nil) // as from a book of before, which had no such column
	if _, err := a.DB().Update(records.Complaints, dbx.Params{"goal": ""}, dbx.HashExp{"id": imported.Id}).Execute(); err != nil {
		t.Fatal(err)
	}
	items, _ := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/queue", nil).JSON["items"].([]any)
	if len(items) != 2 {
		t.Fatalf("%d cards", len(items))
	}
	for _, item := range items {
		card, _ := item.(map[string]any)
		if (card["goal"] == "") == (card["excerpt"] == "") {
			t.Errorf("goal %q, excerpt %q", card["goal"], card["excerpt"])
		}
	}
}

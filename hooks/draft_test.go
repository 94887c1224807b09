package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

func word(value, at string) map[string]any { return map[string]any{"value": value, "at": at} }

func gone(at string) map[string]any { return map[string]any{"gone": true, "at": at} }

func fields(pairs ...any) map[string]any {
	all := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i].(string)] = pairs[i+1]
	}
	return map[string]any{"data": map[string]any{"fields": all}}
}

// TestDraftsOfTwoTabs: each sends what it wrote, and of each field the later
// word stands, however late the older one arrives.
func TestDraftsOfTwoTabs(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	begin := with(map[string]any{"agent": testapp.Agent, "key": "case:x"}, fields("reply", word("Hola", "1"), "note", word("Ojo", "1")))
	made := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Drafts), begin)
	id, _ := made.JSON["id"].(string)
	for i, step := range []struct {
		part map[string]any
		want string
	}{
		{fields("reply", word("Hola, Rosa", "3")), "note=Ojo reply=Hola, Rosa"},
		{fields("reply", word("Hol", "2"), "cause", word("x", "2")), "cause=x note=Ojo reply=Hola, Rosa"},
		{fields("reply", gone("4")), "cause=x note=Ojo"},
		{fields("reply", word("Hola, Rosa E", "3")), "cause=x note=Ojo"},
		{fields("reply", word("Otra", "5")), "cause=x note=Ojo reply=Otra"},
	} {
		got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Drafts, id), step.part)
		if text := standing(got.JSON); got.Status != http.StatusOK || text != step.want {
			t.Errorf("step %d: %d %q, want %q", i+1, got.Status, text, step.want)
		}
	}
}

// standing are the values of a draft that were not taken back, by name.
func standing(row map[string]any) string {
	data, _ := row["data"].(map[string]any)
	all, _ := data["fields"].(map[string]any)
	var out []string
	for _, name := range []string{"cause", "note", "reply"} {
		if f, _ := all[name].(map[string]any); f != nil && f["gone"] != true {
			out = append(out, fmt.Sprintf("%s=%v", name, f["value"]))
		}
	}
	return strings.Join(out, " ")
}

// TestDraftRefused: what is too large, or cannot be read, is named.
func TestDraftRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for name, part := range map[string]map[string]any{
		"too large":     fields("reply", word(strings.Repeat("palabra ", 300_000), "1")),
		"a bare string": fields("reply", "Hola"),
		"a list":        {"data": []any{1}},
	} {
		body := with(map[string]any{"agent": testapp.Agent, "key": name}, part)
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Drafts), body)
		if got.Status != http.StatusBadRequest || got.Code("data") == "" {
			t.Errorf("%s: %d %.300s", name, got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Drafts, ""); n != 0 {
		t.Errorf("%d drafts were kept", n)
	}
}

// TestClearDrafts: a draft in which nothing is written any more goes after a
// day, and no other.
func TestClearDrafts(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Clock.Set(time.Now()) // when a draft was touched is the platform's own time
	for key, part := range map[string]map[string]any{"sent": fields("reply", gone("1")), "half": fields("reply", gone("1"), "note", word("Ojo", "1")), "whole": fields("reply", word("Hola", "1"))} {
		body := with(map[string]any{"agent": testapp.Agent, "key": key}, part)
		if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Drafts), body); got.Status != http.StatusOK {
			t.Fatalf("%s: %d %s", key, got.Status, got.Text)
		}
	}
	a.Clock.Move(23 * time.Hour)
	report(t, a.Engine.ClearDrafts(a))
	if n := a.Count(t, records.Drafts, ""); n != 3 {
		t.Errorf("%d drafts after a while, want 3", n)
	}
	a.Clock.Move(2 * time.Hour)
	report(t, a.Engine.ClearDrafts(a))
	if n := a.Count(t, records.Drafts, "key IN ('half', 'whole')"); n != 2 || a.Count(t, records.Drafts, "") != 2 {
		t.Errorf("%d drafts with words are left", n)
	}
}

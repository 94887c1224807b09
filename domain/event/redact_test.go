package event_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"escucha/domain/event"
)

func TestRedact(t *testing.T) {
	t.Parallel()
	kept := func(field string) bool { return field == "stage" }
	for _, row := range []struct{ name, kind, data, want string }{
		{"words go, codes stay", "complaint.filed", `{"changes":{"narrative":{"after":"Soy Rosa","before":null},"stage":{"after":"received","before":""}},"to":"received","transition":"T1"}`,
			`{"changes":{"narrative":{"after":null,"before":null},"stage":{"after":"received","before":""}},"to":"received","transition":"T1"}`},
		{"digest of a text", "statement.given", `{"digest":"abc","ref":"r1"}`, `{"ref":"r1"}`},
		{"a note of a person", "attachment.added", `{"digest":"abc","note":"rosa.jpg","ref":"r1"}`, `{"ref":"r1"}`},
		{"the purpose of a message", "message.sent", `{"digest":"abc","note":"letter","ref":"r1"}`, `{"note":"letter","ref":"r1"}`},
		{"figures stay", "grant.approved", `{"extra":{"cost":35,"currency":"PEN","over_budget":true,"reward":"Cuenco de Rosa","more":{"a":1}}}`,
			`{"extra":{"cost":35,"currency":"PEN","over_budget":true}}`},
		{"nothing to take out", "complaint.moved", `{"changes":{"stage":{"after":"closed","before":"resolved"}}}`, `{"changes":{"stage":{"after":"closed","before":"resolved"}}}`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := event.Redact(row.kind, []byte(row.data), kept)
			if err != nil || string(got) != row.want {
				t.Errorf("%s, want %s; %v", got, row.want, err)
			}
		})
	}
	if _, err := event.Redact("x", []byte("{"), kept); err == nil {
		t.Error("broken data was redacted")
	}
}

// erased is a chain of which the second and third entry were redacted.
func erased(t *testing.T) []event.Entry {
	t.Helper()
	entries := chain(t, `{"to":"received"}`, `{"note":"Soy Rosa"}`, `{"changes":{"narrative":{"after":"Rosa","before":null}}}`, `{"to":"closed"}`)
	for i := 1; i <= 2; i++ {
		data, err := event.Redact(entries[i].Type, entries[i].Data, func(string) bool { return false })
		if err != nil {
			t.Fatal(err)
		}
		entries[i].Data = data
	}
	extra, err := event.Redactions(entries[1:3])
	if err != nil {
		t.Fatal(err)
	}
	return append(entries, sealed(t, entries[3], extra["redacted"]))
}

func sealed(t *testing.T, before event.Entry, redacted any) event.Entry {
	t.Helper()
	data, err := json.Marshal(event.Data{Extra: map[string]any{"redacted": redacted}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := event.Entry{Complaint: "c1", Type: event.Erased, Actor: "a9", ActorKind: "agent", Data: data, Created: "2029-01-01 10:00:00.000Z"}.Seal(before)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestRedactedChain: a redaction that is told of adds up; nothing else does.
func TestRedactedChain(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		tamper func(*testing.T, []event.Entry) []event.Entry
		want   string
	}{
		{"untouched", func(_ *testing.T, e []event.Entry) []event.Entry { return e }, "[]"},
		{"an entry that was not redacted", func(_ *testing.T, e []event.Entry) []event.Entry { e[0].Data = []byte(`{"to":"closed"}`); return e }, "[1 hash]"},
		{"a redacted entry, once more", func(_ *testing.T, e []event.Entry) []event.Entry {
			e[1].Data = []byte(`{"note":"Otra cosa"}`)
			return e
		}, "[2 hash]"},
		{"who did what was redacted", func(_ *testing.T, e []event.Entry) []event.Entry { e[2].Actor = "a2"; return e }, "[3 hash]"},
		{"a redacted entry removed", func(_ *testing.T, e []event.Entry) []event.Entry { return append(e[:1], e[2:]...) }, "[3 gap 3 previous 4 gap 5 gap]"},
		{"two redacted entries exchanged", func(_ *testing.T, e []event.Entry) []event.Entry {
			e[1].Data, e[2].Data = e[2].Data, e[1].Data
			return e
		}, "[2 hash 3 hash]"},
		{"the hash of a redacted entry", func(_ *testing.T, e []event.Entry) []event.Entry { e[1].Hash = strings.Repeat("0", 64); return e }, "[3 previous]"},
		{"the event of the erasure removed", func(_ *testing.T, e []event.Entry) []event.Entry { return e[:4] }, "[2 hash 3 hash]"},
		{"the event of the erasure changed", func(t *testing.T, e []event.Entry) []event.Entry {
			forged := sealed(t, e[3], map[string]string{"1": "x"})
			e[4].Data = forged.Data
			return e
		}, "[1 hash 2 hash 3 hash 5 hash]"},
		{"an erasure that names what comes after it", func(t *testing.T, e []event.Entry) []event.Entry {
			later := sealed(t, e[4], nil)
			later.Type, later.Data = "complaint.moved", []byte(`{}`)
			return append(e, later)
		}, "[6 hash]"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			found := []string{}
			for _, p := range event.VerifyChain(row.tamper(t, erased(t))) {
				found = append(found, fmt.Sprint(p.Seq, " ", p.Code))
			}
			if got := fmt.Sprint(found); got != row.want {
				t.Errorf("found %s, want %s", got, row.want)
			}
		})
	}
}

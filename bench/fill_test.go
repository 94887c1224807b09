package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"
)

// What is measured must be what the product stores: the same rows in both
// tables, as long as real ones, every fifth of them open.
func TestFill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := makeShop(dir, os.DirFS("../pb_public"))
	if err != nil {
		t.Fatal(err)
	}
	if s.token == "" || s.customer == "" || len(s.agents) != agents {
		t.Errorf("shop %+v", s)
	}
	if err := fill(dir, s, 50); err != nil {
		t.Fatal(err)
	}
	db, err := core.DefaultDBConnect(filepath.Join(dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, q := range []struct {
		query string
		want  int
	}{
		{"SELECT COUNT(*) FROM complaints", 50},
		{"SELECT COUNT(*) FROM bare WHERE open = 1", 50 / openEvery},
		{"SELECT COUNT(*) FROM bare b JOIN complaints c ON c.id = b.id AND c.narrative = b.narrative AND c.queue_key = b.queue_key AND c.due_trace = b.due_trace", 50},
		{"SELECT COUNT(*) FROM complaints WHERE length(narrative) NOT BETWEEN 300 AND 1500 OR due_trace NOT LIKE '{%'", 0},
		{"SELECT COUNT(*) FROM messages m JOIN complaints c ON c.id = m.complaint WHERE length(m.text) >= 140", 50 * messagesPerCase},
		{"SELECT COUNT(*) FROM search_docs", 50 + 50*messagesPerCase + 50/casesPerPerson + 1},
		{"SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search_%'", 16},
		{"SELECT COUNT(*) FROM pragma_index_list('bare') WHERE name = 'idx_bare_queue'", 1},
	} {
		var have int
		if err := db.NewQuery(q.query).Row(&have); err != nil || have != q.want {
			t.Errorf("%s: %d, want %d %v", q.query, have, q.want, err)
		}
	}
}

func TestFilings(t *testing.T) {
	t.Parallel()
	bodies, err := filings(rand.New(rand.NewPCG(1, 1)), "customer", 3)
	if err != nil || len(bodies) != 3 {
		t.Fatalf("%d %v", len(bodies), err)
	}
	var one map[string]any
	if err := json.Unmarshal(bodies[0], &one); err != nil || one["customer"] != "customer" || string(bodies[0]) == string(bodies[1]) {
		t.Errorf("%s %v", bodies[0], err)
	}
	if n := utf8.RuneCountInString(one["narrative"].(string)); n < 300 || n > 1500 {
		t.Errorf("a narrative of %d characters", n)
	}
}

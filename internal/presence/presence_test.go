package presence

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func word(id, tab, state string) Word { return Word{"case", tab, Person{id, "Name of " + id, state}} }

// TestBoard: each row is a run of words, seconds apart, and what Inés sees then.
func TestBoard(t *testing.T) {
	t.Parallel()
	type step struct {
		after   int // seconds since the step before
		word    Word
		changes bool
	}
	rows := []struct {
		name  string
		steps []step
		later int // seconds after the last step
		want  string
	}{
		{"nobody", nil, 0, "[]"},
		{"oneself is not another", []step{{0, word("ines", "a", Looking), true}}, 0, "[]"},
		{"one who looks", []step{{0, word("graciela", "a", Looking), true}}, 0, "[graciela looking]"},
		{"the same word again changes nothing", []step{{0, word("graciela", "a", Looking), true}, {15, word("graciela", "a", Looking), false}}, 20, "[graciela looking]"},
		{"who begins to write", []step{{0, word("graciela", "a", Looking), true}, {5, word("graciela", "a", Writing), true}}, 0, "[graciela writing]"},
		{"who went", []step{{0, word("graciela", "a", Writing), true}, {5, word("graciela", "a", Gone), true}}, 0, "[]"},
		{"who goes without having come", []step{{0, word("graciela", "a", Gone), false}}, 0, "[]"},
		{"silent, and just not forgotten", []step{{0, word("graciela", "a", Looking), true}}, 29, "[graciela looking]"},
		{"forgotten after thirty seconds", []step{{0, word("graciela", "a", Looking), true}}, 30, "[]"},
		{"back after being forgotten", []step{{0, word("graciela", "a", Looking), true}, {31, word("graciela", "a", Looking), true}}, 0, "[graciela looking]"},
		{"two tabs are one person, who writes", []step{{0, word("graciela", "a", Writing), true}, {1, word("graciela", "b", Looking), false}}, 0, "[graciela writing]"},
		{"closing one of two tabs", []step{{0, word("graciela", "a", Looking), true}, {1, word("graciela", "b", Looking), false}, {1, word("graciela", "a", Gone), false}}, 0, "[graciela looking]"},
		{"two people by name", []step{{0, word("tomas", "a", Looking), true}, {1, word("graciela", "a", Writing), true}}, 0, "[graciela writing tomas looking]"},
		{"another case is another case", []step{{0, Word{"other", "a", Person{"graciela", "Graciela", Looking}}, true}}, 0, "[]"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b, now := New(), noon
			for i, s := range row.steps {
				now = now.Add(time.Duration(s.after) * time.Second)
				if got := b.Say(s.word, now); got != s.changes {
					t.Errorf("word %d changes something: %t", i+1, got)
				}
			}
			got := []string{}
			for _, p := range b.Others("case", "ines", now.Add(time.Duration(row.later)*time.Second)) {
				got = append(got, p.ID, p.State)
			}
			if text := fmt.Sprint(got); text != row.want {
				t.Errorf("others %s, want %s", text, row.want)
			}
		})
	}
}

// TestBoardForgetsCases: a case that nobody has open takes no memory.
func TestBoardForgetsCases(t *testing.T) {
	t.Parallel()
	b := New()
	for i := range 100 {
		id := fmt.Sprint(i)
		b.Say(Word{id, "a", Person{"graciela", "Graciela", Looking}}, noon)
		b.Say(Word{id, "a", Person{"graciela", "Graciela", Gone}}, noon)
	}
	if len(b.cases) != 0 {
		t.Errorf("%d cases are kept", len(b.cases))
	}
}

// TestBoardAtOnce: many speak at the same moment, and all are heard.
func TestBoardAtOnce(t *testing.T) {
	t.Parallel()
	b := New()
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { b.Say(word(fmt.Sprintf("p%02d", i), "a", Looking), noon) })
	}
	all.Wait()
	if got := b.Others("case", "", noon); len(got) != 20 {
		t.Errorf("%d people, want 20", len(got))
	}
}

// Package presence remembers for a moment who has which case open. It is kept
// in memory: after a restart everybody says it again within seconds.
package presence

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Memory is how long somebody counts as present without a word.
const Memory = 30 * time.Second

// What somebody does with a case. Gone ends it.
const (
	Looking = "looking"
	Writing = "writing"
	Gone    = "gone"
)

// Person is somebody with the case open.
type Person struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	State string `json:"state"`
}

// Word is what one tab of a person says of itself.
type Word struct {
	Case, Tab string
	Person
}

type note struct {
	Person
	at time.Time
}

// Board is safe for concurrent use.
type Board struct {
	mu    sync.Mutex
	cases map[string]map[string]note // by case, then by person and tab
}

// New returns an empty board.
func New() *Board { return &Board{cases: map[string]map[string]note{}} }

// Say notes a word and reports whether others see something else than before.
func (b *Board) Say(w Word, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	before := b.present(w.Case, now)
	key := w.ID + " " + w.Tab
	if w.State == Gone {
		delete(b.cases[w.Case], key)
	} else {
		if b.cases[w.Case] == nil {
			b.cases[w.Case] = map[string]note{}
		}
		b.cases[w.Case][key] = note{w.Person, now}
	}
	after := b.present(w.Case, now)
	if len(after) == 0 {
		delete(b.cases, w.Case)
	}
	return !slices.Equal(before, after)
}

// Others are the people with the case open but one, by name.
func (b *Board) Others(id, except string, now time.Time) []Person {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.DeleteFunc(b.present(id, now), func(p Person) bool { return p.ID == except })
}

// present forgets who was silent for too long and lists the rest; who has two
// tabs is there once, and writing if one of them writes.
func (b *Board) present(id string, now time.Time) []Person {
	people := map[string]Person{}
	for key, n := range b.cases[id] {
		if now.Sub(n.at) >= Memory {
			delete(b.cases[id], key)
		} else if people[n.ID].State != Writing {
			people[n.ID] = n.Person
		}
	}
	out := make([]Person, 0, len(people))
	for _, p := range people {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Person) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return out
}

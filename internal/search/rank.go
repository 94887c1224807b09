package search

import (
	"math"
	"slices"
	"strings"
)

// doc is something that may be found, with its texts as they are indexed.
type doc struct {
	ID        int64  `db:"id"`
	Kind      string `db:"kind"`
	Record    string `db:"record"`
	Complaint string `db:"complaint"`
	At        string `db:"at"`
	Title     string `db:"title"`
	Name      string `db:"name"`
	Body      string `db:"body"`

	score float64
	exact string // the value that is exactly what was typed
}

// Weights of what is found where (goal and number before the story), how much a
// form counts that was not typed, and the constants of BM25.
const (
	titleWeight, nameWeight, bodyWeight = 4, 5, 1
	otherForm, beginning                = 0.8, 0.5
	k1, lengthPart, usualLength         = 1.2, 0.3, 100
	step                                = 0.25 // scores nearer than this are equals
)

// weights of the kinds: a case before what was written in it.
var weights = map[string]float64{Complaint: 1.2, Customer: 1.5, Proposal: 1, Message: 0.8}

// score is BM25 over the three texts without the rarity of words, which is the
// same for all: whatever is found has every word. It depends on nothing but the
// document and the query, so that pages follow each other.
func score(d doc, terms []term) float64 {
	sum := 0.0
	found := make([]float64, len(terms))
	for _, part := range []struct {
		text   string
		weight float64
	}{{d.Title, titleWeight}, {d.Name, nameWeight}, {d.Body, bodyWeight}} {
		words := spans(part.text)
		long := 1 - lengthPart + lengthPart*float64(len(words))/usualLength
		for _, w := range words {
			if i, strength := hit(terms, w.word); i >= 0 {
				found[i] += part.weight * strength / long
			}
		}
	}
	for _, tf := range found {
		sum += tf * (k1 + 1) / (tf + k1)
	}
	return math.Round(sum*weights[d.Kind]/step) * step
}

// hit is the term that a word fulfils and how well; -1 for none.
func hit(terms []term, word string) (int, float64) {
	best, strength := -1, 0.0
	for i, t := range terms {
		s := 0.0
		switch {
		case word == t.forms[0]:
			s = 1
		case slices.Contains(t.forms, word):
			s = otherForm
		case t.prefix && strings.HasPrefix(word, t.forms[0]):
			s = beginning
		}
		if s > strength {
			best, strength = i, s
		}
	}
	return best, strength
}

// before is the order of the answer: exact first, then the better, then the newer.
func before(a, b doc) int {
	switch {
	case a.score != b.score:
		return sign(a.score > b.score)
	case a.ID != b.ID:
		return sign(a.ID > b.ID)
	}
	return 0
}

func sign(first bool) int {
	if first {
		return -1
	}
	return 1
}

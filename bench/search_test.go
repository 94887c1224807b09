package main

import (
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
)

// What is searched must be like a language: no word twice in the vocabulary,
// few words common, and every query another one each time.
func TestLibrary(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for i := range vocabulary {
		if w := word(i); seen[w] || strings.ContainsAny(w, " .") {
			t.Fatalf("word %d: %q", i, w)
		}
		seen[word(i)] = true
	}
	rng := rand.New(rand.NewPCG(1, 1))
	zipf := rand.NewZipf(rng, 1.1, 3, vocabulary-1)
	counts := map[string]int{}
	for range 200 {
		for _, w := range strings.Fields(chatter(rng, zipf)) {
			counts[w]++
		}
	}
	if counts[word(0)] < 50 || len(counts) < 500 {
		t.Errorf("the most common word %d times, %d words", counts[word(0)], len(counts))
	}
	if person(0) == person(1) {
		t.Errorf("people %s and %s", person(0), person(1))
	}
	if one, other := queries(rng, 100_000), queries(rng, 100_000); one["rare word"] == other["rare word"] || len(one) != len(other) {
		t.Errorf("%v and %v", one, other)
	}
}

func TestPercentile(t *testing.T) {
	t.Parallel()
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(100 - i)
	}
	for p, want := range map[int]float64{50: 51, 95: 96, 100: 100} {
		if got := percentile(hundred, p); got != want {
			t.Errorf("%d %%: %v, want %v", p, got, want)
		}
	}
	if percentile(nil, 95) != 0 {
		t.Error("of nothing")
	}
}

// A search that finds nothing would be quick.
func TestSearchMustFind(t *testing.T) {
	t.Parallel()
	for body, fine := range map[string]bool{`{"items":[1]}`: true, `{"items":[]}`: false} {
		url, _ := answering(t, http.StatusOK, body)
		if _, err := searchTimes(&server{base: url}, newClient("token", 1), 100_000); (err == nil) != fine {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// Package search finds cases, customers, proposals and messages: by number,
// telephone, document and mail exactly, and by words in the full-text index
// that triggers of the database keep (see the migration of the search).
package search

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// Kinds of what is found, as stored in search_docs.
const (
	Customer  = "customer"
	Complaint = "complaint"
	Proposal  = "proposal"
	Message   = "message"
)

type base struct {
	kind string
	base int64
}

// bases: the documents of a kind have the ids above its base, in the order of
// time, up to the next one.
var bases = []base{{Complaint, 2e12}, {Message, 4e12}, {Customer, 1e12}, {Proposal, 3e12}}

const room int64 = 1e12

// Bounds of the work, whatever is asked. Of a word that is everywhere the newest
// documents are looked at: as many of each kind as are ranked, and when filters
// or access leave few of them, at most maxScan.
const (
	enough  = 100
	maxScan = 2000
	// Of a common word, goals and names of so many cases are looked through.
	namedAmong = 1000
)

// Filter is what is asked for; empty means any.
type Filter struct {
	Text               string
	Country            string // of the business: how a telephone is read
	Kind               string
	Stage, Area, Owner string // of the case; owner also none
	Open               string // true, false
	After              string // cursor
	Limit              int    // 1 to 50, default 20
}

// Access narrows queries to what the caller may open.
type Access struct{ Complaints, Customers casework.Visible }

// Item is one thing found. Number, title, stage and customer are those of its
// case; of a customer only the name.
type Item struct {
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	Complaint string `json:"complaint"`
	Number    string `json:"number"`
	Title     string `json:"title"`
	Stage     string `json:"stage"`
	Customer  string `json:"customer_name"`
	At        string `json:"at"`
	Exact     bool   `json:"exact"`
	Snippet   []Part `json:"snippet"`
}

// Answer is a page of what was found, the number of each kind (at most 100, and
// of any kind, whatever kind was asked for) and the cursor of the next page.
type Answer struct {
	Items  []Item         `json:"items"`
	Counts map[string]int `json:"counts"`
	Next   string         `json:"next"`
}

// searcher is one search.
type searcher struct {
	app    core.App
	filter Filter
	access Access
	terms  []term
	kinds  []base // that words are looked for in
}

// only is the base of one kind.
func only(kind string) []base {
	return slices.DeleteFunc(slices.Clone(bases), func(b base) bool { return b.kind != kind })
}

func trimmed(text string) string { return strings.TrimSpace(clean(text)) }

// Search answers a query: exact hits first, then by rank, the newer first among
// equals. Text without a word in it finds nothing.
func Search(app core.App, f Filter, access Access) (Answer, error) {
	f.Text = trimmed(f.Text)
	if f.Limit < 1 || f.Limit > 50 {
		f.Limit = 20
	}
	s := &searcher{app, f, access, parse(f.Text), bases}
	out := Answer{Items: []Item{}, Counts: map[string]int{Complaint: 0, Message: 0, Customer: 0, Proposal: 0}}
	docs, err := s.all()
	if err != nil {
		return out, fmt.Errorf("search: %w", err)
	}
	for _, d := range docs {
		out.Counts[d.Kind] = min(out.Counts[d.Kind]+1, enough)
	}
	page := s.page(docs)
	if len(page) > f.Limit {
		page = page[:f.Limit]
		out.Next = cursor(page[f.Limit-1])
	}
	if out.Items, err = s.items(page); err != nil {
		return out, fmt.Errorf("search: %w", err)
	}
	return out, nil
}

// all is everything found, each once.
func (s *searcher) all() ([]doc, error) {
	docs, err := s.exact()
	if err != nil {
		return nil, err
	}
	return s.together(docs)
}

// together adds to what was found exactly what is found by words. When nothing
// has all the words, each may be the beginning of one.
func (s *searcher) together(docs []doc) ([]doc, error) {
	if len(s.terms) == 0 {
		return docs, nil
	}
	more, err := s.words()
	if err == nil && len(docs)+len(more) == 0 {
		s.terms = loose(s.terms)
		more, err = s.words()
	}
	for i := range more {
		more[i].score = score(more[i], s.terms)
	}
	docs = append(docs, more...)
	slices.SortFunc(docs, func(a, b doc) int { return cmp.Or(cmp.Compare(a.ID, b.ID), before(a, b)) })
	return slices.CompactFunc(docs, func(a, b doc) bool { return a.ID == b.ID }), err
}

// page is what comes after the cursor, of the kind asked for, in order.
func (s *searcher) page(docs []doc) []doc {
	after, started := position(s.filter.After)
	out := slices.DeleteFunc(docs, func(d doc) bool {
		return s.filter.Kind != "" && d.Kind != s.filter.Kind || started && before(after, d) >= 0
	})
	slices.SortFunc(out, before)
	return out
}

func cursor(d doc) string {
	return strconv.FormatFloat(d.score, 'g', -1, 64) + "_" + strconv.FormatInt(d.ID, 36)
}

// position reads a cursor; one that is none begins at the beginning.
func position(text string) (doc, bool) {
	left, right, _ := strings.Cut(text, "_")
	score, bad := strconv.ParseFloat(left, 64)
	id, worse := strconv.ParseInt(right, 36, 64)
	return doc{score: score, ID: id}, bad == nil && worse == nil
}

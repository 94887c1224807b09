package search

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

// How much of a text is looked at: to rank it, to show it, to find it.
const (
	toRank = 1500
	toShow = 20_000
	whole  = 1_000_000
)

// words finds by words. What waits for the index is read first: in between it
// may get there, and is then found twice, not never.
func (s *searcher) words() ([]doc, error) {
	out, err := s.waiting()
	if err != nil {
		return nil, err
	}
	expression, err := match(s.terms, s.known)
	if err != nil {
		return nil, err
	}
	for _, k := range s.kinds {
		found, err := s.newest(k.kind, k.base, expression)
		if err != nil {
			return nil, err
		}
		if k.kind == Complaint && len(found) == enough { // so common that goals, numbers and names may lie further back
			named, err := s.named(k.base, found[0].ID)
			if err != nil {
				return nil, err
			}
			found = append(found, named...)
		}
		out = append(out, found...)
	}
	return out, nil
}

// newest are the newest documents of a kind that fulfil an expression and that
// the caller may see.
func (s *searcher) newest(kind string, base int64, expression string) ([]doc, error) {
	var found []doc
	below, batch := base-base%room+room, enough
	for scanned := 0; scanned < maxScan && len(found) < enough; batch *= 4 {
		var ids []int64
		err := s.app.ConcurrentDB().NewQuery(`SELECT rowid FROM search_index WHERE search_index MATCH {:match}
			AND rowid BETWEEN {:base} AND {:below} ORDER BY rowid DESC LIMIT {:batch}`).
			Bind(dbx.Params{"match": expression, "base": base, "below": below - 1, "batch": batch}).Column(&ids)
		if err != nil {
			return nil, fmt.Errorf("match %s: %w", kind, err)
		}
		docs, err := s.allowed(kind, ids, toRank)
		if err != nil {
			return nil, err
		}
		found = append(found, docs[:min(len(docs), enough-len(found))]...)
		if len(ids) < batch {
			break
		}
		scanned += len(ids)
		below = ids[len(ids)-1]
	}
	return found, nil
}

// named are the newest cases, down from one, that have every word in goal,
// number or name. Their texts are read as they are: the index, asked for words of
// a column, goes through all that have them anywhere, however far back it may look.
func (s *searcher) named(base, top int64) ([]doc, error) {
	var docs []doc
	err := s.app.ConcurrentDB().NewQuery("SELECT id, title, name FROM search_docs WHERE id BETWEEN {:from} AND {:top} ORDER BY id DESC").
		Bind(dbx.Params{"from": max(base, top-namedAmong), "top": top}).All(&docs)
	if err != nil {
		return nil, fmt.Errorf("names of cases: %w", err)
	}
	var ids []int64
	for _, d := range docs {
		if len(ids) < enough && fulfils(d, s.terms) {
			ids = append(ids, d.ID)
		}
	}
	return s.allowed(Complaint, ids, toRank)
}

// allowed reads documents with so much of their text, those that the caller may
// see and that the filters leave.
func (s *searcher) allowed(kind string, ids []int64, most int) ([]doc, error) {
	docs := []doc{}
	if len(ids) == 0 || kind == Customer && s.filter.ofCase() {
		return docs, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	table, visible, on := records.Complaints, s.access.Complaints, "complaints.id = d.complaint"
	if kind == Customer {
		table, visible, on = records.Customers, s.access.Customers, "customers.id = d.record"
	}
	q := s.app.ConcurrentDB().Select("d.id", "d.kind", "d.record", "d.complaint", "d.at", "d.title", "d.name", fmt.Sprintf("substr(d.body, 1, %d) AS body", most)).
		From("json_each({:ids}) j").Join("CROSS JOIN", "search_docs d", dbx.NewExp("d.id = j.value")). // in this order: the planner would begin with every case
		Join("CROSS JOIN", table, dbx.NewExp(on)).AndBind(dbx.Params{"ids": string(list)}).
		Where(s.filter.where()).OrderBy("d.id DESC")
	if err := visible(q); err != nil {
		return nil, err
	}
	if err := q.All(&docs); err != nil {
		return nil, fmt.Errorf("read documents: %w", err)
	}
	return docs, nil
}

// ofCase reports whether the filter asks for something that only a case has.
func (f Filter) ofCase() bool { return f.Stage+f.Area+f.Owner+f.Open != "" }

func (f Filter) where() dbx.Expression {
	var parts []dbx.Expression
	for column, value := range map[string]string{"stage": f.Stage, "area": f.Area, "owner": f.Owner} {
		if value == "none" && column == "owner" {
			parts = append(parts, dbx.HashExp{"complaints.owner": "", "complaints.assignee": ""})
		} else if value != "" {
			parts = append(parts, dbx.HashExp{"complaints." + column: value})
		}
	}
	if f.Open != "" {
		parts = append(parts, dbx.HashExp{"complaints.open": f.Open == "true"})
	}
	return dbx.And(parts...)
}

// waiting are the documents that are not in the index yet, at most one batch,
// that have every word.
func (s *searcher) waiting() ([]doc, error) {
	var ids []int64
	if err := s.app.ConcurrentDB().Select("id").From("search_pending").Column(&ids); err != nil {
		return nil, fmt.Errorf("read what waits: %w", err)
	}
	out := []doc{}
	for _, k := range s.kinds {
		ours := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return id < k.base || id >= k.base+room })
		docs, err := s.allowed(k.kind, ours, whole)
		if err != nil {
			return nil, err
		}
		out = append(out, slices.DeleteFunc(docs, func(d doc) bool { return !fulfils(d, s.terms) })...)
	}
	return out, nil
}

// fulfils: every term is somewhere in the document, as in the index.
func fulfils(d doc, terms []term) bool {
	found := make([]bool, len(terms))
	for _, text := range []string{d.Title, d.Name, d.Body} {
		for _, w := range spans(text) {
			for i, t := range terms {
				found[i] = found[i] || slices.Contains(t.forms, w.word) || t.prefix && strings.HasPrefix(w.word, t.forms[0])
			}
		}
	}
	return !slices.Contains(found, false)
}

// Beginnings of up to inIndex letters have an index of their own. A longer one
// stands for the words of the index that begin with it: reading those one after
// the other is lazy, while the index would first gather every place of all of
// them. When there are more than maxWords it has to.
const (
	inIndex  = 3
	maxWords = 80
)

// known are the words of the index that begin with a text, unless too many.
func (s *searcher) known(prefix string) ([]string, bool, error) {
	if utf8.RuneCountInString(prefix) <= inIndex {
		return nil, false, nil
	}
	var words []string
	for from := prefix; len(words) < maxWords; {
		var word string
		err := s.app.ConcurrentDB().NewQuery("SELECT term FROM search_terms WHERE term >= {:from} LIMIT 1").Bind(dbx.Params{"from": from}).Row(&word)
		if errors.Is(err, sql.ErrNoRows) || err == nil && !strings.HasPrefix(word, prefix) {
			return words, true, nil
		}
		if err != nil {
			return nil, false, fmt.Errorf("words that begin with %s: %w", prefix, err)
		}
		words = append(words, word)
		from = word + "\x01" // comes before every longer word
	}
	return nil, false, nil
}

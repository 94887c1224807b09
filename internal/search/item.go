package search

import (
	"fmt"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

// caseLine is what an item says of its case.
type caseLine struct {
	ID       string `db:"id"`
	Number   string `db:"number"`
	Goal     string `db:"goal"`
	Excerpt  string `db:"excerpt"`
	Stage    string `db:"stage"`
	Customer string `db:"customer"`
}

// items completes a page, in its order.
func (s *searcher) items(page []doc) ([]Item, error) {
	cases, err := s.cases(page)
	if err != nil {
		return nil, err
	}
	bodies, err := s.bodies(page)
	if err != nil {
		return nil, err
	}
	out := make([]Item, len(page))
	for i, d := range page {
		c := cases[d.Complaint]
		d.Body = bodies[d.ID]
		out[i] = Item{Kind: d.Kind, ID: d.Record, Complaint: d.Complaint, Number: c.Number, Title: c.Goal, Stage: c.Stage,
			Customer: c.Customer, At: d.At, Exact: d.score >= theirCases, Snippet: shown(d, s.terms)}
		if d.Kind == Customer {
			out[i].Title, out[i].Customer = d.Name, d.Name
		} else if c.Goal == "" {
			out[i].Title = spaces.Replace(c.Excerpt)
		}
	}
	return out, nil
}

func (s *searcher) cases(page []doc) (map[string]caseLine, error) {
	list := []any{}
	for _, d := range page {
		list = append(list, d.Complaint)
	}
	var rows []caseLine
	err := s.app.ConcurrentDB().Select("id", "number", "goal", "substr(narrative, 1, 80) AS excerpt", "stage",
		"COALESCE(json_extract(customer_snapshot, '$.name'), '') AS customer").From(records.Complaints).Where(dbx.In("id", list...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("cases of the page: %w", err)
	}
	out := map[string]caseLine{}
	for _, r := range rows {
		out[r.ID] = r
	}
	return out, nil
}

func (s *searcher) bodies(page []doc) (map[int64]string, error) {
	list := []any{}
	for _, d := range page {
		list = append(list, d.ID)
	}
	var rows []doc
	err := s.app.ConcurrentDB().Select("id", fmt.Sprintf("substr(body, 1, %d) AS body", toShow)).From("search_docs").Where(dbx.In("id", list...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("texts of the page: %w", err)
	}
	out := map[int64]string{}
	for _, r := range rows {
		out[r.ID] = r.Body
	}
	return out, nil
}

// shown is the snippet of an item: the exact value, else the text with a hit,
// the story before name and title, else the beginning of the story.
func shown(d doc, terms []term) []Part {
	if d.exact != "" {
		return []Part{{Text: d.exact, Hit: true}}
	}
	for _, text := range []string{d.Body, d.Name, d.Title} {
		parts := snippet(text, terms)
		for _, p := range parts {
			if p.Hit {
				return parts
			}
		}
	}
	return snippet(d.Body, nil)
}

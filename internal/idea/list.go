package idea

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	rules "escucha/domain/idea"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// shown bounds a list; the counts say how many there are.
const shown = 200

// Item is an idea as a person of the team reads it.
type Item struct {
	ID         string   `json:"id" db:"id"`
	Kind       string   `json:"kind" db:"kind"`
	Title      string   `json:"title" db:"title"`
	Text       string   `json:"text" db:"text"`
	Status     string   `json:"status" db:"status"`
	Outcome    string   `json:"outcome" db:"outcome"`
	Author     string   `json:"author" db:"author"`
	AuthorName string   `json:"author_name" db:"author_name"`
	Answered   string   `json:"answered_at" db:"answered_at"`
	AnsweredBy string   `json:"answered_by_name" db:"answered_by_name"`
	Support    int      `json:"support" db:"support"`
	Supported  bool     `json:"supported" db:"supported"` // by the caller
	Complaint  string   `json:"complaint" db:"complaint"`
	Number     string   `json:"number" db:"number"`
	Review     string   `json:"review" db:"review"`
	Survey     bool     `json:"survey" db:"surveyed"` // in the words of a customer
	Action     string   `json:"action" db:"action"`
	Created    string   `json:"created" db:"created"`
	Version    int      `json:"version" db:"version"`
	May        []string `json:"may" db:"-"` // decide, write, support, act
}

// Ask narrows the list.
type Ask struct{ Status, Kind, Complaint string }

// List are the ideas that the caller may see: what waits for an answer first,
// what most people want before the rest.
func (b Board) List(app core.App, in Ask, actor complaint.Actor, visible casework.Visible) ([]Item, error) {
	items := []Item{}
	q := app.ConcurrentDB().Select("ideas.id", "ideas.kind", "ideas.title", "ideas.text", "ideas.status", "ideas.outcome", "ideas.author",
		"COALESCE(w.name, '') AS author_name", "ideas.answered_at", "COALESCE(d.name, '') AS answered_by_name", "ideas.support", "ideas.complaint",
		"COALESCE(c.number, '') AS number", "ideas.review", "(ideas.survey != '') AS surveyed", "ideas.action", "ideas.created", "ideas.version",
		"EXISTS (SELECT 1 FROM json_each(ideas.supporters) s WHERE s.value = {:me}) AS supported").
		From(records.Ideas).LeftJoin("agents w", dbx.NewExp("w.id = ideas.author")).LeftJoin("agents d", dbx.NewExp("d.id = ideas.answered_by")).
		LeftJoin("complaints c", dbx.NewExp("c.id = ideas.complaint AND ideas.complaint != ''")).
		OrderBy("ideas.support DESC", "ideas.created DESC").Limit(shown)
	for column, value := range map[string]string{"ideas.status": in.Status, "ideas.kind": in.Kind, "ideas.complaint": in.Complaint} {
		if value != "" {
			q.AndWhere(dbx.HashExp{column: value})
		}
	}
	if err := visible(q); err != nil {
		return nil, err
	}
	if err := q.AndBind(dbx.Params{"me": actor.ID}).All(&items); err != nil {
		return nil, fmt.Errorf("list ideas: %w", err)
	}
	for i := range items {
		items[i].May = may(items[i], actor)
	}
	return items, nil
}

func may(i Item, actor complaint.Actor) []string {
	out := []string{}
	status := rules.Status(i.Status)
	mine := agent(actor) != "" && i.Author == actor.ID
	if actor.Heads() {
		out = append(out, "decide")
	}
	if mine && status == rules.New {
		out = append(out, "write")
	}
	if actor.Kind == "agent" && actor.Staff() && !mine && !status.Decided() {
		out = append(out, "support")
	}
	if actor.Heads() && status == rules.Adopted && i.Action == "" {
		out = append(out, "act")
	}
	return out
}

// Counts are how many stand where, of those that the caller may see.
func (b Board) Counts(app core.App, visible casework.Visible) (map[string]int, error) {
	var rows []struct {
		Status string `db:"status"`
		N      int    `db:"n"`
	}
	q := app.ConcurrentDB().Select("ideas.status", "COUNT(*) AS n").From(records.Ideas).GroupBy("ideas.status")
	if err := visible(q); err != nil {
		return nil, err
	}
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("count ideas: %w", err)
	}
	out := map[string]int{}
	for _, status := range rules.Statuses() {
		out[string(status)] = 0
	}
	for _, row := range rows {
		out[row.Status] = row.N
	}
	return out, nil
}

// Known reports whether a text is a code of the list's filters, or none.
func (a Ask) Known() bool {
	return (a.Status == "" || slices.Contains(rules.Statuses(), rules.Status(a.Status))) && (a.Kind == "" || slices.Contains(rules.Kinds(), rules.Kind(a.Kind)))
}

package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/internal/records"
)

// Card is a case as the lists show it.
type Card struct {
	ID           string                  `json:"id" db:"id"`
	Number       string                  `json:"number" db:"number"`
	Goal         string                  `json:"goal" db:"goal"`
	Excerpt      string                  `json:"excerpt" db:"excerpt"`
	Kind         string                  `json:"kind" db:"kind"`
	Channel      string                  `json:"channel" db:"channel"`
	Stage        string                  `json:"stage" db:"stage"`
	StageSince   string                  `json:"stage_since" db:"stage_since"`
	Lane         string                  `json:"lane" db:"lane"`
	Urgency      string                  `json:"urgency" db:"urgency"`
	Severity     string                  `json:"severity" db:"severity"`
	Customer     string                  `json:"customer" db:"customer"`
	CustomerName string                  `json:"customer_name" db:"customer_name"`
	Area         string                  `json:"area" db:"area"`
	Owner        string                  `json:"owner" db:"owner"`
	OwnerName    string                  `json:"owner_name" db:"-"`
	Assignee     string                  `json:"assignee" db:"assignee"`
	AssigneeName string                  `json:"assignee_name" db:"-"`
	NextStep     string                  `json:"next_step" db:"next_step"`
	NextStepDue  string                  `json:"next_step_due" db:"next_step_due"`
	LegalDue     string                  `json:"legal_due" db:"legal_due"`
	ReceivedAt   string                  `json:"received_at" db:"received_at"`
	ResolvedAt   string                  `json:"resolved_at" db:"resolved_at"`
	Resolution   string                  `json:"resolution_kind" db:"resolution_kind"`
	Mood         int                     `json:"mood" db:"mood"`
	PersonOnly   bool                    `json:"person_only" db:"person_only"`
	Confidential bool                    `json:"confidential" db:"confidential"`
	Open         bool                    `json:"open" db:"open"`
	Version      int                     `json:"version" db:"version"`
	QueueKey     string                  `json:"-" db:"queue_key"`
	Key          string                  `json:"key,omitempty" db:"-"` // its place in a list, as text that sorts like it
	Tags         types.JSONArray[string] `json:"tags" db:"tags"`
	Overdue      bool                    `json:"overdue" db:"-"`
	DueState     string                  `json:"due_state" db:"-"`
	// What a list of the day adds.
	Reason   string `json:"reason_code,omitempty" db:"reason"`
	Due      string `json:"due,omitempty" db:"due"`
	Reminder string `json:"reminder,omitempty" db:"reminder"`
	Phone    string `json:"phone,omitempty" db:"phone"`
	Attempt  int    `json:"attempt,omitempty" db:"attempt"` // number of the call that comes next
}

// cardColumns are what a card is read from; the narrative only as far as shown,
// and only where there is no goal to be the title: it is a third of a packed list.
func cardColumns() []string {
	columns := []string{"CASE WHEN complaints.goal = '' THEN substr(complaints.narrative, 1, 200) ELSE '' END AS excerpt", "complaints.mood_start AS mood",
		"COALESCE(json_extract(complaints.customer_snapshot, '$.name'), '') AS customer_name"}
	for _, name := range []string{"id", "number", "goal", "kind", "channel", "stage", "stage_since", "lane", "urgency", "severity",
		"customer", "area", "owner", "assignee", "next_step", "next_step_due", "legal_due", "received_at", "resolved_at",
		"resolution_kind", "person_only", "confidential", "open", "version", "queue_key", "tags"} {
		columns = append(columns, "complaints."+name)
	}
	return columns
}

// Visible narrows a query to the cases that the caller may open.
type Visible func(*dbx.SelectQuery) error

// cards runs a query for cards and completes them.
func (g *Engine) cards(app core.App, q *dbx.SelectQuery) ([]Card, error) {
	cards := []Card{}
	if err := q.All(&cards); err != nil {
		return nil, fmt.Errorf("read cards: %w", err)
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	now := g.Now()
	for i := range cards {
		c := &cards[i]
		c.Excerpt = shorten(c.Excerpt, 140)
		c.OwnerName, c.AssigneeName = h.agents[c.Owner], h.agents[c.Assignee]
		c.DueState = dueState(*c, h, now)
		c.Overdue = c.DueState == "late"
	}
	return cards, nil
}

// dueState says how the legal date of an open case stands: past it is late,
// within the warning window it is soon. The next step shows its own date.
func dueState(c Card, h *House, now time.Time) string {
	due, err := time.Parse(storedTime, c.LegalDue)
	switch {
	case !c.Open || err != nil: // answered, or no date set
		return ""
	case now.After(due):
		return "late"
	case h.inWindow(due, now):
		return "soon"
	}
	return ""
}

// names maps the ids of a collection to its names.
func names(app core.App, collection string) (map[string]string, error) {
	var rows []struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	if err := app.DB().Select("id", "name").From(collection).All(&rows); err != nil {
		return nil, fmt.Errorf("names of %s: %w", collection, err)
	}
	out := map[string]string{}
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, nil
}

// CardOf reads the card of one case.
func (g *Engine) CardOf(app core.App, id string) (*Card, error) {
	q := app.DB().Select(cardColumns()...).From(records.Complaints).Where(dbx.HashExp{"complaints.id": id})
	cards, err := g.cards(app, q)
	if err != nil || len(cards) == 0 {
		return nil, err
	}
	return &cards[0], nil
}

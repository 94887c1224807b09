package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/channel"
	"escucha/internal/records"
)

// File is everything about a case in one answer, for the case screen.
type File struct {
	Complaint   map[string]any   `json:"complaint"`
	Card        *Card            `json:"card"`
	Customer    map[string]any   `json:"customer"`
	History     []Card           `json:"history"`
	Messages    []map[string]any `json:"messages"`
	Statements  []map[string]any `json:"statements"`
	Proposals   []map[string]any `json:"proposals"`
	Tasks       []map[string]any `json:"tasks"`
	Reminders   []map[string]any `json:"reminders"`
	FollowUps   []map[string]any `json:"follow_ups"`
	Surveys     []map[string]any `json:"surveys"`
	Attachments []map[string]any `json:"attachments"`
	Posts       []map[string]any `json:"posts"` // what the customer wrote in public
	Events      []map[string]any `json:"events"`
	Due         FileDue          `json:"due"`
	Held        Held             `json:"held"`
	MustRecord  bool             `json:"must_record"` // the law asks to record a claim made by telephone
	Links       map[string]any   `json:"links"`
	Person      *CustomerCard    `json:"customer_card"`
	Plans       FilePlans        `json:"plans"`
	Linked      []Card           `json:"linked"`  // of the same trouble, or otherwise related
	Alike       []Resembling     `json:"alike"`   // that may be of the same trouble and are not linked
	Actions     []map[string]any `json:"actions"` // corrective, each with what the caller may make of it
}

// FileDue is the legal date with why it is that one.
type FileDue struct {
	Due        string         `json:"due"`
	Trace      []calendar.Day `json:"trace"`
	Base       string         `json:"base"`
	VerifiedOn string         `json:"verified_on"`
	Profile    string         `json:"profile"`
}

// Open reads the file of a case that the caller may see.
func (g *Engine) Open(app core.App, c *core.Record, visible Visible) (*File, error) {
	out := &File{Complaint: c.PublicExport(), Links: map[string]any{"track": TrackPath(c.GetString("tracking_key"))}}
	for _, load := range []func(core.App, *core.Record, Visible, *File) error{
		g.fileCards, g.fileRows, g.fileOffers, g.fileDue, g.filePapers, g.fileHeld, g.filePlans,
	} {
		if err := load(app, c, visible, out); err != nil {
			return nil, fmt.Errorf("file of %s: %w", c.Id, err)
		}
	}
	return out, nil
}

// fileCards: the case itself, its customer, and the customer's other cases.
func (g *Engine) fileCards(app core.App, c *core.Record, visible Visible, out *File) error {
	card, err := g.CardOf(app, c.Id)
	if err != nil {
		return err
	}
	out.Card, out.History = card, []Card{}
	out.Complaint["owner_name"], out.Complaint["assignee_name"] = card.OwnerName, card.AssigneeName
	out.Complaint["area_name"] = areaName(app, c.GetString("area"))
	out.Complaint["supervisor_name"] = AgentName(app, c.GetString("supervisor"))
	id := c.GetString("customer")
	if id == "" {
		return nil
	}
	customer, err := app.FindRecordById(records.Customers, id)
	if err != nil {
		return fmt.Errorf("customer: %w", err)
	}
	out.Customer = customer.PublicExport()
	out.History, err = g.history(app, id, c.Id, visible)
	return err
}

// history lists the customer's other cases, newest first.
func (g *Engine) history(app core.App, customer, except string, visible Visible) ([]Card, error) {
	q := app.ConcurrentDB().Select(cardColumns()...).From(records.Complaints).
		Where(dbx.HashExp{"complaints.customer": customer}).AndWhere(dbx.Not(dbx.HashExp{"complaints.id": except})).
		OrderBy("complaints.received_at DESC").Limit(20)
	if err := visible(q); err != nil {
		return nil, err
	}
	return g.cards(app, q)
}

// OpenCases lists the cases of a customer that are at work, newest first.
func (g *Engine) OpenCases(app core.App, customer string, visible Visible) ([]Card, error) {
	return g.history(app, customer, "", func(q *dbx.SelectQuery) error {
		q.AndWhere(dbx.HashExp{"complaints.open": true})
		return visible(q)
	})
}

// fileRows: what the case consists of, each list in the order it was written.
func (g *Engine) fileRows(app core.App, c *core.Record, _ Visible, out *File) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	for _, list := range []struct {
		collection, order, who string
		into                   *[]map[string]any
	}{
		{records.Messages, "created", "author", &out.Messages}, {records.Statements, "created", "author", &out.Statements},
		{records.Tasks, "created", "assignee", &out.Tasks}, {records.Reminders, "due", "assignee", &out.Reminders},
		{records.FollowUps, "created", "agent", &out.FollowUps}, {records.Surveys, "created", "agent", &out.Surveys},
		{records.Attachments, "created", "author", &out.Attachments}, {records.Posts, "created", "agent", &out.Posts},
		{records.Events, "seq", "actor", &out.Events},
	} {
		filter := "complaint = {:c}"
		if list.collection == records.Messages { // what was called back was never said; the events tell of it
			filter += " && delivery != 'withdrawn'"
		}
		if list.collection == records.Events { // incidents are kept apart, with a rule of their own
			filter += " && type != 'incident.noted'"
		}
		rows, err := app.FindRecordsByFilter(list.collection, filter, list.order, 0, 0, dbx.Params{"c": c.Id})
		if err != nil {
			return fmt.Errorf("%s: %w", list.collection, err)
		}
		*list.into = export(rows, list.who, h.agents)
	}
	return nil
}

// export turns rows into what the desk reads, with the name of who wrote them.
func export(rows []*core.Record, who string, names map[string]string) []map[string]any {
	out := make([]map[string]any, 0, len(rows))
	for _, r := range rows {
		m := r.PublicExport()
		m[who+"_name"] = firstOf(r.GetString(who+"_name"), names[r.GetString(who)])
		if r.Collection().Name == records.Attachments && r.GetString("file") != "" {
			m["url"] = "/api/files/" + records.Attachments + "/" + r.Id + "/" + r.GetString("file")
		}
		out = append(out, m)
	}
	return out
}

// fileOffers: the proposals with their alternatives.
func (g *Engine) fileOffers(app core.App, c *core.Record, _ Visible, out *File) error {
	rows, err := app.FindRecordsByFilter(records.Proposals, "complaint = {:c}", "created", 0, 0, dbx.Params{"c": c.Id})
	if err != nil {
		return fmt.Errorf("proposals: %w", err)
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	out.Proposals = export(rows, "author", h.agents)
	for i, r := range rows {
		options, err := app.FindRecordsByFilter(records.Options, "proposal = {:p}", "position", 0, 0, dbx.Params{"p": r.Id})
		if err != nil {
			return fmt.Errorf("options: %w", err)
		}
		out.Proposals[i]["options"] = export(options, "author", h.agents)
	}
	return nil
}

func (g *Engine) fileDue(app core.App, c *core.Record, _ Visible, out *File) error {
	due, err := Trace(c)
	if err != nil {
		return err
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	out.Due = FileDue{Due: due.Due.String(), Trace: due.Trace, Base: byLanguage(c.GetString("language"), h.Profile.BaseES, h.Profile.BaseEN),
		VerifiedOn: h.Profile.VerifiedOn.String(), Profile: h.Profile.Code}
	out.MustRecord = channel.MustRecord(h.Profile.Code)
	delete(out.Complaint, "due_trace")
	for _, name := range []string{"points", "customer_snapshot"} {
		var v any
		if err := json.Unmarshal([]byte(c.GetString(name)), &v); err == nil {
			out.Complaint[name] = v
		}
	}
	return nil
}

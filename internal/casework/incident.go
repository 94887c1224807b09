package casework

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/event"
	"escucha/internal/records"
)

// NoteIncident is the create hook of incidents: what happened, in facts, with
// the customer's own words apart; nobody but a person says that there was one.
// It suggests a profile, and with handed_over gives the case to a supervisor in
// the same transaction. The duty to answer stays as it was.
func (g *Engine) NoteIncident(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if err := g.byStaff(actor); err != nil {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		setDefault(r, "customer", c.GetString("customer"))
		if r.GetString("customer") != c.GetString("customer") {
			return g.refuse("complaint", "other_case")
		}
		if customer.Insult(r.GetString("text")) != "" {
			return g.refuse("text", "insult")
		}
		r.Load(map[string]any{"agent": agentID(actor), "created": records.Stamp(g.Now())})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store incident: %w", err)
		}
		return g.noted(e.App, c, r, actor)
	})
}

// noted tells of an incident and sees to what follows from it.
func (g *Engine) noted(app core.App, c, r *core.Record, actor complaint.Actor) error {
	data := event.Data{Ref: r.Id, Digest: digest(r.GetString("text") + "\n" + r.GetString("quote"))}
	if err := g.tell(app, c, amendment{actor, "incident.noted", data}); err != nil {
		return err
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	to, err := g.takesOver(app, h, records.Case(c, h.Lists))
	if err != nil {
		return err
	}
	if err := g.notify(app, c, notice{noticeIncident, actor, nil}, to); err != nil {
		return err
	}
	if r.GetBool("handed_over") {
		if err := g.handOver(app, c, to, actor); err != nil {
			return err
		}
	}
	return g.suggestAbuse(app, c, actor)
}

// suggestAbuse: the evidence of the suggestion is only that there were
// incidents. What they were is not for everybody who sees the suggestion.
func (g *Engine) suggestAbuse(app core.App, c *core.Record, actor complaint.Actor) error {
	n, err := app.CountRecords(records.Incidents, dbx.HashExp{"customer": c.GetString("customer")})
	if err != nil {
		return fmt.Errorf("incidents of %s: %w", c.Id, err)
	}
	numbers, err := json.Marshal(map[string]int64{"incidents": n})
	if err != nil {
		return fmt.Errorf("incidents of %s: %w", c.Id, err)
	}
	return g.suggestion(app, c, string(customer.Abusive), dbx.Params{"numbers": string(numbers), "suggested_by": agentID(actor)})
}

// handOver gives a case to a supervisor at once: no reason is owed, and nobody
// has to accept it first.
func (g *Engine) handOver(app core.App, c *core.Record, to string, actor complaint.Actor) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	before := records.Case(c, h.Lists)
	switch {
	case to == "":
		return g.refuse("handed_over", "agent_unavailable")
	case !before.Stage.Open():
		return g.refuse("handed_over", "technique_open")
	}
	stored := c.Fresh()
	records.Settled(c, complaint.HandedOver(before, to))
	if len(changes(stored, c)) == 0 {
		return nil
	}
	if err := g.Amend(app, c, actor, "complaint.handed_over", event.Data{}); err != nil {
		return err
	}
	return g.notifyHanded(app, stored, c, actor)
}

package casework

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// PlanLoyalty is the create hook of the loyalty plan: something that somebody
// will do with a customer, until a day (R062).
func (g *Engine) PlanLoyalty(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if err := g.byStaff(actor); err != nil {
			return err
		}
		c, err := g.caseOfPlan(e.App, r)
		if err != nil {
			return err
		}
		setDefault(r, "owner", agentID(actor))
		if err := g.ownerAtDesk(e.App, r); err != nil {
			return err
		}
		r.Load(map[string]any{"pending": true, "done_at": "", "outcome": "", "agent": agentID(actor), "created": records.Stamp(g.Now())})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store loyalty plan: %w", err)
		}
		return g.tell(e.App, c, amendment{actor, "loyalty.planned", event.Data{Ref: r.Id, Note: r.GetString("title")}})
	})
}

// caseOfPlan is the case that made somebody plan this, if it is of the same
// customer; else a row of no case, in whose chain the event stands.
func (g *Engine) caseOfPlan(app core.App, r *core.Record) (*core.Record, error) {
	if r.GetString("complaint") == "" {
		nobody, err := newRecord(app, records.Complaints)
		if err != nil {
			return nil, err
		}
		nobody.Set("customer", r.GetString("customer"))
		return nobody, nil
	}
	c, err := g.parent(app, r)
	if err != nil {
		return nil, err
	}
	if c.GetString("customer") != r.GetString("customer") {
		return nil, g.refuse("complaint", "other_customer")
	}
	return c, nil
}

// ownerAtDesk: planned for somebody who works here now.
func (g *Engine) ownerAtDesk(app core.App, r *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	if !(complaint.Actor{Role: h.roles[r.GetString("owner")]}).Staff() {
		return g.refuse("owner", "agent_unavailable")
	}
	return nil
}

// FinishLoyalty is the update hook: put off, handed on, or done with how it
// turned out; once done it stays.
func (g *Engine) FinishLoyalty(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return inTransaction(e, func() error {
		r := e.Record
		done, err := g.checkLoyalty(e.App, r)
		if err != nil {
			return err
		}
		if err := e.Next(); err != nil || !done {
			return err
		}
		c, err := g.caseOfPlan(e.App, r)
		if err != nil {
			return err
		}
		return g.tell(e.App, c, amendment{ActorOf(r), "loyalty.done", event.Data{Ref: r.Id, Note: r.GetString("outcome")}})
	})
}

// checkLoyalty reports whether the change says that it is done.
func (g *Engine) checkLoyalty(app core.App, r *core.Record) (bool, error) {
	stored, err := app.FindRecordById(records.Loyalty, r.Id)
	if err != nil {
		return false, fmt.Errorf("change loyalty plan %s: %w", r.Id, err)
	}
	if !stored.GetBool("pending") {
		return false, g.refuse("done_at", "fixed_field")
	}
	if err := g.onlyChanged(stored, r, "title", "owner", "due", "done_at", "outcome"); err != nil {
		return false, err
	}
	if r.GetString("owner") != stored.GetString("owner") {
		if err := g.ownerAtDesk(app, r); err != nil {
			return false, err
		}
	}
	done := !r.GetDateTime("done_at").IsZero()
	if done && strings.TrimSpace(r.GetString("outcome")) == "" {
		return false, g.refuse("outcome", "loyalty_outcome")
	}
	if done {
		r.Set("done_at", records.Stamp(g.Now()))
	}
	r.Set("pending", !done)
	return done, nil
}

// Owed is something planned with a customer, in the day of whoever does it.
type Owed struct {
	ID        string `json:"id" db:"id"`
	Title     string `json:"title" db:"title"`
	Due       string `json:"due" db:"due"`
	Customer  string `json:"customer" db:"customer"`
	Name      string `json:"customer_name" db:"name"`
	Phone     string `json:"phone" db:"phone"`
	Complaint string `json:"complaint" db:"complaint"`
}

// Owed lists what the caller planned with customers and is due by tonight. It
// belongs to customers, not to cases, and so is a list of its own.
func (g *Engine) Owed(app core.App, actor complaint.Actor, visible Visible) ([]Owed, error) {
	out := []Owed{}
	until, err := g.inSight(app, g.Now())
	if err != nil {
		return out, err
	}
	q := app.ConcurrentDB().Select("loyalty.id", "loyalty.title", "loyalty.due", "loyalty.customer", "loyalty.complaint", "customers.name", "customers.phone").
		From(records.Loyalty).InnerJoin(records.Customers, dbx.NewExp("customers.id = loyalty.customer")).
		Where(dbx.HashExp{"loyalty.owner": actor.ID, "loyalty.pending": true}).
		AndWhere(dbx.NewExp("loyalty.due <= {:until}", dbx.Params{"until": records.Stamp(until)})).
		OrderBy("loyalty.due").Limit(sectionLimit)
	if err := visible(q); err != nil {
		return nil, err
	}
	if err := q.All(&out); err != nil {
		return nil, fmt.Errorf("list what is planned with customers: %w", err)
	}
	return out, nil
}

// LoyaltyOf lists what is planned with a customer and was done, newest first.
func (g *Engine) LoyaltyOf(app core.App, id string, visible Visible) ([]map[string]any, error) {
	q := app.RecordQuery(records.Loyalty).AndWhere(dbx.HashExp{"loyalty.customer": id}).OrderBy("loyalty.created DESC").Limit(sectionLimit)
	out, err := g.listed(app, q, "owner", visible)
	if err != nil {
		return nil, fmt.Errorf("what is planned with customer %s: %w", id, err)
	}
	return out, nil
}

package casework

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// KeepMessage is the create hook of messages: dated, addressed and signed by
// the server, queued for delivery and told of in the same transaction.
func (g *Engine) KeepMessage(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		if r.GetString("direction") != "in" && actor.Role != complaint.System && actor.Role != complaint.Customer {
			err = g.byStaff(actor)
		}
		if err != nil {
			return err
		}
		if err := g.address(e.App, c, r, actor); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store message: %w", err)
		}
		if r.GetString("delivery") == "queued" {
			if err := g.queue(e.App, c, r); err != nil {
				return err
			}
		}
		return g.tellMessage(e.App, c, r, actor)
	})
}

// address sets what the server knows better than the caller.
func (g *Engine) address(app core.App, c, r *core.Record, actor complaint.Actor) error {
	now := records.Stamp(g.Now())
	r.Set("created", now)
	r.Set("author", agentID(actor))
	r.Set("sent_at", now)
	r.Set("delivery", "none")
	setDefault(r, "purpose", map[string]string{"in": "customer", "out": "reply", "note": "note"}[r.GetString("direction")])
	if r.GetString("direction") != "out" {
		return nil
	}
	email := g.emailOf(app, c)
	setDefault(r, "channel", outChannel(c, email))
	setDefault(r, "subject", g.Texts.T(c.GetString("language"), "mail.subject", map[string]any{"number": c.GetString("number")}))
	if email != "" && slices.Contains([]string{"email", "letter", "portal"}, r.GetString("channel")) {
		r.Set("to", email)
		r.Set("delivery", "queued")
		r.Set("message_id", "<"+security.RandomString(24)+"@"+mailDomain(app)+">")
	}
	return nil
}

// emailOf is where the customer reads mail: as filed, else as known now.
func (g *Engine) emailOf(app core.App, c *core.Record) string {
	if email := Snapshot(c)["email"]; email != "" {
		return email
	}
	if id := c.GetString("customer"); id != "" {
		if customer, err := app.FindRecordById(records.Customers, id); err == nil {
			return customer.GetString("email")
		}
	}
	return ""
}

// outChannel is the way that the customer asked to be answered by.
func outChannel(c *core.Record, email string) string {
	if asked := c.GetString("reply_channel"); asked != "" && (asked != "email" || email != "") {
		return asked
	}
	if email != "" {
		return "email"
	}
	return firstOf(c.GetString("channel"), "portal")
}

func mailDomain(app core.App) string {
	_, domain, ok := strings.Cut(app.Settings().Meta.SenderAddress, "@")
	if !ok || domain == "" {
		return "escucha.local"
	}
	return domain
}

// tellMessage records the event and what the message means for the case: the
// first human contact, an apology given, a paraphrase to confirm.
func (g *Engine) tellMessage(app core.App, c, r *core.Record, actor complaint.Actor) error {
	direction, purpose := r.GetString("direction"), r.GetString("purpose")
	kind := map[string]string{"in": "message.received", "out": "message.sent", "note": "message.noted"}[direction]
	data := event.Data{Ref: r.Id, Digest: digest(r.GetString("text")), Note: purpose}
	changed := g.markContact(c, direction, purpose, actor)
	if !changed {
		return g.tell(app, c, amendment{actor, kind, data})
	}
	if err := g.Amend(app, c, actor, kind, data); err != nil {
		return err
	}
	return g.stopTimers(app, c, []string{complaint.TimerFirstContact})
}

// byItself: texts that go out without a person having written them. The time
// to the first human contact does not end with a receipt.
func byItself(purpose string) bool {
	return slices.Contains([]string{"receipt", "started", "reopening", "withdrawal", "void", "transfer"}, purpose)
}

// markContact stamps the case and reports whether it did.
func (g *Engine) markContact(c *core.Record, direction, purpose string, actor complaint.Actor) bool {
	if direction != "out" || !actor.Staff() || byItself(purpose) {
		return false
	}
	changed := false
	stamp := func(name, value string) {
		if c.GetString(name) == "" && value != "" {
			c.Set(name, value)
			changed = true
		}
	}
	now := records.Stamp(g.Now())
	stamp("first_contact_at", now)
	if purpose == "apology" {
		stamp("apology_given_at", now)
	}
	if purpose == "paraphrase" {
		stamp("paraphrase", c.GetString("goal"))
	}
	return changed
}

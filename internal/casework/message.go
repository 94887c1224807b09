package casework

import (
	"fmt"
	"slices"
	"strings"
	"time"

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
		if err := g.mayWrite(e, actor); err != nil {
			return err
		}
		if err := g.address(e.App, c, r, actor); err != nil {
			return err
		}
		if err := g.checkMentions(e.App, c, r); err != nil {
			return err
		}
		if r.GetString("delivery") == "queued" && holds(e, actor) {
			r.Set("sent_at", records.Stamp(g.Now().Add(hold)))
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store message: %w", err)
		}
		if r.GetString("delivery") == "queued" {
			if err := g.queueBy(e.App, c, r); err != nil {
				return err
			}
		}
		if err := g.notify(e.App, c, notice{noticeMention, actor, nil}, r.GetStringSlice("mentions")...); err != nil {
			return err
		}
		return g.tellMessage(e.App, c, r, actor)
	})
}

// mayWrite: anybody who may open the case notes what came in; what goes out is
// the team's, or the application's own (the receipt of a filing by a program).
func (g *Engine) mayWrite(e *core.RecordEvent, actor complaint.Actor) error {
	_, own := amendmentOf(e.Context)
	if err := g.openChannel(e.App, e.Record, own); err != nil {
		return err
	}
	if own || e.Record.GetString("direction") == "in" || actor.Role == complaint.System || actor.Role == complaint.Customer {
		return nil
	}
	return g.byStaff(actor)
}

// address sets what the server knows better than the caller.
func (g *Engine) address(app core.App, c, r *core.Record, actor complaint.Actor) error {
	now := records.Stamp(g.Now())
	r.Set("created", now)
	r.Set("author", agentID(actor))
	r.Set("sent_at", now)
	if at, ok := r.GetRaw(receivedKey).(time.Time); ok && !at.IsZero() {
		r.Set("sent_at", records.Stamp(at))
	}
	r.Set("delivery", handed(r))
	setDefault(r, "purpose", map[string]string{"in": "customer", "out": "reply", "note": "note"}[r.GetString("direction")])
	if r.GetString("direction") != "out" {
		return nil
	}
	if err := g.enclose(app, r); err != nil {
		return err
	}
	email := g.emailOf(app, c)
	setDefault(r, "channel", outChannel(c, email))
	setDefault(r, "subject", g.Texts.T(c.GetString("language"), "mail.subject", map[string]any{"number": c.GetString("number")}))
	r.Set("subject", oneLine(r.GetString("subject")))
	if email != "" && slices.Contains(byMail, r.GetString("channel")) {
		r.Set("to", email)
		r.Set("delivery", "queued")
		r.Set("message_id", "<"+security.RandomString(24)+"@"+MailDomain(app)+">")
		return nil
	}
	return g.addressOut(app, c, r)
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
	if c.GetString("channel") == "letter" { // who writes on paper is answered on paper
		return "letter"
	}
	if email != "" {
		return "email"
	}
	return firstOf(c.GetString("channel"), "portal")
}

// MailDomain is the domain of the Message-IDs that we make.
func MailDomain(app core.App) string {
	_, domain, ok := strings.Cut(app.Settings().Meta.SenderAddress, "@")
	if !ok || domain == "" {
		return "escucha.local"
	}
	return domain
}

// tellMessage records the event and what the message means for the case: the
// first human contact, an apology given, a paraphrase to confirm.
func (g *Engine) tellMessage(app core.App, c, r *core.Record, actor complaint.Actor) (err error) {
	direction, purpose := r.GetString("direction"), r.GetString("purpose")
	kind := map[string]string{"in": "message.received", "out": "message.sent", "note": "message.noted"}[direction]
	data := event.Data{Ref: r.Id, Digest: digest(r.GetString("text")), Note: purpose}
	if waits(r) {
		return g.askReply(app, c, r, actor)
	}
	if direction != "out" || !actor.Staff() || slices.Contains(byItself, purpose) {
		return g.tell(app, c, amendment{actor, kind, data})
	}
	if !markContact(c, purpose, records.Stamp(g.Now())) {
		err = g.tell(app, c, amendment{actor, kind, data})
	} else {
		err = g.Amend(app, c, actor, kind, data)
	}
	if err != nil {
		return err
	}
	return g.stopTimers(app, c, answeredBy)
}

// answeredBy are the reminders that a message to the customer settles.
var answeredBy = []string{complaint.TimerFirstContact, complaint.TimerWrote, complaint.TimerSummary, complaint.TimerWriteAgain,
	complaint.TimerApology, complaint.TimerHolding}

// byItself are the messages that go out with a change and not because a person
// turned to the customer: they are no human contact.
var byItself = []string{"receipt", "started", "reopening", "withdrawal", "void", "transfer"}

// stamp is a field of the case that the first message of a purpose gives its
// value; of any purpose when it is empty.
type stamp struct{ field, purpose string }

var stamps = []stamp{{"first_contact_at", ""}, {"apology_given_at", "apology"}, {"paraphrase", "paraphrase"}, {"redirected_at", "redirect"}}

// put stamps the case with a message and reports whether it did.
func (s stamp) put(c *core.Record, purpose, now string) bool {
	value := now
	if s.field == "paraphrase" {
		value = c.GetString("goal")
	}
	if s.purpose != "" && s.purpose != purpose || c.GetString(s.field) != "" || value == "" {
		return false
	}
	c.Set(s.field, value)
	return true
}

// markContact stamps the case with the moment of a message and reports whether
// it did.
func markContact(c *core.Record, purpose, now string) (changed bool) {
	for _, s := range stamps {
		changed = s.put(c, purpose, now) || changed
	}
	return changed
}

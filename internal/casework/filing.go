package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/domain/legal"
	"escucha/internal/records"
)

// FileComplaint is the create hook: whatever door a complaint comes through, it
// gets its number, key, dates, receipt and first event, or is not stored.
func (g *Engine) FileComplaint(e *core.RecordEvent) error {
	f, err := g.admit(e)
	if err != nil {
		return err
	}
	if err := g.register(e.App, e.Record, f); err != nil {
		return err
	}
	plans, err := g.meet(e.App, e.Record)
	if err != nil {
		return err
	}
	// Only one writes at a time: what can be done before the transaction is.
	if err := e.App.ValidateWithContext(e.Context, e.Record); err != nil {
		return fmt.Errorf("store complaint: %w", err)
	}
	diff := changes(nil, e.Record)
	e.Record.SetRaw(validKey, true)
	defer e.Record.SetRaw(validKey, nil)
	return inTransaction(e, func() error {
		if err := g.number(e.App, e.Record, f.Now); err != nil {
			return err
		}
		kin, err := g.kinOf(e.App, nil, e.Record)
		if err != nil {
			return err
		}
		kin.tell(diff, e.Record)
		if err := e.Next(); err != nil {
			return fmt.Errorf("store complaint: %w", err)
		}
		for _, name := range []string{"book", "number"} {
			diff[name] = event.Change{After: e.Record.GetString(name)}
		}
		if err := g.filed(e.App, e.Record, f, diff); err != nil {
			return err
		}
		if err := g.joined(e.App, e.Record, plans); err != nil {
			return err
		}
		return g.settleKin(e.App, e.Record, f.Actor, kin)
	})
}

// validKey marks a filing whose fields were validated before its transaction.
const validKey = "@valid"

// ValidOnce spares a filing the second look at its fields, and the reading of
// everything that it points at, while others wait to write.
func (g *Engine) ValidOnce(e *core.RecordEvent) error {
	if valid, ok := e.Record.GetRaw(validKey).(bool); ok && valid && e.Record.IsNew() {
		return nil
	}
	return e.Next()
}

// admit checks the filing against the rules of T1 and T2.
func (g *Engine) admit(e *core.RecordEvent) (complaint.Facts, error) {
	r, actor := e.Record, ActorOf(e.Record)
	if err := g.refuseServerFields(r); err != nil {
		return complaint.Facts{}, err
	}
	if err := g.checkPoints(r); err != nil {
		return complaint.Facts{}, err
	}
	h, err := g.House(e.App)
	if err != nil {
		return complaint.Facts{}, err
	}
	g.fileDefaults(r, h, actor)
	if err := g.atDesk(e.App, nil, r); err != nil {
		return complaint.Facts{}, err
	}
	f := complaint.Facts{Case: records.Case(r, h.Lists), Actor: actor, Now: g.Now(), Location: h.Location,
		Settings: complaint.Settings{Levels: h.Levels(g.Now()), TermUnknown: !h.knowsTerm(r.GetString("legal_term"))}}
	if f.Evidence.FiledMissing, err = g.filedMissing(e.App, r, h); err != nil {
		return f, err
	}
	if err := g.behave(e.App, h, &f); err != nil {
		return f, err
	}
	if err := g.chooseBook(r, h); err != nil {
		return f, err
	}
	if f.Evidence.SheetTaken, err = sheetTaken(e.App, r); err != nil {
		return f, err
	}
	f.Case = complaint.Settle(f)
	return f, g.verdictFiling(complaint.CheckFiling(f), f.Evidence.FiledMissing)
}

// verdictFiling names each field that the law wants for a filing to count.
func (g *Engine) verdictFiling(d complaint.Decision, missing []string) error {
	var out []complaint.Missing
	for _, m := range d.Missing {
		if m.Rule != "filed_minimum" {
			out = append(out, m)
			continue
		}
		for _, field := range missing {
			either, _, _ := strings.Cut(field, "|") // "address|email": the first is named
			out = append(out, complaint.Missing{Rule: m.Rule, Field: either, Level: m.Level})
		}
	}
	d.Missing = out
	return g.verdict(d)
}

// refuseServerFields: a filing brings no value for what the application sets.
func (g *Engine) refuseServerFields(r *core.Record) error {
	for _, name := range complaint.ServerFields() {
		if name != "book" && !same(records.Exported(r, name), nil) { // which book is said with the filing
			return g.refuse(name, "server_field")
		}
	}
	if r.GetInt("version") != 0 {
		return g.refuse("version", "server_field")
	}
	return nil
}

// fileDefaults fills what follows from the door and the business.
func (g *Engine) fileDefaults(r *core.Record, h *House, actor complaint.Actor) {
	setDefault(r, "stage", string(complaint.Received))
	setDefault(r, "lane", string(complaint.Normal))
	setDefault(r, "source", map[complaint.Role]string{complaint.Customer: "online", complaint.Integration: "api"}[actor.Role])
	setDefault(r, "source", "staff")
	setDefault(r, "legal_kind", legal.LegalKind(h.Profile, r.GetString("kind")))
	if h.Business != nil {
		setDefault(r, "language", h.Business.GetString("language"))
		setDefault(r, "currency", h.Business.GetString("currency"))
	}
	setDefault(r, "language", "es")
	if actor.Staff() && actor.Kind == "agent" {
		setDefault(r, "owner", actor.ID)
	}
}

func setDefault(r *core.Record, name, value string) {
	if r.GetString(name) == "" {
		r.Set(name, value)
	}
}

// filedMissing asks the legal profile what a filing needs to count.
func (g *Engine) filedMissing(app core.App, r *core.Record, h *House) ([]string, error) {
	filing := legal.Filing{"narrative": r.GetString("narrative"), "date": "now"}
	if id := r.GetString("customer"); id != "" {
		c, err := app.FindRecordById(records.Customers, id)
		if err != nil {
			return nil, g.refuse("customer", "not_found")
		}
		if c.GetString("erased_at") != "" {
			return nil, g.refuse("customer", "erased")
		}
		r.SetRaw(customerKey, c)
		for _, name := range []string{"name", "document_type", "document_number", "email", "address", "phone"} {
			filing[name] = c.GetString(name)
		}
	} else if said, ok := r.GetRaw(snapshotExtra).(map[string]string); ok { // of somebody who is nobody's customer yet
		for name, value := range said {
			filing[name] = value
		}
	}
	return legal.FiledMinimum(h.Profile, filing), nil
}

// register gives the filing what the application alone sets.
func (g *Engine) register(app core.App, r *core.Record, f complaint.Facts) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	now := f.Now
	setDefault(r, "id", core.GenerateDefaultRandomId())
	received := now
	if at := r.GetDateTime("arrived_at").Time(); !at.IsZero() { // a letter counts from the day it came
		received = at
	}
	r.Set("received_at", records.Stamp(received))
	r.Set("legal_profile", h.Profile.Code)
	if f.Actor.Kind == "agent" {
		r.Set("received_by", f.Actor.ID)
	}
	f.Case.ReceivedAt = received
	records.Settled(r, f.Case)
	r.Set("stage_since", records.Stamp(now))
	told := h.told(r, received)
	if err := h.setDue(r, told); err != nil {
		return err
	}
	r.Set("retention_until", records.Stamp(legal.Retention(h.Profile, calendar.DateIn(told, h.Location)).EndIn(h.Location)))
	if err := snapshot(r); err != nil {
		return err
	}
	if err := h.provider(r); err != nil {
		return err
	}
	g.keep(r, h, records.Case(r, h.Lists))
	r.Set("version", 1)
	return nil
}

// number takes the next number of the book and year, in the transaction of the
// filing: no gaps, no repeats. The key opens the case without an account.
func (g *Engine) number(app core.App, r *core.Record, now time.Time) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	book := r.GetString("book")
	if book == "" {
		return fmt.Errorf("take a number: no book of complaints is active")
	}
	year := now.In(h.Location).Year()
	var last int
	err = app.DB().NewQuery(`INSERT INTO sequences (id, book, year, last) VALUES ({:id}, {:book}, {:year}, 1)
		ON CONFLICT (book, year) DO UPDATE SET last = last + 1 RETURNING last`).
		Bind(dbx.Params{"id": core.GenerateDefaultRandomId(), "book": book, "year": year}).Row(&last)
	if err != nil {
		return fmt.Errorf("take a number of book %s: %w", book, err)
	}
	r.Set("number", h.Profile.Number(last, year))
	r.Set("tracking_key", NewKey())
	return nil
}

// snapshot keeps the customer's data as they were on filing: a later change of
// the customer does not rewrite the complaint. Of somebody who is nobody's
// customer yet it is what they said of themselves.
func snapshot(r *core.Record) error {
	data := map[string]string{}
	if c, ok := r.GetRaw(customerKey).(*core.Record); ok && r.GetString("customer") != "" {
		for _, name := range []string{"name", "document_type", "document_number", "email", "phone", "address"} {
			data[name] = c.GetString(name)
		}
	}
	if extra, ok := r.GetRaw(snapshotExtra).(map[string]string); ok {
		maps.Copy(data, extra)
	}
	if len(data) == 0 {
		return nil
	}
	text, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("snapshot of a filing: %w", err)
	}
	r.Set("customer_snapshot", string(text))
	return nil
}

// customerKey carries the customer from the check of a filing to its snapshot,
// in one transaction.
const customerKey = "@customer"

// snapshotExtra carries what belongs to this filing only (the representative of
// a minor) from the portal to the snapshot.
const snapshotExtra = "@snapshot"

// keep refreshes what the lists read: whether work is owed, the place in the
// queue, and who may read a confidential case.
func (g *Engine) keep(r *core.Record, h *House, c complaint.Case) {
	r.Set("open", c.Open())
	// the id makes the key unique, so that a page can go on after any of them
	r.Set("queue_key", complaint.QueueKey(c, h.inWindow(c.LegalDue, g.Now()))+r.Id)
	r.Set("readers", records.Readers(r))
}

// filed records the event of the filing and what follows: the first-contact
// reminder and the receipt.
func (g *Engine) filed(app core.App, r *core.Record, f complaint.Facts, diff map[string]event.Change) error {
	code := "T2"
	if f.Actor.Role == complaint.Customer {
		code = "T1"
	}
	f.Case.ID = r.Id
	effects := complaint.EffectsOf(code, f)
	// the key itself is nobody's to read here: its digest shows a key that was exchanged
	data := event.Data{To: string(complaint.Received), Transition: code, Changes: diff, Digest: digest(r.GetString("tracking_key"))}
	r.SetRaw(lastKey, event.Entry{})
	defer r.SetRaw(lastKey, nil)
	if err := g.tell(app, r, amendment{f.Actor, effects.Event, data}); err != nil {
		return err
	}
	if err := g.notifyHanded(app, nil, r, f.Actor); err != nil {
		return err
	}
	if err := g.notifyConduct(app, r, f.Before, f.Case, f.Actor); err != nil {
		return err
	}
	return g.effect(app, r, f, effects)
}

// engineContext is for rows that only the application may write.
func engineContext() context.Context { return amending(amendment{actor: SystemActor()}) }

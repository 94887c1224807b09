package casework

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// ChangeComplaint is the update hook: it judges the change by the rules,
// against the row as it is now, and stores it with its event and effects.
func (g *Engine) ChangeComplaint(e *core.RecordEvent) error {
	if _, err := g.House(e.App); err != nil { // kept for the next ones, as inside of the transaction it may not be
		return err
	}
	return inTransaction(e, func() error {
		stored, err := e.App.FindRecordById(records.Complaints, e.Record.Id)
		if err != nil {
			return fmt.Errorf("change complaint %s: %w", e.Record.Id, err)
		}
		if stored.GetString("erased_at") != "" {
			return g.refuse("id", "erased")
		}
		if err := g.checkVersion(e.App, stored, e.Record); err != nil {
			return err
		}
		if a, ok := amendmentOf(e.Context); ok {
			return g.amend(e, stored, a)
		}
		return g.change(e, stored)
	})
}

// checkVersion: nobody overwrites what somebody else changed meanwhile, whether
// the caller said which version it saw or not.
func (g *Engine) checkVersion(app core.App, stored, wanted *core.Record) error {
	seen := wanted.Original().GetInt("version")
	if stored.GetInt("version") != seen || wanted.GetInt("version") != seen {
		return g.stale(app, stored)
	}
	return nil
}

// amend stores what the application itself changes as part of an action.
func (g *Engine) amend(e *core.RecordEvent, stored *core.Record, a amendment) error {
	if err := g.save(e, stored); err != nil {
		return err
	}
	a.data.Changes = changes(stored, e.Record)
	return g.tell(e.App, e.Record, a)
}

// change stores what somebody asks for, if the rules allow it.
func (g *Engine) change(e *core.RecordEvent, stored *core.Record) error {
	asked := changes(stored, e.Record)
	if err := g.refuseFields(stored, e.Record, asked); err != nil {
		return err
	}
	if err := g.checkPoints(e.Record); err != nil {
		return err
	}
	if len(asked) == 0 {
		return nil // nobody else's version gets stale by it
	}
	if err := g.atDesk(e.App, stored, e.Record); err != nil {
		return err
	}
	f, err := g.Facts(e.App, stored, e.Record, ActorOf(e.Record))
	if err != nil {
		return err
	}
	for name := range asked {
		f.Changed = append(f.Changed, name)
	}
	f.Case = complaint.Settle(f)
	decision := complaint.Check(f)
	if err := g.verdict(decision); err != nil {
		return err
	}
	records.Settled(e.Record, f.Case)
	if err := g.clocks(e.App, e.Record, decision.Transition.Code, f); err != nil {
		return err
	}
	plans, err := g.meet(e.App, e.Record)
	if err != nil {
		return err
	}
	kin, err := g.kinOf(e.App, stored, e.Record)
	if err != nil {
		return err
	}
	if err := g.save(e, stored); err != nil {
		return err
	}
	if err := g.changed(e.App, stored, e.Record, f, decision.Transition.Code); err != nil {
		return err
	}
	if err := g.endVoided(e.App, e.Record, f.Actor); err != nil {
		return err
	}
	if err := g.joined(e.App, e.Record, plans); err != nil {
		return err
	}
	return g.settleKin(e.App, e.Record, f.Actor, kin)
}

// refuseFields: the application's own fields, and what was told on filing. The
// former are compared one by one: events leave some of them out.
func (g *Engine) refuseFields(stored, wanted *core.Record, asked map[string]event.Change) error {
	for _, name := range complaint.ServerFields() {
		if !event.Same(records.Exported(stored, name), records.Exported(wanted, name)) {
			return g.refuse(name, "server_field")
		}
	}
	for name, change := range asked {
		if name != "narrative" && slices.Contains(complaint.FixedFields(), name) && !event.Same(change.Before, nil) {
			return g.refuse(name, "fixed_field")
		}
	}
	return nil
}

// atDesk: a case is given only to somebody who works at the desk now; who
// supervises it stands above an agent.
func (g *Engine) atDesk(app core.App, before, wanted *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	for _, name := range []string{"assignee", "owner", "supervisor"} {
		id := wanted.GetString(name)
		if id == "" || before != nil && before.GetString(name) == id {
			continue
		}
		person := complaint.Actor{Role: h.roles[id]}
		if !person.Staff() || name == "supervisor" && person.Role == complaint.Agent {
			return g.refuse(name, "agent_unavailable")
		}
	}
	return nil
}

// save stores the row with what the lists read and the next version.
func (g *Engine) save(e *core.RecordEvent, stored *core.Record) error {
	h, err := g.House(e.App)
	if err != nil {
		return err
	}
	g.keep(e.Record, h, records.Case(e.Record, h.Lists))
	e.Record.Set("version", stored.GetInt("version")+1)
	if err := e.Next(); err != nil {
		return fmt.Errorf("store complaint %s: %w", e.Record.Id, err)
	}
	return nil
}

// changed tells of the change, one event for one action, and sees to what must
// follow from it.
func (g *Engine) changed(app core.App, before, after *core.Record, f complaint.Facts, code string) error {
	codes := complaint.AttributeChanges(f)
	if code != "" {
		codes = append([]string{code}, codes...)
	}
	diff := changes(before, after)
	if len(diff) == 0 {
		return nil
	}
	a := amendment{actor: f.Actor, event: "complaint.updated", data: event.Data{Changes: diff}}
	if len(codes) > 0 {
		a.event = complaint.EffectsOf(codes[0], f).Event
		a.data.Transition, a.data.From, a.data.To = codes[0], string(f.Before.Stage), string(f.Case.Stage)
	}
	if code == "T16" && f.Actor.ID == f.Case.DenialBy {
		a.data.Extra = map[string]any{"self_approved": true}
	}
	if err := g.tell(app, after, a); err != nil {
		return err
	}
	if err := g.notifyHanded(app, before, after, f.Actor); err != nil {
		return err
	}
	if err := g.notifyConduct(app, after, f.Before, f.Case, f.Actor); err != nil {
		return err
	}
	if err := g.effect(app, after, f, complaint.FieldEffects(f)); err != nil {
		return err
	}
	if slices.Contains(codes, "T29") && f.Case.Temporary != f.Before.Temporary {
		if err := g.countLent(app, f.Case.Temporary); err != nil {
			return err
		}
	}
	for _, code := range codes {
		if err := g.effect(app, after, f, complaint.EffectsOf(code, f)); err != nil {
			return err
		}
	}
	return nil
}

// clocks moves the legal date where a transition does: an offer suspends it, a
// reopening starts a new one for the new facts, an extension sets the date that
// was told. The old date stays in the event.
func (g *Engine) clocks(app core.App, r *core.Record, code string, f complaint.Facts) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	switch {
	case f.Before.Stage == complaint.Proposed && f.Case.Stage != complaint.Proposed:
		err = h.suspend(r, f.Before.StageSince, f.Now)
	case code == "T22":
		err = h.setDue(r, f.Now)
	}
	if err == nil {
		err = errors.Join(g.waited(h, r, f), h.retimed(r, f))
	}
	if err == nil && slices.Contains(complaint.AttributeChanges(f), "T28") {
		err = h.extend(r)
	}
	return err
}

// Amend changes server fields of a case as part of an action of the
// application; the event says which.
func (g *Engine) Amend(app core.App, r *core.Record, actor complaint.Actor, eventType string, data event.Data) error {
	if err := app.SaveWithContext(amending(amendment{actor, eventType, data}), r); err != nil {
		return fmt.Errorf("amend complaint %s: %w", r.Id, err)
	}
	return nil
}

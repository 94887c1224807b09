package seed

import (
	"fmt"

	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// file brings the case in: by the form, or as somebody took it down.
func (w *world) file(t *tale) error {
	if err := w.enrol(t); err != nil {
		return err
	}
	if t.path == "immediate" {
		return w.atOnce(t)
	}
	fields, actor := w.filing(t), t.owner
	if t.online() {
		actor = t.client()
	}
	r, err := w.g.Create(w.app, records.Complaints, fields, actor)
	t.id = r.Id
	return err
}

// enrol stores the customer on their first case.
func (w *world) enrol(t *tale) error {
	if t.customer.id != "" {
		return nil
	}
	r, err := w.g.Create(w.app, records.Customers, t.customer.fields, casework.SystemActor())
	if err != nil {
		return fmt.Errorf("customer: %w", err)
	}
	t.customer.id = r.Id
	return w.shopped(t)
}

func (w *world) filing(t *tale) map[string]any {
	fields := map[string]any{"kind": t.kind(), "channel": t.channel, "customer": t.customer.id, "narrative": w.narrative(t), "language": "es",
		"remedy_requested": t.Remedy, "reply_channel": "email", "product_text": t.product, "currency": "PEN", "tags": w.tags[t.ID],
		"since_when": w.words.day(t.filed.AddDate(0, 0, -1-t.index%6)), "points": t.points("")}
	if t.amount > 0 {
		fields["amount"] = t.amount
	}
	if !t.online() {
		fields["goal"], fields["impact"], fields["mood_start"] = t.Goal, t.Impact, t.mood
	}
	return fields
}

func (t *tale) kind() string {
	if t.Kind == "" {
		return "claim"
	}
	return t.Kind
}

// atOnce resolves on the phone or at the counter what needs no more.
func (w *world) atOnce(t *tale) error {
	now := w.stamp(0)
	in := casework.Registration{Customer: map[string]any{"id": t.customer.id}, Complaint: w.filing(t), Immediate: &casework.Immediate{
		Statement: w.fill(t, t.Said), Letter: &casework.Letter{},
		Fields: map[string]any{"severity": t.Severity, "cause": t.Cause, "fault": t.Fault, "cause_public": w.fill(t, t.Why), "actions_public": w.fill(t, t.Did),
			"acceptance_channel": t.channel, "understanding_channel": t.channel, "points": t.points(t.Answer), "apology_given_at": now, "apology_channel": t.channel}}}
	r, err := w.g.Register(w.app, in, t.owner)
	if err == nil {
		t.id = r.Id
	}
	return err
}

func (w *world) assess(t *tale) error {
	return w.move(t, w.agents["ines"], casework.Move{To: "assessing", Fields: map[string]any{"owner": t.owner.ID, "assignee": t.worker.ID, "area": w.areas[t.Area]}})
}

// call notes what was said on the phone.
func (w *world) call(t *tale) error {
	return w.add(t, records.Messages, t.owner, map[string]any{"direction": "note", "purpose": "call", "channel": "phone", "text": w.fill(t, one(t.rng, w.words.Call))})
}

// paraphrase says back in one sentence what the customer needs.
func (w *world) paraphrase(t *tale) error {
	if t.online() {
		if err := w.change(t, t.owner, map[string]any{"goal": t.Goal, "impact": t.Impact}); err != nil {
			return err
		}
	}
	return w.add(t, records.Messages, t.owner, map[string]any{"direction": "out", "purpose": "paraphrase", "channel": "email", "text": w.fill(t, w.words.Paraphrase)})
}

// confirm is the customer's yes to it, by the link.
func (w *world) confirm(t *tale) error {
	r, err := w.record(t)
	if err != nil {
		return err
	}
	r.Set("understanding_confirmed_at", w.stamp(0))
	r.Set("understanding_channel", "portal")
	return w.g.Amend(w.app, r, t.client(), "understanding.confirmed", event.Data{Note: r.GetString("paraphrase")})
}

// write is a message of the customer.
func (w *world) write(t *tale, text string) error {
	return w.add(t, records.Messages, t.client(), map[string]any{"direction": "in", "channel": "portal", "text": text})
}

func (w *world) progress(t *tale) error {
	return w.add(t, records.Messages, t.owner, map[string]any{"direction": "out", "purpose": "progress", "channel": "email", "text": w.fill(t, one(t.rng, w.words.Progress))})
}

func (w *world) void(t *tale) error {
	return w.move(t, w.agents["graciela"], casework.Move{To: "voided", Fields: map[string]any{"void_reason": w.words.Void}})
}

func (w *world) withdraw(t *tale) error {
	return w.move(t, t.client(), casework.Move{To: "closed", Fields: map[string]any{"withdrawal_words": one(t.rng, w.words.Withdrawal), "withdrawal_channel": "portal"}})
}

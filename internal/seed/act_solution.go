package seed

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// propose puts a solution to the customer, with ways to choose from.
func (w *world) propose(t *tale, text string) error {
	when := w.clock.Now().In(w.zone).AddDate(0, 0, 4)
	offer := &casework.Offer{CustomerText: w.fill(t, text), ETAKind: "real", ETA: when.Format(time.DateOnly), ETABasis: t.Basis,
		Tasks: []casework.OfferTask{{Title: t.Task, Due: w.due(4)}}}
	if t.index%7 == 3 { // an honest "we do not know yet"
		offer.ETAKind, offer.ETA, offer.ETABasis = "none", "", ""
	}
	for _, o := range t.Options {
		offer.Options = append(offer.Options, casework.OfferOption{Text: o.Text, Cost: o.Amount})
	}
	return w.move(t, t.owner, casework.Move{To: "proposed", Proposal: offer,
		Fields: map[string]any{"cause": t.Cause, "fault": t.Fault, "alternatives": t.Alternatives}})
}

// refuse is the customer's no, with what they would rather have.
func (w *world) refuse(t *tale) error {
	no := one(t.rng, w.words.Refusals)
	return w.move(t, t.client(), casework.Move{To: "investigating", Refusal: &casework.Refusal{Channel: "portal", Reason: no[0], PreferredSolution: no[1]},
		Fields: map[string]any{"next_step": w.words.Next["refused"], "next_step_due": w.due(1)}})
}

// proposeAgain says what becomes of the wish, and offers something else.
func (w *world) proposeAgain(t *tale) error {
	p, err := w.offer(t, "refused")
	if err != nil {
		return err
	}
	p.Load(map[string]any{"preferred_decision": "partly", "preferred_reason": w.words.Decision})
	casework.SetActor(p, t.owner)
	if err := w.app.Save(p); err != nil {
		return err
	}
	return w.propose(t, w.words.Second)
}

// accept is the customer's yes, by the link or as an agent notes it.
func (w *world) accept(t *tale) error {
	p, err := w.offer(t, "sent")
	if err != nil {
		return err
	}
	var options []string
	if err := w.app.DB().Select("id").From(records.Options).Where(dbx.HashExp{"proposal": p.Id}).OrderBy("position").Column(&options); err != nil {
		return err
	}
	yes := &casework.Acceptance{Channel: "portal", Words: one(t.rng, w.words.Agreed), Option: options[t.index%len(options)]}
	actor := t.client()
	if !t.online() {
		actor, yes.Channel = t.owner, "phone"
	}
	return w.move(t, actor, casework.Move{To: "executing", Acceptance: yes, Fields: map[string]any{"next_step": t.Task, "next_step_due": w.due(3)}})
}

// resolve does what was agreed and writes the answer.
func (w *world) resolve(t *tale) error {
	tasks, err := w.pending(t)
	if err != nil {
		return err
	}
	m := casework.Move{To: "resolved", TasksDone: tasks, Letter: &casework.Letter{}, Fields: map[string]any{"root_cause": w.fill(t, t.Why), "cause_public": w.fill(t, t.Why),
		"actions_public": w.fill(t, t.Did), "points": t.points(t.Answer)}}
	if t.Temporary != "" {
		m.Fields["temporary_closed_at"] = w.stamp(0)
	}
	if t.Fault == "company" || t.Fault == "shared" {
		m.Message = &casework.Note{Purpose: "apology", Channel: "email", Text: w.fill(t, one(t.rng, w.words.Apology))}
	}
	return w.move(t, t.owner, m)
}

// deny drafts a no with its reasons and with what can be done instead.
func (w *world) deny(t *tale) error {
	return w.move(t, t.owner, casework.Move{To: "denial_review", Fields: map[string]any{"cause": t.Cause, "fault": t.Fault, "evidence_note": t.Note,
		"alternatives": t.Alternatives, "denial_letter": t.Letter, "points": t.points(t.Answer), "supervisor": w.agents["graciela"].ID}})
}

// sendBack returns the draft with what is missing in it.
func (w *world) sendBack(t *tale) error {
	return w.move(t, w.agents["graciela"], casework.Move{To: "investigating", Fields: map[string]any{"review_reason": w.words.Review,
		"next_step": w.words.Next["review"], "next_step_due": w.due(1)}})
}

// approve is the second person's signature; the letter goes out with it.
func (w *world) approve(t *tale) error {
	text := strings.Join([]string{t.customer.name + ":", t.Letter}, "\n\n")
	return w.move(t, w.agents["graciela"], casework.Move{To: "resolved", Letter: &casework.Letter{Text: text}})
}

package seed

import (
	"escucha/internal/casework"
	"escucha/internal/records"
)

// followUp is the call after the solution: "none" nobody answered, "good",
// "bad" it came back, "sad" not content though nothing came back.
func (w *world) followUp(t *tale, how string) error {
	fields := map[string]any{"contacted": how != "none", "channel": "phone"}
	if how != "none" {
		fields["satisfied"], fields["recurred"], fields["solved"] = yesIf(how == "good"), yesIf(how == "bad"), yesIf(how == "good")
	}
	note := how
	if how == "sad" {
		note = "good"
	}
	if how != "sad" {
		fields["note"] = one(t.rng, w.words.Followup[note])
	}
	return w.add(t, records.FollowUps, t.owner, fields)
}

func yesIf(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func (w *world) close(t *tale) error {
	fields := map[string]any{"closing_kind": "confirmed", "mood_end": min(5, t.mood+1+t.rng.IntN(2))}
	if chance(t.rng, 60) {
		fields["learning"] = t.Lesson
	}
	if err := w.move(t, t.owner, casework.Move{To: "closed", Fields: fields, Closing: &casework.Letter{}}); err != nil {
		return err
	}
	return w.answered(t)
}

// giveUp closes after three calls that nobody took.
func (w *world) giveUp(t *tale) error {
	return w.move(t, t.owner, casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "unreachable"}, Closing: &casework.Letter{}})
}

// closeUnsatisfied: they do not agree, know where else to go, and somebody
// else has looked at it again.
func (w *world) closeUnsatisfied(t *tale) error {
	return w.move(t, w.agents["graciela"], casework.Move{To: "closed", Closing: &casework.Letter{}, Fields: map[string]any{"closing_kind": "informed_unsatisfied",
		"mood_end": 2, "second_review": w.words.SecondReview, "external_ways_told": true}})
}

// reopen is the customer coming back after the case was closed.
func (w *world) reopen(t *tale) error {
	return w.move(t, t.client(), casework.Move{To: "investigating", Fields: map[string]any{"reopen_reason": one(t.rng, w.words.Reopen),
		"next_step": w.words.ReopenStep, "next_step_due": w.due(1)}})
}

// dispute: an authority has taken the matter up.
func (w *world) dispute(t *tale) error {
	return w.move(t, w.agents["graciela"], casework.Move{To: "disputed", Fields: map[string]any{"authority": w.words.Authority,
		"authority_case": fill(w.words.AuthorityCase, "caso", t.order[3:]), "authority_served_at": w.stamp(-3), "authority_due": w.due(14), "supervisor": w.agents["graciela"].ID}})
}

// settle ends the dispute.
func (w *world) settle(t *tale) error {
	return w.move(t, w.agents["graciela"], casework.Move{To: "resolved", Letter: &casework.Letter{}, Fields: map[string]any{"authority_outcome": w.words.Outcome,
		"authority_compliance": w.due(5), "cause_public": w.fill(t, t.Why), "actions_public": w.fill(t, t.Did)}})
}

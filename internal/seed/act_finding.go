package seed

import (
	"escucha/internal/casework"
	"escucha/internal/records"
)

// investigate ends the triage: how grave, how urgent, who, what next.
func (w *world) investigate(t *tale) error {
	fields := map[string]any{"goal": t.Goal, "impact": t.Impact, "severity": t.Severity, "safety": "no", "data_loss": "no", "urgency": "normal",
		"area": w.areas[t.Area], "assignee": t.worker.ID, "owner": t.owner.ID, "next_step": w.fill(t, w.words.Next["investigate"]), "next_step_due": w.due(2)}
	if t.Safety != "" {
		fields["safety"], fields["urgency"], fields["urgency_reason"] = t.Safety, "safety", t.Impact
	}
	if t.DataLoss != "" {
		fields["data_loss"] = t.DataLoss
	}
	if t.Urgent != "" {
		fields["urgency"], fields["urgency_reason"], fields["lane"] = t.Urgent, w.words.AttendNow, "attend_now"
	}
	if t.online() {
		fields["mood_start"] = t.mood
	} else {
		fields["understanding_confirmed_at"], fields["understanding_channel"] = w.stamp(0), "phone"
	}
	if t.Private {
		fields["confidential"], fields["confidential_reason"], fields["supervisor"] = true, w.words.Confidential, w.agents["graciela"].ID
	}
	return w.move(t, t.owner, casework.Move{To: "investigating", Fields: fields})
}

// lend gives the customer something to go on with (R023).
func (w *world) lend(t *tale) error {
	return w.change(t, t.owner, map[string]any{"temporary_alternative": t.Temporary, "temporary_from": w.stamp(0), "temporary_until": w.stamp(24 * 10)})
}

// statement is the version of whoever attended.
func (w *world) statement(t *tale) error {
	return w.add(t, records.Statements, t.worker, map[string]any{"text": w.fill(t, t.Said)})
}

// transfer passes the case to another area, with what the next one must know.
func (w *world) transfer(t *tale) error {
	to := map[string]string{"Tienda": "Despachos", "Despachos": "Taller", "Taller": "Despachos"}[t.Area]
	t.worker = w.agents[map[string]string{"Despachos": "tomas", "Taller": "ruben"}[to]]
	return w.change(t, t.owner, map[string]any{"area": w.areas[to], "assignee": t.worker.ID,
		"transfer_reason": fill(w.words.Transfer[0], "area", to), "transfer_summary": fill(w.words.Transfer[1], "area", to, "objetivo", uncapital(t.Goal))})
}

func (w *world) escalate(t *tale) error {
	return w.change(t, t.owner, map[string]any{"escalation_level": 1, "escalation_reason": w.words.Escalation[0], "escalation_request": w.words.Escalation[1],
		"supervisor": w.agents["graciela"].ID})
}

// wait asks the customer for something without which nothing can be said.
func (w *world) wait(t *tale) error {
	return w.move(t, t.owner, casework.Move{To: "waiting_customer", Fields: map[string]any{"information_requested": w.words.Information,
		"information_reason": w.words.InformationReason, "information_until": w.due(6)}})
}

// answer is what the customer sends, which takes the case up again.
func (w *world) answer(t *tale) error {
	if err := w.write(t, w.words.InformationAnswer); err != nil {
		return err
	}
	if err := w.attach(t); err != nil {
		return err
	}
	return w.move(t, t.client(), casework.Move{To: "investigating", Fields: map[string]any{"next_step": w.words.Next["resume"], "next_step_due": w.due(1)}})
}

// explain ends a misunderstanding with a better explanation.
func (w *world) explain(t *tale) error {
	return w.move(t, t.owner, casework.Move{To: "resolved", Letter: &casework.Letter{}, Fields: map[string]any{"cause": t.Cause, "points": t.points(t.Answer),
		"explanation": w.fill(t, t.Explanation), "cause_public": w.fill(t, t.Why), "actions_public": w.fill(t, t.Explanation)}})
}

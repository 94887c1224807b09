package hooks_test

import (
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
	"escucha/domain/event"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

const week = 7 * 24 * time.Hour

// imagine makes one case up, from its filing to where it stands when the time
// of the shop is up.
func (v *invention) imagine() {
	v.ids++
	c := &imaginary{invention: v, id: "c" + padded(v.ids), state: map[string]any{}}
	c.at = v.until.Add(-time.Duration(v.rng.IntN(420*24*60)) * time.Minute).Truncate(time.Minute)
	c.filed()
	c.lives()
	c.surroundings()
	v.all = append(v.all, c)
}

func (c *imaginary) isOpen() bool {
	stage := c.text("stage")
	return stage != "closed" && stage != "voided" && (stage != "resolved" || c.text("resolved_at") == "")
}

// due is the legal date of what was received at a moment: fifteen business days.
func (v *invention) due(received time.Time) string {
	return records.Stamp(v.legal.Add(calendar.DateIn(received, v.zone), 15).EndIn(v.zone))
}

func (c *imaginary) filed() {
	received, source, code := c.at, "agent", "T2"
	if c.chance(8) { // a letter that lay for some days
		received = received.Add(-c.minutes(4 * 24 * 60))
	}
	fields := map[string]any{"stage": "received", "stage_since": records.Stamp(c.at), "received_at": records.Stamp(received), "legal_due": c.due(received),
		"customer": c.pick(c.customers...), "channel": c.pick("phone", "counter", "email", "portal", "whatsapp"), "kind": c.pick("claim", "grievance", "petition", "suggestion"),
		"lane": "normal", "owner": testapp.Agent, "legal_kind": "reclamo", "legal_profile": "es", "book": "principal"}
	if fields["channel"] == "portal" {
		source, code = "customer", "T1"
		delete(fields, "owner")
	}
	if c.chance(5) {
		delete(fields, "customer")
		fields["anonymous_reason"] = "No quiso decirlo"
	}
	if fields["channel"] == "whatsapp" {
		fields["off_channel"], fields["came_by"] = true, ""
		delete(fields, "came_by")
	}
	if c.chance(50) {
		fields["product"] = c.pick(c.products...)
	}
	if c.importing {
		fields["imported"] = true
	}
	c.tells("complaint.filed", source, event.Data{Transition: code, To: "received", Digest: "d"}, fields)
	if c.chance(97) {
		c.writes("out", "receipt", source, nil, nil)
	}
}

// lives goes through the stages.
func (c *imaginary) lives() {
	if !c.waits(2 * 24 * time.Hour) {
		return
	}
	switch {
	case c.chance(4):
		c.moves("T27", "voided", "agent", map[string]any{"void_reason": "Repetido"})
		return
	case c.chance(15):
		c.calls()
	case c.chance(80):
		c.turns()
	}
	if c.chance(30) {
		c.hears()
	}
	if c.chance(85) {
		c.moves("T3", "assessing", "agent", map[string]any{"assignee": c.pick(c.agents...), "area": c.pick(testapp.Sales, testapp.Shipping)})
	}
	if c.chance(12) && c.waits(2*24*time.Hour) {
		c.stated()
		c.answers("T5", map[string]any{"cause": c.cause(), "resolution_kind": "solution", "severity": "low"})
		c.after()
		return
	}
	if c.text("stage") == "assessing" && c.waits(24*time.Hour) {
		c.begins()
	}
}

func (c *imaginary) cause() string {
	return c.pick("delivery", "delivery_0", "delivery_1", "billing", "billing_0", "misuse", "communication", "product_defect", "other")
}

// calls: somebody spoke with the customer, and noted it.
func (c *imaginary) calls() {
	c.writes("note", "call", "agent", dbx.Params{"call_direction": c.pick("in", "out"), "channel": "phone"}, nil)
}

// turns: the first word of a person.
func (c *imaginary) turns() {
	fields := map[string]any{}
	if c.text("first_contact_at") == "" {
		fields["first_contact_at"] = records.Stamp(c.at)
	}
	c.writes("out", "reply", "agent", nil, fields)
}

// hears: the customer writes.
func (c *imaginary) hears() {
	off := c.chance(30)
	c.writes("in", "customer", "customer", dbx.Params{"off_channel": off, "channel": map[bool]string{true: "whatsapp", false: "email"}[off]}, nil)
}

func (c *imaginary) stated() {
	ref := c.row(records.Statements, dbx.Params{"complaint": c.id, "text": "Lo vi", "author": testapp.Agent, "created": records.Stamp(c.at)})
	c.tells("statement.given", "agent", event.Data{Ref: ref, Digest: "d"}, nil)
}

// begins: the investigation, with whatever may come between it and an answer.
func (c *imaginary) begins() {
	fields := map[string]any{"severity": c.pick("low", "medium", "high"), "safety": "no", "urgency": "normal", "next_step": "Ver"}
	if c.chance(15) {
		fields["urgency"], fields["urgency_reason"] = c.pick("safety", "deadline_event"), "Es mañana"
	}
	c.moves("T4", "investigating", "agent", fields)
	c.promises("next_step")
	if c.chance(80) {
		c.stated()
	}
	if c.chance(10) {
		c.moves("T8", c.text("stage"), "agent", map[string]any{"confidential": true, "confidential_reason": "Salud"})
	}
	if c.chance(10) {
		c.moves("T6", c.text("stage"), "agent", map[string]any{"area": testapp.Shipping, "assignee": testapp.Agent2, "transfer_reason": "Es suyo", "transfer_summary": "Todo"})
	}
	if c.chance(8) {
		c.tells("complaint.conduct", "agent", event.Data{}, map[string]any{"profiles": []string{c.pick("intolerant", "abusive")}})
	}
	c.works(2)
}

// promises a date; most are kept.
func (c *imaginary) promises(kind string) {
	due := c.at.Add(c.minutes(5 * 24 * 60))
	c.reminds(kind, due, c.at.Add(c.minutes(6*24*60)))
}

// works until there is an answer.
func (c *imaginary) works(rounds int) {
	for rounds > 0 && c.chance(25) && c.waits(week) {
		c.moves("T9", "waiting_customer", "agent", map[string]any{"information_requested": "Una foto", "information_reason": "Verla", "information_until": records.Stamp(c.at.Add(week))})
		if !c.waits(2 * week) {
			return
		}
		c.hears()
		c.moves("T10", "investigating", "customer", map[string]any{})
		rounds--
	}
	if !c.waits(2 * week) {
		return
	}
	switch n := c.rng.IntN(100); {
	case n < 4:
		c.moves("T26", "closed", "customer", map[string]any{"closed_at": records.Stamp(c.at), "closing_kind": "withdrawal", "resolution_kind": "withdrawal", "withdrawal_words": "No"})
	case n < 14:
		c.answers("T17", map[string]any{"cause": "communication", "resolution_kind": "misunderstanding", "explanation": "Así era"})
		c.after()
	case n < 28:
		c.refuses()
	default:
		c.offers()
	}
}

// refuses: a no, which somebody else approves or returns.
func (c *imaginary) refuses() {
	c.moves("T14", "denial_review", "agent", map[string]any{"cause": "misuse", "fault": "customer", "denial_letter": "No"})
	if !c.waits(2 * 24 * time.Hour) {
		return
	}
	if c.chance(25) {
		c.moves("T15", "investigating", "agent", map[string]any{"review_reason": "Falta verlo"})
		c.works(0)
		return
	}
	c.answers("T16", map[string]any{"resolution_kind": "denial"})
	c.after()
}

// offers a solution, which is taken or not.
func (c *imaginary) offers() {
	if c.text("cause") == "" || c.chance(20) {
		c.moves("T11", "proposed", "agent", map[string]any{"cause": c.cause(), "fault": "company"})
	} else {
		c.moves("T11", "proposed", "agent", map[string]any{})
	}
	ref := c.row(records.Proposals, dbx.Params{"complaint": c.id, "status": "sent", "sent_at": records.Stamp(c.at), "created": records.Stamp(c.at), "customer_text": "Uno nuevo"})
	c.tells("proposal.sent", "agent", event.Data{Ref: ref, Digest: "d"}, nil)
	if !c.waits(week) {
		return
	}
	if c.chance(20) {
		c.moves("T13", "investigating", "customer", map[string]any{})
		c.works(1)
		return
	}
	c.moves("T12", "executing", "customer", map[string]any{"next_step": "Entregarlo"})
	c.promises("next_step")
	c.promises("eta")
	if c.waits(2 * week) {
		c.answers("T18", map[string]any{"resolution_kind": c.pick("solution", "solution", "partial", "agreement"), "cause_public": "Se rompió"})
		c.after()
	}
}

package hooks_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
	"escucha/domain/event"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

func padded(n int) string { return fmt.Sprintf("%014d", n) }

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	report(t, err)
	return string(text)
}

// answers in writing: the letter leaves with the change, or later by mail, or
// has not left yet.
func (c *imaginary) answers(code string, fields map[string]any) {
	if c.text("first_contact_at") == "" {
		c.writes("out", "letter", "agent", nil, map[string]any{"first_contact_at": records.Stamp(c.at)})
	} else {
		c.writes("out", "letter", "agent", nil, nil)
	}
	if code == "T18" && c.chance(10) { // in the customer's hands
		fields["resolved_at"] = records.Stamp(c.at)
		c.moves(code, "resolved", "agent", fields)
		c.owesCall()
		return
	}
	c.moves(code, "resolved", "agent", fields)
	if !c.waits(5 * time.Hour) {
		return
	}
	c.tells("letter.sent", "system", event.Data{Ref: c.id, Digest: "d"}, map[string]any{"resolved_at": records.Stamp(c.at)})
	c.owesCall()
}

// owesCall: the next working day somebody calls, or some days later, or never.
func (c *imaginary) owesCall() {
	due := c.legal.Add(calendar.DateIn(c.at, c.zone), 1).EndIn(c.zone)
	called := c.at.Add(c.minutes(6 * 24 * 60))
	if c.chance(15) {
		called = c.until.Add(week)
	}
	c.reminds("follow_up", due, called)
	was := c.at
	if called.After(c.until) {
		return
	}
	c.at = called
	reached := c.chance(85)
	ref := c.row(records.FollowUps, dbx.Params{"complaint": c.id, "contacted": reached, "agent": testapp.Agent, "channel": "phone", "created": records.Stamp(c.at)})
	c.tells("follow_up.made", "agent", event.Data{Ref: ref, Extra: map[string]any{"contacted": reached, "recurred": "", "satisfied": ""}}, nil)
	c.at = was
}

// after the answer: asked for an opinion, closed, or taken up again.
func (c *imaginary) after() {
	if c.text("resolved_at") == "" {
		return
	}
	c.asked()
	if !c.waits(week) {
		return
	}
	switch n := c.rng.IntN(100); {
	case n < 20:
		c.again("T20")
	case n < 30:
		return
	case n < 45:
		c.closes("T21", "unreachable")
	case n < 50:
		c.closes("T23", "informed_unsatisfied")
	default:
		c.closes("T19", "confirmed")
		if c.chance(10) && c.waits(3*week) {
			c.again("T22")
		}
	}
}

func (c *imaginary) closes(code, kind string) {
	c.moves(code, "closed", "agent", map[string]any{"closed_at": records.Stamp(c.at), "closing_kind": kind})
}

// again: the case comes back, and what it had reached is no longer so.
func (c *imaginary) again(code string) {
	times, _ := c.state["reopen_count"].(float64)
	if times > 2 {
		return
	}
	fields := map[string]any{"reopen_count": times + 1, "reopened_at": records.Stamp(c.at), "reopen_reason": "Volvió", "resolved_at": "", "resolution_kind": "", "lane": "attend_now"}
	if code == "T22" {
		fields["closed_at"], fields["closing_kind"], fields["legal_due"] = "", "", c.due(c.at)
	}
	c.moves(code, "investigating", "agent", fields)
	c.works(1)
}

// asked by mail, or only on the telephone; once.
func (c *imaginary) asked() {
	was := c.at
	if c.text("customer") == "" || c.surveyed || c.chance(30) {
		return
	}
	values := dbx.Params{"complaint": c.id, "customer": c.text("customer"), "channel": "link", "campaign": "", "sent_at": records.Stamp(c.at.Add(c.minutes(3 * 24 * 60))),
		"solution": 0, "treatment": 0, "expectation": "", "recommend": "", "effort": 0, "compared": "", "answered_at": "", "created": records.Stamp(c.at)}
	if c.chance(10) {
		values["sent_at"], values["channel"] = "", "phone"
	}
	answered := c.at.Add(3*24*time.Hour + c.minutes(5*24*60))
	if values["sent_at"].(string) > records.Stamp(c.until) {
		return
	}
	if (c.chance(60) || values["sent_at"] == "") && !answered.After(c.until) {
		c.opines(values)
		values["answered_at"] = records.Stamp(answered)
	} else if values["sent_at"] == "" {
		return
	}
	c.surveyed = true
	ref := c.row(records.Surveys, values)
	if values["sent_at"] != "" {
		c.at = at(values["sent_at"].(string))
		c.tells("survey.sent", "system", event.Data{Ref: ref}, nil)
	}
	if values["answered_at"] != "" {
		c.at = answered
		extra := map[string]any{"solution": values["solution"], "treatment": values["treatment"], "expectation": values["expectation"]}
		c.tells("survey.answered", "customer", event.Data{Ref: ref, Extra: extra}, nil)
	}
	c.at = was
}

func (c *imaginary) opines(values dbx.Params) {
	values["solution"], values["treatment"] = 1+c.rng.IntN(5), 1+c.rng.IntN(5)
	values["expectation"], values["compared"] = c.pick("yes", "partly", "no", ""), c.pick("better", "same", "worse", "")
	if c.chance(80) {
		values["recommend"] = fmt.Sprint(c.rng.IntN(11))
	}
	if c.chance(70) {
		values["effort"] = 1 + c.rng.IntN(7)
	}
}

// surroundings: gestures, incidents and time, and a link with an earlier case.
func (c *imaginary) surroundings() {
	if c.chance(12) {
		when := c.at
		status := c.pick("approved", "delivered", "redeemed", "refused", "pending")
		answered := records.Stamp(when)
		if status == "pending" {
			answered = ""
		}
		c.row(records.Grants, dbx.Params{"complaint": c.id, "customer": c.text("customer"), "status": status, "cost": 5 + c.rng.IntN(60), "currency": c.pick("EUR", "EUR", "USD"),
			"answered_at": answered, "created": records.Stamp(when), "reward_name": "Un cuenco"})
	}
	if c.chance(3) {
		ref := c.row(records.Incidents, dbx.Params{"complaint": c.id, "customer": c.text("customer"), "kind": "threat", "text": "Gritó", "agent": testapp.Agent, "created": records.Stamp(c.at)})
		c.tells("incident.noted", "agent", event.Data{Ref: ref}, nil)
	}
	for dice := rand.New(rand.NewPCG(uint64(c.ids), 7)); dice.IntN(100) < 15; {
		c.takes(dice)
	}
}

// takes: somebody notes their time, at an hour of some value or of none, and now
// and then it is taken back. Its own dice leave the rest of the shop as it is.
func (c *imaginary) takes(dice *rand.Rand) {
	minutes, rate := 1+dice.IntN(300), []float64{0, 0.29, 12.5, 18.3, 20}[dice.IntN(5)]
	values := dbx.Params{"complaint": c.id, "agent": testapp.Agent, "minutes": minutes, "rate": rate, "currency": []string{"EUR", "EUR", "USD"}[dice.IntN(3)], "note": "", "undone_at": "",
		"created": records.Stamp(c.at)}
	again := c.at.Add(time.Duration(1+dice.IntN(2*24*60)) * time.Minute)
	if dice.IntN(100) < 25 && !again.After(c.until) {
		values["undone_at"] = records.Stamp(again)
	}
	data := event.Data{Ref: c.row(records.TimeEntries, values), Extra: map[string]any{"minutes": float64(minutes), "rate": rate, "currency": values["currency"]}}
	c.tells("time.noted", "agent", data, nil)
	if values["undone_at"] != "" {
		was := c.at
		c.at = again
		c.tells("time.undone", "agent", data, nil)
		c.at = was
	}
}

// link joins cases of one customer: those with the same cause, as the engine
// does, and a few that somebody took for the same.
func (v *invention) link() {
	by := map[string][]*imaginary{}
	for _, c := range v.all {
		if who := c.text("customer"); who != "" && c.text("stage") != "voided" {
			by[who] = append(by[who], c)
		}
	}
	for _, who := range v.customers {
		list := by[who]
		for i, a := range list {
			for _, b := range list[i+1:] {
				if same := a.text("cause") != "" && a.text("cause") == b.text("cause"); same && v.chance(80) || v.chance(3) {
					a.joins(b)
					b.joins(a)
				}
			}
		}
	}
}

func (c *imaginary) joins(other *imaginary) {
	for _, one := range []*imaginary{c, other} {
		if last := one.events[len(one.events)-1].at; last.After(c.at) {
			c.at = last
		}
	}
	list, _ := c.state["linked"].([]string)
	c.tells("complaint.linked", "agent", event.Data{Ref: other.id}, map[string]any{"linked": append(list[:len(list):len(list)], other.id)})
}

package link

import (
	"context"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// usual are the stages that a complaint normally goes through, for the plan on
// the customer's page.
var usual = []string{"received", "assessing", "investigating", "proposed", "executing", "resolved"}

// Case is what its customer may see: never notes, statements of the team, types
// or profiles.
func (l *Link) Case(_ context.Context, key, lang string) (portal.CaseView, error) {
	c, err := l.find(l.app, key)
	if err != nil {
		return portal.CaseView{}, err
	}
	h, err := l.g.House(l.app)
	if err != nil {
		return portal.CaseView{}, err
	}
	v := portal.CaseView{Number: c.GetString("number"), Key: c.GetString("tracking_key"), ReceivedAt: at(c, "received_at"), Goal: c.GetString("goal"),
		Narrative: c.GetString("narrative"), Stage: c.GetString("stage"), Since: at(c, "stage_since"), Ahead: ahead(c.GetString("stage")),
		Authority: c.GetString("authority"), VoidedReason: c.GetString("void_reason")}
	for _, fill := range []func(*core.Record, *casework.House, *portal.CaseView) error{
		l.fillPlan, l.fillTemporary, l.fillPassed, l.fillMessages, l.fillOffer, l.fillAsked, l.fillDoors,
	} {
		if err := fill(c, h, &v); err != nil {
			return v, err
		}
	}
	return v, nil
}

func at(r *core.Record, name string) time.Time { return r.GetDateTime(name).Time() }

// civil is the date of a moment where the business is; empty for none.
func civil(t time.Time, h *casework.House) string {
	if t.IsZero() {
		return ""
	}
	return t.In(h.Location).Format(time.DateOnly)
}

func ahead(stage string) []string {
	i := slices.Index(usual, stage)
	if i < 0 {
		return nil
	}
	return usual[i+1:]
}

// fillPlan: who attends, what comes next and by when, and the steps of the plan.
func (l *Link) fillPlan(c *core.Record, h *casework.House, v *portal.CaseView) error {
	name := casework.AgentName(l.app, c.GetString("assignee"))
	if name == "" {
		name = casework.AgentName(l.app, c.GetString("owner"))
	}
	v.Attends = portal.Attendant{Name: name}
	if name == "" && h.Business != nil {
		v.Attends = portal.Attendant{Name: h.Business.GetString("name"), Team: true}
	}
	if stage := complaint.Stage(v.Stage); stage.Open() {
		if stage != complaint.Proposed && stage != complaint.WaitingCustomer { // there it is the customer's turn
			v.NextStep, v.NextDue = c.GetString("next_step"), civil(at(c, "next_step_due"), h)
		}
		v.Due = civil(at(c, "legal_due"), h)
	}
	rows, err := l.app.FindRecordsByFilter(records.Tasks, "complaint = {:c} && proposal.status = 'accepted'", "created", 0, 0, dbx.Params{"c": c.Id})
	for _, r := range rows {
		v.Tasks = append(v.Tasks, portal.Task{Title: r.GetString("title"), Due: civil(at(r, "due"), h), Done: !r.GetBool("pending")})
	}
	return err
}

// fillPassed reads from the events when each stage was entered.
func (l *Link) fillPassed(c *core.Record, _ *casework.House, v *portal.CaseView) error {
	var rows []struct {
		To      string `db:"to"`
		Created string `db:"created"`
	}
	err := l.app.ConcurrentDB().NewQuery(`SELECT json_extract(data, '$.to') AS "to", created FROM events
		WHERE complaint = {:c} AND type IN ('complaint.filed', 'complaint.moved') AND json_extract(data, '$.to') IS NOT NULL
		AND COALESCE(json_extract(data, '$.to'), '') != COALESCE(json_extract(data, '$.from'), '') ORDER BY seq`).
		Bind(dbx.Params{"c": c.Id}).All(&rows)
	if err != nil {
		return err
	}
	for i, r := range rows {
		when, err := time.Parse("2006-01-02 15:04:05.000Z", r.Created)
		if err != nil {
			return err
		}
		if i < len(rows)-1 {
			v.Passed = append(v.Passed, portal.Passed{Stage: r.To, At: when})
		}
	}
	return nil
}

// fillMessages: what was written between us, the letter, the files sent.
func (l *Link) fillMessages(c *core.Record, h *casework.House, v *portal.CaseView) error {
	rows, err := l.app.FindRecordsByFilter(records.Messages, "complaint = {:c} && direction != 'note' && purpose != 'receipt' && delivery != 'withdrawn' && approval != 'pending' && approval != 'refused' && sent_at <= {:now}",
		"created,@rowid", 0, 0, dbx.Params{"c": c.Id, "now": records.Stamp(l.g.Now())})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.GetString("purpose") == "letter" {
			v.Letter, v.LetterAt = r.GetString("text"), at(r, "sent_at")
			continue
		}
		v.Messages = append(v.Messages, portal.Message{In: r.GetString("direction") == "in", Text: r.GetString("text"),
			At: at(r, "created"), Author: l.author(r, h)})
	}
	v.FileNames, err = l.fileNames(c)
	return err
}

// author is the person who wrote, or the business where nobody did.
func (l *Link) author(r *core.Record, h *casework.House) string {
	if name := casework.AgentName(l.app, r.GetString("author")); name != "" || h.Business == nil {
		return name
	}
	return h.Business.GetString("name")
}

func (l *Link) fileNames(c *core.Record) ([]string, error) {
	var names []string
	err := l.app.ConcurrentDB().Select("name").From(records.Attachments).
		Where(dbx.HashExp{"complaint": c.Id, "from_customer": true}).OrderBy("created", "rowid").Column(&names)
	return names, err
}

// fillOffer: the proposal that waits for an answer.
func (l *Link) fillOffer(c *core.Record, h *casework.House, v *portal.CaseView) error {
	if v.Stage != string(complaint.Proposed) {
		return nil
	}
	rows, err := l.app.FindRecordsByFilter(records.Proposals, "complaint = {:c} && status = 'sent'", "-created", 1, 0, dbx.Params{"c": c.Id})
	if err != nil || len(rows) == 0 {
		return err
	}
	p := rows[0]
	v.Proposal = &portal.Proposal{Text: p.GetString("customer_text"), Expires: at(p, "expires"), Phrase: l.acceptance(c), Temporary: lasts(p, h)}
	if p.GetString("eta_kind") == "real" {
		v.Proposal.ETA, v.Proposal.ETABasis = civil(at(p, "eta"), h), p.GetString("eta_basis")
	}
	options, err := l.app.FindRecordsByFilter(records.Options, "proposal = {:p}", "position", 0, 0, dbx.Params{"p": p.Id})
	for _, o := range options {
		v.Proposal.Options = append(v.Proposal.Options, portal.Option{ID: o.Id, Text: o.GetString("text")})
	}
	return err
}

// fillAsked: what we need to know, and the summary to confirm.
func (l *Link) fillAsked(c *core.Record, h *casework.House, v *portal.CaseView) error {
	if v.Stage == string(complaint.WaitingCustomer) {
		v.Asked = &portal.Asked{What: c.GetString("information_requested"), Why: c.GetString("information_reason"), Until: civil(at(c, "information_until"), h)}
	}
	if !pendingParaphrase(c) || !complaint.Stage(v.Stage).Open() {
		return nil
	}
	if held, err := l.g.OnHold(l.app, c, "paraphrase"); err != nil || held {
		return err
	}
	v.Paraphrase = c.GetString("paraphrase")
	return nil
}

// fillDoors asks the workflow what the customer may do now.
func (l *Link) fillDoors(c *core.Record, h *casework.House, v *portal.CaseView) error {
	f, err := l.g.Facts(l.app, c, c, actor(c))
	if err != nil {
		return err
	}
	v.CanAdd = v.Stage != string(complaint.Voided)
	for _, o := range complaint.Next(f) {
		switch o.Transition.Code {
		case "T26":
			v.CanWithdraw = o.Allowed
		case "T20", "T22":
			v.CanReopen = o.Allowed && onlyReason(o.Missing)
		}
	}
	if v.CanReopen && !f.Case.ClosedAt.IsZero() {
		v.ReopenUntil = civil(complaint.ReopenUntil(f), h)
	}
	return nil
}

// onlyReason: nothing but the customer's own words is missing.
func onlyReason(missing []complaint.Missing) bool {
	for _, m := range missing {
		if m.Field != "reopen_reason" {
			return false
		}
	}
	return true
}

package casework

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/records"
)

// DraftProposal is the create hook of proposals: every one starts as a draft.
func (g *Engine) DraftProposal(e *core.RecordEvent) error {
	actor := ActorOf(e.Record)
	if err := g.byStaff(actor); err != nil {
		return err
	}
	if s := e.Record.GetString("status"); s != "" && s != "draft" {
		return g.refuse("status", "server_field")
	}
	if _, err := g.parent(e.App, e.Record); err != nil {
		return err
	}
	e.Record.Set("status", "draft")
	e.Record.Set("author", agentID(actor))
	e.Record.Set("created", records.Stamp(g.Now()))
	return e.Next()
}

// AnswerProposal is the update hook: a draft may be rewritten, what was sent
// may only be answered, once, and a refused wish be decided upon.
func (g *Engine) AnswerProposal(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	switch e.Record.Original().GetString("status") {
	case "draft":
		if err := g.onlyChanged(e, "customer_text", "eta_kind", "eta", "eta_basis", "temporary", "starts", "ends"); err != nil {
			return err
		}
		return e.Next()
	case "sent":
		return g.answerSent(e)
	}
	if err := g.onlyChanged(e, "preferred_decision", "preferred_reason"); err != nil {
		return err
	}
	return e.Next()
}

// answerSent takes the customer's yes or no.
func (g *Engine) answerSent(e *core.RecordEvent) error {
	if err := g.onlyChanged(e, "accepted_channel", "accepted_words", "refusal_reason", "preferred_solution", "preferred_refused"); err != nil {
		return err
	}
	r := e.Record
	status := "refused"
	if r.GetString("accepted_channel") != "" {
		status = "accepted"
	}
	if status == "accepted" && (r.GetString("refusal_reason") != "" || r.GetString("preferred_solution") != "") {
		return g.refuse("refusal_reason", "answered_both_ways")
	}
	return inTransaction(e, func() error {
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		r.Set("status", status)
		r.Set("answered_at", records.Stamp(g.Now()))
		if err := e.Next(); err != nil {
			return fmt.Errorf("answer proposal %s: %w", r.Id, err)
		}
		return g.tell(e.App, c, amendment{ActorOf(r), "proposal." + status,
			event.Data{Ref: r.Id, Note: firstOf(r.GetString("accepted_words"), r.GetString("refusal_reason"), r.GetString("preferred_solution"))}})
	})
}

// GuardOption is the hook of the alternatives: free while the proposal is a
// draft; once it is out, only the choice may be marked.
func (g *Engine) GuardOption(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	p, err := e.App.FindRecordById(records.Proposals, e.Record.GetString("proposal"))
	if err != nil {
		return g.refuse("proposal", "not_found")
	}
	switch p.GetString("status") {
	case "draft":
		if e.Record.GetBool("chosen") {
			return g.refuse("chosen", "server_field")
		}
		return e.Next()
	case "sent":
		if e.Record.IsNew() {
			return g.refuse("proposal", "fixed_field")
		}
		if err := g.onlyChanged(e, "chosen"); err != nil {
			return err
		}
		return e.Next()
	}
	return g.refuse("proposal", "fixed_field")
}

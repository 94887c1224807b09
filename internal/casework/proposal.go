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
// may only be answered, once, and a refused wish be decided upon. What it is now
// is read in the same transaction: of two answers at once the first counts.
func (g *Engine) AnswerProposal(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return inTransaction(e, func() error {
		stored, err := e.App.FindRecordById(records.Proposals, e.Record.Id)
		if err != nil {
			return fmt.Errorf("answer proposal %s: %w", e.Record.Id, err)
		}
		allowed := []string{"preferred_decision", "preferred_reason"}
		switch stored.GetString("status") {
		case "draft":
			allowed = []string{"customer_text", "eta_kind", "eta", "eta_basis", "temporary", "starts", "ends"}
		case "sent":
			return g.answerSent(e, stored)
		}
		if err := g.onlyChanged(stored, e.Record, allowed...); err != nil {
			return err
		}
		return e.Next()
	})
}

// answerSent takes the customer's yes or no.
func (g *Engine) answerSent(e *core.RecordEvent, stored *core.Record) error {
	r := e.Record
	if err := g.onlyChanged(stored, r, "accepted_channel", "accepted_words", "refusal_reason", "preferred_solution", "preferred_refused"); err != nil {
		return err
	}
	status, err := g.answerOf(r)
	if err != nil {
		return err
	}
	c, err := g.parent(e.App, r)
	if err != nil {
		return err
	}
	r.Set("status", status)
	r.Set("answered_at", records.Stamp(g.Now()))
	if err := e.Next(); err != nil {
		return fmt.Errorf("answer proposal %s: %w", r.Id, err)
	}
	if status == "accepted" {
		if err := g.countChosen(e.App, r.Id); err != nil {
			return err
		}
	}
	return g.tell(e.App, c, amendment{ActorOf(r), "proposal." + status,
		event.Data{Ref: r.Id, Note: firstOf(r.GetString("accepted_words"), r.GetString("refusal_reason"), r.GetString("preferred_solution"))}})
}

// answerOf reads the answer: a yes with its channel, or a no that says why or
// what they would like instead.
func (g *Engine) answerOf(r *core.Record) (string, error) {
	no := firstOf(r.GetString("refusal_reason"), r.GetString("preferred_solution")) != "" || r.GetBool("preferred_refused")
	yes := r.GetString("accepted_channel") != ""
	switch {
	case yes && no:
		return "", g.refuse("refusal_reason", "answered_both_ways")
	case yes:
		return "accepted", nil
	case no:
		return "refused", nil
	}
	return "", g.refuse("refusal_reason", "refusal_required")
}

// GuardOption is the hook of the alternatives: free while the proposal is a
// draft; once it is out, only the choice may be marked.
func (g *Engine) GuardOption(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return inTransaction(e, func() error {
		stored := e.Record
		if !e.Record.IsNew() {
			var err error
			if stored, err = e.App.FindRecordById(records.Options, e.Record.Id); err != nil {
				return fmt.Errorf("change option %s: %w", e.Record.Id, err)
			}
		}
		if err := g.checkOption(e, stored); err != nil {
			return err
		}
		return e.Next()
	})
}

func (g *Engine) checkOption(e *core.RecordEvent, stored *core.Record) error {
	p, err := e.App.FindRecordById(records.Proposals, stored.GetString("proposal"))
	if err != nil {
		return g.refuse("proposal", "not_found")
	}
	if e.Record.GetString("proposal") != p.Id {
		return g.refuse("proposal", "fixed_field")
	}
	status, removing := p.GetString("status"), e.Type == core.ModelEventTypeDelete
	switch {
	case status == "draft" && e.Record.GetBool("chosen"):
		return g.refuse("chosen", "server_field")
	case status == "draft":
		return nil
	case status != "sent" || removing || e.Record.IsNew():
		return g.refuse("proposal", "fixed_field")
	}
	return g.onlyChanged(stored, e.Record, "chosen")
}

package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/event"
	"escucha/internal/records"
)

// OpenIssue is the create hook of systemic issues: of a cause or a product, and
// of the same pair only one at a time.
func (g *Engine) OpenIssue(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if err := g.lacking(action.Opened(issueOf(r))); err != nil {
			return err
		}
		n, err := e.App.CountRecords(records.Issues, dbx.HashExp{"cause": r.GetString("cause"), "product": r.GetString("product"), "status": "open"})
		if err != nil {
			return fmt.Errorf("open issue: %w", err)
		}
		if n > 0 {
			return g.refuse("cause", "issue_twice")
		}
		setDefault(r, "owner", agentID(actor))
		if err := g.checkOwner(e.App, r); err != nil {
			return err
		}
		r.Load(map[string]any{"status": string(action.IssueOpen), "opened_at": records.Stamp(g.Now()), "closed_at": "", "created_by": agentID(actor)})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store issue: %w", err)
		}
		return g.tellNobody(e.App, actor, "issue.opened", event.Data{Ref: r.Id, Note: r.GetString("title")})
	})
}

// ChangeIssue is the update hook: what it is about stays, and it ends once, with
// words; as mended only after one of its actions was seen to have helped.
func (g *Engine) ChangeIssue(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		stored, err := e.App.FindRecordById(records.Issues, r.Id)
		if err != nil {
			return fmt.Errorf("change issue %s: %w", r.Id, err)
		}
		fields := []string{"title", "note", "owner", "status"}
		if stored.GetString("status") != string(action.IssueOpen) {
			fields = nil
		}
		if err := g.onlyChanged(stored, r, fields...); err != nil {
			return err
		}
		if r.GetString("owner") != stored.GetString("owner") {
			if err := g.checkOwner(e.App, r); err != nil {
				return err
			}
		}
		ended := r.GetString("status") != stored.GetString("status")
		if ended {
			if err := g.endIssue(e.App, r); err != nil {
				return err
			}
		}
		if err := e.Next(); err != nil || !ended {
			return err
		}
		return g.tellNobody(e.App, actor, "issue."+r.GetString("status"), event.Data{Ref: r.Id, Note: r.GetString("note")})
	})
}

func (g *Engine) endIssue(app core.App, r *core.Record) error {
	n, err := app.CountRecords(records.Actions, dbx.HashExp{"issue": r.Id, "status": string(action.Verified), "effect_code": string(action.Better)})
	if err != nil {
		return fmt.Errorf("actions of issue %s: %w", r.Id, err)
	}
	i := issueOf(r)
	i.Helped = n > 0
	if err := g.lacking(action.Ended(i)); err != nil {
		return err
	}
	r.Set("closed_at", records.Stamp(g.Now()))
	return nil
}

func issueOf(r *core.Record) action.Issue {
	return action.Issue{Status: action.IssueStatus(r.GetString("status")), Cause: r.GetString("cause"), Product: r.GetString("product"), Note: r.GetString("note")}
}

package casework

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/event"
	"escucha/internal/records"
)

// NoteBehaviour is the create hook of observations: facts of one case, without
// a word that judges (R124). One that names a profile suggests it.
func (g *Engine) NoteBehaviour(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		setDefault(r, "customer", c.GetString("customer"))
		if r.GetString("customer") != c.GetString("customer") {
			return g.refuse("complaint", "other_case")
		}
		if customer.Insult(r.GetString("text")) != "" {
			return g.refuse("text", "insult")
		}
		r.Set("agent", agentID(actor))
		r.Set("created", records.Stamp(g.Now()))
		if err := e.Next(); err != nil {
			return fmt.Errorf("store observation: %w", err)
		}
		if r.GetString("profile") == "" {
			return nil
		}
		return g.suggestion(e.App, c, r.GetString("profile"), dbx.Params{"evidence": r.GetString("text"), "suggested_by": agentID(actor)})
	})
}

// SuggestProfile is the create hook of profiles: whoever adds one suggests it;
// confirming is another step, and another person's.
func (g *Engine) SuggestProfile(e *core.RecordEvent) error {
	r := e.Record
	if s := r.GetString("status"); s != "" && s != "suggested" {
		return g.refuse("status", "profile_confirmed_later")
	}
	if customer.Insult(r.GetString("evidence")) != "" {
		return g.refuse("evidence", "insult")
	}
	if err := g.checkEvidenceCase(e.App, r); err != nil {
		return err
	}
	r.Load(map[string]any{"status": "suggested", "suggested_by": agentID(ActorOf(r)), "confirmed_by": "", "confirmed_at": "",
		"expires": "", "created": records.Stamp(g.Now())})
	return e.Next()
}

func (g *Engine) checkEvidenceCase(app core.App, r *core.Record) error {
	id := r.GetString("evidence_complaint")
	if id == "" {
		return nil
	}
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil || c.GetString("customer") != r.GetString("customer") {
		return g.refuse("evidence_complaint", "other_case")
	}
	return nil
}

// profileMoves: a suggestion is confirmed or dismissed, what was confirmed may
// be dismissed. It expires by itself.
var profileMoves = map[string][]string{"suggested": {"suggested", "confirmed", "dismissed"}, "confirmed": {"confirmed", "dismissed"}}

// JudgeProfile is the update hook: who leads confirms with evidence, or says why
// not. What it is now is read in the same transaction.
func (g *Engine) JudgeProfile(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return inTransaction(e, func() error {
		r := e.Record
		stored, err := e.App.FindRecordById(records.CustomerProfiles, r.Id)
		if err != nil {
			return fmt.Errorf("judge profile %s: %w", r.Id, err)
		}
		if err := g.onlyChanged(stored, r, "status", "evidence", "evidence_complaint", "reason", "expires"); err != nil {
			return err
		}
		if !slices.Contains(profileMoves[stored.GetString("status")], r.GetString("status")) {
			return g.refuse("status", "unknown_move")
		}
		if err := g.checkJudgement(e.App, stored, r); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store profile %s: %w", r.Id, err)
		}
		if err := g.tellProfile(e.App, stored, r); err != nil {
			return err
		}
		return g.Attend(e.App, r.GetString("customer"), ActorOf(r))
	})
}

func (g *Engine) checkJudgement(app core.App, stored, r *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	actor, now := ActorOf(r), g.Now()
	switch status := r.GetString("status"); {
	case customer.Insult(r.GetString("evidence")+" "+r.GetString("reason")) != "":
		return g.refuse("evidence", "insult")
	case status == "dismissed":
		if strings.TrimSpace(r.GetString("reason")) == "" {
			return g.refuse("reason", "profile_reason")
		}
		return nil
	case status != "confirmed":
		return nil
	case r.GetString("evidence_complaint") == "":
		return g.refuse("evidence_complaint", "profile_evidence_case")
	case strings.TrimSpace(r.GetString("evidence")) == "":
		return g.refuse("evidence", "profile_evidence")
	case stored.GetString("status") == "suggested" && actor.ID != "" && actor.ID == stored.GetString("suggested_by") && !h.singleOwner():
		return g.refuse("status", "profile_own")
	}
	if until := r.GetDateTime("expires").Time(); until.IsZero() {
		r.Set("expires", records.Stamp(now.AddDate(0, 0, h.Thresholds.ProfileDays)))
	} else if !until.After(now) {
		return g.refuse("expires", "override_expires")
	}
	if stored.GetString("status") == "suggested" {
		r.Set("confirmed_by", agentID(actor))
		r.Set("confirmed_at", records.Stamp(now))
	}
	return g.checkEvidenceCase(app, r)
}

// singleOwner: one person does what in a team another one would.
func (h *House) singleOwner() bool {
	return h.Business != nil && h.Business.GetBool("single_owner_mode")
}

// tellProfile writes the decision into the chain of the case that shows it.
func (g *Engine) tellProfile(app core.App, stored, r *core.Record) error {
	status, id := r.GetString("status"), r.GetString("evidence_complaint")
	if status == stored.GetString("status") || id == "" {
		return nil
	}
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return fmt.Errorf("case of profile %s: %w", r.Id, err)
	}
	actor := ActorOf(r)
	extra := map[string]any{"profile": r.GetString("profile")}
	if status == "confirmed" && actor.ID != "" && actor.ID == stored.GetString("suggested_by") {
		extra["self_approved"] = true
	}
	return g.tell(app, c, amendment{actor, "profile." + status, event.Data{Ref: r.Id, Extra: extra}})
}

// mayJudge: who decides above an agent.
func mayJudge(actor complaint.Actor) bool { return actor.Leads() }

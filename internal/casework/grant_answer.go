package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/offer"
	"escucha/internal/records"
)

// AnswerGrant is the update hook of grants: approved or refused by somebody
// above, then delivered, and redeemed if it is used later. Of two answers at once the first counts.
func (g *Engine) AnswerGrant(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r := e.Record
		stored, err := e.App.FindRecordById(records.Grants, r.Id)
		if err != nil {
			return fmt.Errorf("answer grant %s: %w", r.Id, err)
		}
		if err := g.onlyChanged(stored, r, "status", "refusal_reason", "delivery_note", "redemption_note"); err != nil {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		reward, err := e.App.FindRecordById(records.Rewards, r.GetString("reward"))
		if err != nil {
			return fmt.Errorf("answer grant %s: %w", r.Id, err)
		}
		if err := g.judgeGrant(e.App, stored, r, reward); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("answer grant %s: %w", r.Id, err)
		}
		return g.tellGrant(e.App, c, r, "grant."+r.GetString("status"))
	})
}

func (g *Engine) judgeGrant(app core.App, stored, r, reward *core.Record) error {
	a, err := g.answering(app, stored, reward, ActorOf(r))
	if err != nil {
		return err
	}
	a.To, a.Reason = offer.Status(r.GetString("status")), r.GetString("refusal_reason")
	self, refusal := offer.Answer(a)
	if refusal != nil {
		return g.refuse(refusal.Field, refusal.Code)
	}
	now := records.Stamp(g.Now())
	if a.To == offer.Delivered {
		r.Set("delivered_at", now)
		return nil
	}
	if a.To == offer.Redeemed {
		r.Set("redeemed_at", now)
		return nil
	}
	r.Set("answered_at", now)
	r.Set("approver", agentID(a.By))
	r.Set("self_approved", self)
	if a.To == offer.Refused {
		return putBack(app, reward)
	}
	return nil
}

// answering gathers what the decision about a grant looks at.
func (g *Engine) answering(app core.App, grant, reward *core.Record, by complaint.Actor) (offer.Answering, error) {
	h, err := g.House(app)
	if err != nil {
		return offer.Answering{}, err
	}
	total, err := granted(app, dbx.HashExp{"complaint": grant.GetString("complaint"), "currency": grant.GetString("currency")})
	return offer.Answering{From: offer.Status(grant.GetString("status")), Giver: grant.GetString("agent"), By: by,
		Reward: h.reward(reward), OnCase: total, OverBudget: grant.GetBool("over_budget"), House: h.offers()}, err
}

// Gestures is what the desk shows of them: what may be given here by this
// person, and what was.
type Gestures struct {
	Rewards []map[string]any `json:"rewards"`
	Grants  []map[string]any `json:"grants"`
}

// Gestures reads them for a case that the caller may open.
func (g *Engine) Gestures(app core.App, c *core.Record, by complaint.Actor) (*Gestures, error) {
	out := &Gestures{Rewards: []map[string]any{}}
	if err := g.mayGive(app, c, by, out); err != nil {
		return nil, fmt.Errorf("gestures of %s: %w", c.Id, err)
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	rows, err := app.FindRecordsByFilter(records.Grants, "complaint = {:c}", "created", 0, 0, dbx.Params{"c": c.Id})
	if err != nil {
		return nil, fmt.Errorf("gestures of %s: %w", c.Id, err)
	}
	out.Grants = export(rows, "agent", h.agents)
	for i, r := range rows {
		reward, err := app.FindRecordById(records.Rewards, r.GetString("reward"))
		if err != nil {
			return nil, fmt.Errorf("gestures of %s: %w", c.Id, err)
		}
		a, err := g.answering(app, r, reward, by)
		if err != nil {
			return nil, err
		}
		out.Grants[i]["may"], out.Grants[i]["approver_name"] = offer.May(a), h.agents[r.GetString("approver")]
	}
	return out, nil
}

// mayGive lists what is in use, not past its day and left.
func (g *Engine) mayGive(app core.App, c *core.Record, by complaint.Actor, out *Gestures) error {
	rows, err := app.FindRecordsByFilter(records.Rewards, "active = true", "name", 0, 0)
	if err != nil {
		return err
	}
	for _, r := range rows {
		asked := core.NewRecord(r.Collection())
		SetActor(asked, by)
		asked.Set("justification", "-")
		a, err := g.asking(app, c, asked, r)
		if err != nil {
			return err
		}
		if _, refusals := offer.Give(a); len(refusals) > 0 {
			continue
		}
		one := map[string]any{"id": r.Id, "name": r.GetString("name"), "kind": r.GetString("kind"), "cost": a.Cost, "currency": a.Reward.Currency,
			"conditions": r.GetString("conditions"), "left": nil, "room": nil}
		if !a.Reward.Unlimited {
			one["left"] = a.Reward.Stock
		}
		if room, limited := offer.Room(by, a.Reward, a.OnCase); limited {
			one["room"] = room
		}
		out.Rewards = append(out.Rewards, one)
	}
	return nil
}

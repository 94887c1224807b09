package casework

import (
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/domain/offer"
	"escucha/internal/records"
)

// MakeGrant is the create hook of grants: a gesture is approved at once or waits
// for somebody above, and its reward is set aside in the same transaction, so
// that of many at once nobody gets one that is not there (R118).
func (g *Engine) MakeGrant(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		if err := g.byStaff(actor); err != nil {
			return err
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		reward, err := e.App.FindRecordById(records.Rewards, r.GetString("reward"))
		if err != nil {
			return g.refuse("reward", "not_found")
		}
		asking, err := g.asking(e.App, c, r, reward)
		if err != nil {
			return err
		}
		status, refusals := offer.Give(asking)
		if err := g.refusals(refusals); err != nil {
			return err
		}
		g.fillGrant(c, r, reward, asking, status)
		if err := g.takeOne(e.App, reward); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store grant: %w", err)
		}
		return g.tellGrant(e.App, c, r, map[offer.Status]string{offer.Approved: "grant.approved", offer.Pending: "grant.asked"}[status])
	})
}

// asking gathers what the decision looks at.
func (g *Engine) asking(app core.App, c, r, reward *core.Record) (offer.Asking, error) {
	h, err := g.House(app)
	if err != nil {
		return offer.Asking{}, err
	}
	now := g.Now()
	a := offer.Asking{Reward: h.reward(reward), Cost: reward.GetFloat("cost"), Justification: r.GetString("justification"),
		By: ActorOf(r), House: h.offers(), Now: now}
	if r.GetFloat("cost") != 0 { // a reward of free amount says its cost when it is given
		a.Cost = r.GetFloat("cost")
	}
	if a.OnCase, err = granted(app, dbx.HashExp{"complaint": c.Id, "currency": a.Reward.Currency}); err != nil {
		return a, err
	}
	a.ThisMonth, err = h.givenSince(app, h.month(now))
	return a, err
}

// month is when the month began that is running in the business's zone.
func (h *House) month(now time.Time) time.Time {
	here := now.In(h.Location)
	return time.Date(here.Year(), here.Month(), 1, 0, 0, 0, 0, h.Location)
}

// givenSince sums what was given in the business's own currency.
func (h *House) givenSince(app core.App, from time.Time) (float64, error) {
	return granted(app, dbx.And(dbx.HashExp{"currency": h.offers().Currency}, dbx.NewExp("created >= {:from}", dbx.Params{"from": records.Stamp(from)})))
}

// granted sums what was given or asked for and not refused.
func granted(app core.App, where dbx.Expression) (float64, error) {
	var sum float64
	err := app.DB().Select("COALESCE(SUM(cost), 0)").From(records.Grants).Where(where).AndWhere(dbx.NewExp("status != 'refused'")).Row(&sum)
	if err != nil {
		return 0, fmt.Errorf("sum of grants: %w", err)
	}
	return sum, nil
}

// reward reads a line of the catalogue; without a currency it is in that of the
// business.
func (h *House) reward(r *core.Record) offer.Reward {
	return offer.Reward{Active: r.GetBool("active"), Kind: offer.Kind(r.GetString("kind")), Text: r.GetString("name") + "\n" + r.GetString("conditions"), Cost: r.GetFloat("cost"),
		Currency: firstOf(r.GetString("currency"), h.offers().Currency), Unlimited: r.GetBool("unlimited"), Stock: r.GetInt("stock"),
		ValidUntil: h.lastInstant(r.GetDateTime("valid_until").Time()), LimitAgent: r.GetFloat("limit_agent"), LimitLead: r.GetFloat("limit_lead")}
}

// lastInstant: a day without an hour lasts until it ends where the business is.
func (h *House) lastInstant(until time.Time) time.Time {
	if until.IsZero() || !until.Equal(until.Truncate(24*time.Hour)) {
		return until
	}
	return time.Date(until.Year(), until.Month(), until.Day(), 24, 0, 0, 0, h.Location).Add(-time.Second)
}

// offers is what the business allows in gestures.
func (h *House) offers() offer.House {
	out := offer.House{CommercialBan: h.Profile.CommercialBan}
	if b := h.Business; b != nil {
		out.Currency, out.Budget, out.SingleOwner = b.GetString("currency"), b.GetFloat("reward_budget"), b.GetBool("single_owner_mode")
	}
	return out
}

func (g *Engine) refusals(list []offer.Refusal) error {
	if len(list) == 0 {
		return nil
	}
	problems := validation.Errors{}
	for _, one := range list {
		if problems[one.Field] == nil {
			problems[one.Field] = g.problem(one.Code)
		}
	}
	return g.answer(http.StatusBadRequest, problems)
}

// fillGrant sets what the server knows better than the caller. The name stays
// as it was promised, whatever the catalogue says later.
func (g *Engine) fillGrant(c, r, reward *core.Record, a offer.Asking, status offer.Status) {
	r.Load(map[string]any{"customer": c.GetString("customer"), "reward_name": reward.GetString("name"), "cost": a.Cost, "currency": a.Reward.Currency,
		"status": string(status), "agent": agentID(a.By), "approver": "", "self_approved": false, "over_budget": offer.OverBudget(a),
		"refusal_reason": "", "delivery_note": "", "answered_at": "", "delivered_at": "", "redemption_note": "", "redeemed_at": "",
		"created": records.Stamp(a.Now)})
	if status == offer.Approved {
		r.Set("approver", agentID(a.By))
		r.Set("answered_at", records.Stamp(a.Now))
	}
}

// takeOne sets a reward aside; putBack returns it when the grant comes to
// nothing. What is not counted has no stock to keep.
func (g *Engine) takeOne(app core.App, reward *core.Record) error {
	if reward.GetBool("unlimited") {
		return nil
	}
	done, err := app.DB().NewQuery("UPDATE rewards SET stock = stock - 1, version = version + 1 WHERE id = {:id} AND stock > 0").Bind(dbx.Params{"id": reward.Id}).Execute()
	if err != nil {
		return fmt.Errorf("take a reward: %w", err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return g.refuse("reward", "reward_out_of_stock")
	}
	return nil
}

func putBack(app core.App, reward *core.Record) error {
	if reward.GetBool("unlimited") {
		return nil
	}
	if _, err := app.DB().NewQuery("UPDATE rewards SET stock = stock + 1, version = version + 1 WHERE id = {:id}").Bind(dbx.Params{"id": reward.Id}).Execute(); err != nil {
		return fmt.Errorf("put a reward back: %w", err)
	}
	return nil
}

func (g *Engine) tellGrant(app core.App, c, r *core.Record, kind string) error {
	extra := map[string]any{"reward": r.GetString("reward_name"), "cost": r.GetFloat("cost"), "currency": r.GetString("currency")}
	for _, name := range []string{"self_approved", "over_budget"} {
		if r.GetBool(name) {
			extra[name] = true
		}
	}
	note := firstOf(r.GetString("redemption_note"), r.GetString("delivery_note"), r.GetString("refusal_reason"), r.GetString("justification"))
	if err := g.notifyGrant(app, c, r); err != nil {
		return err
	}
	return g.tell(app, c, amendment{ActorOf(r), kind, event.Data{Ref: r.Id, Note: note, Extra: extra}})
}

// SoundReward is the hook of the catalogue.
func (g *Engine) SoundReward(e *core.RecordEvent) error {
	h, err := g.House(e.App)
	if err != nil {
		return err
	}
	if refusal := offer.Sound(h.reward(e.Record), h.Profile.CommercialBan); refusal != nil {
		return g.refuse(refusal.Field, refusal.Code)
	}
	return e.Next()
}

package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// addOffer stores the draft that a move brings with it. A draft that is there
// already is rewritten: there is one at a time.
func (g *Engine) addOffer(app core.App, c *core.Record, o *Offer, actor complaint.Actor) error {
	if o == nil {
		return nil
	}
	p, err := g.draft(app, c)
	if err != nil {
		return err
	}
	values := map[string]any{"complaint": c.Id, "customer_text": o.CustomerText, "eta_kind": o.ETAKind, "eta_basis": o.ETABasis, "eta": ""}
	if o.ETA != "" && o.ETAKind == "real" {
		h, err := g.House(app)
		if err != nil {
			return err
		}
		eta, err := h.moment(o.ETA)
		if err != nil {
			return g.refuse("proposal.eta", "eta_date_required")
		}
		values["eta"] = records.Stamp(eta)
	}
	if err := g.period(app, o, values); err != nil {
		return err
	}
	p.Load(values)
	SetActor(p, actor)
	if err := app.Save(p); err != nil {
		return err
	}
	return g.addAlternatives(app, c, p, o, actor)
}

// period notes from when to when a temporary solution holds.
func (g *Engine) period(app core.App, o *Offer, values map[string]any) error {
	values["temporary"], values["starts"], values["ends"] = o.Temporary, "", ""
	if !o.Temporary {
		return nil
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	for name, day := range map[string]string{"starts": o.Starts, "ends": o.Ends} {
		if day == "" {
			continue
		}
		at, err := h.moment(day)
		if err != nil {
			return g.refuse("proposal."+name, "validation_date_invalid")
		}
		values[name] = records.Stamp(at)
	}
	return nil
}

// draft finds the draft of the case, or starts one.
func (g *Engine) draft(app core.App, c *core.Record) (*core.Record, error) {
	rows, err := app.FindRecordsByFilter(records.Proposals, "complaint = {:c} && status = 'draft'", "-created", 1, 0, dbx.Params{"c": c.Id})
	if err != nil {
		return nil, fmt.Errorf("draft of %s: %w", c.Id, err)
	}
	if len(rows) > 0 {
		return rows[0], nil
	}
	return newRecord(app, records.Proposals)
}

// addAlternatives replaces the options and tasks of the draft.
func (g *Engine) addAlternatives(app core.App, c, p *core.Record, o *Offer, actor complaint.Actor) error {
	for _, table := range []string{records.Options, records.Tasks} {
		if _, err := app.DB().Delete(table, dbx.HashExp{"proposal": p.Id}).Execute(); err != nil {
			return fmt.Errorf("replace %s of draft %s: %w", table, p.Id, err)
		}
	}
	for i, option := range o.Options {
		values := map[string]any{"proposal": p.Id, "text": option.Text, "cost": option.Cost, "benefit": option.Benefit, "alternative": option.Alternative, "position": i + 1}
		if err := g.create(app, records.Options, values, actor); err != nil {
			return err
		}
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	for _, task := range o.Tasks {
		due, err := h.stamp(task.Due)
		if err != nil {
			return g.refuse("proposal.tasks", "validation_date_invalid")
		}
		values := map[string]any{"complaint": c.Id, "proposal": p.Id, "title": task.Title, "due": due, "assignee": c.GetString("assignee")}
		if err := g.create(app, records.Tasks, values, actor); err != nil {
			return err
		}
	}
	return nil
}

// answerOffer notes the customer's yes or no on the proposal that is out.
func (g *Engine) answerOffer(app core.App, c *core.Record, m Move, actor complaint.Actor) error {
	if m.Acceptance == nil && m.Refusal == nil {
		return nil
	}
	p, err := app.FindFirstRecordByFilter(records.Proposals, "complaint = {:c} && status = 'sent'", dbx.Params{"c": c.Id})
	if err != nil {
		return g.refuse("acceptance.channel", "proposal_not_open")
	}
	if m.Acceptance != nil {
		return g.accept(app, p, *m.Acceptance, actor)
	}
	if firstOf(m.Refusal.Reason, m.Refusal.PreferredSolution) == "" && !m.Refusal.PreferredRefused {
		return g.refuse("refusal.reason", "refusal_required")
	}
	p.Load(map[string]any{"refusal_reason": m.Refusal.Reason, "preferred_solution": m.Refusal.PreferredSolution, "preferred_refused": m.Refusal.PreferredRefused})
	SetActor(p, actor)
	return app.Save(p)
}

// accept marks the option that was chosen and the acceptance itself.
func (g *Engine) accept(app core.App, p *core.Record, a Acceptance, actor complaint.Actor) error {
	options, err := app.FindRecordsByFilter(records.Options, "proposal = {:p}", "position", 50, 0, dbx.Params{"p": p.Id})
	if err != nil {
		return fmt.Errorf("options of %s: %w", p.Id, err)
	}
	for _, o := range options {
		if chosen := o.Id == a.Option || len(options) == 1; chosen != o.GetBool("chosen") {
			o.Set("chosen", chosen)
			SetActor(o, actor)
			if err := app.Save(o); err != nil {
				return err
			}
		}
	}
	if a.Channel == "" {
		return g.refuse("acceptance.channel", "acceptance_required")
	}
	p.Load(map[string]any{"accepted_channel": a.Channel, "accepted_words": a.Words})
	SetActor(p, actor)
	return app.Save(p)
}

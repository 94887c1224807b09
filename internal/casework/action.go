package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// ActionDays is how long a corrective action that opened by itself has, in
// business days; its owner sees it from actionWarning before it falls due.
const (
	ActionDays    = 10
	actionWarning = 3 * 24 * time.Hour
)

// correct opens a corrective action for a trouble that came back again (R028):
// one for a chain of cases, to which the next case is added while it is open.
func (g *Engine) correct(app core.App, c *core.Record, actor complaint.Actor, chain []sibling) error {
	ids := idsOf(chain)
	rows, err := app.FindRecordsByFilter(records.Actions, "customer = {:c} && source = 'recurrence' && status = 'open'", "created", 0, 0,
		dbx.Params{"c": c.GetString("customer")})
	if err != nil {
		return fmt.Errorf("corrective actions of %s: %w", c.Id, err)
	}
	for _, r := range rows {
		if had := r.GetStringSlice("complaints"); slices.ContainsFunc(had, func(id string) bool { return slices.Contains(ids, id) }) {
			return g.grow(app, c, r, actor, append(had, without(ids, had)...))
		}
	}
	return g.openReview(app, c, actor, ids)
}

// grow adds the cases of a chain to its action.
func (g *Engine) grow(app core.App, c, r *core.Record, actor complaint.Actor, ids []string) error {
	if len(ids) == len(r.GetStringSlice("complaints")) {
		return nil
	}
	r.Set("complaints", ids[:min(len(ids), linksMax)])
	if err := app.SaveWithContext(engineContext(), r); err != nil {
		return fmt.Errorf("add %s to action %s: %w", c.Id, r.Id, err)
	}
	if err := g.tell(app, c, amendment{actor, "action.grown", event.Data{Ref: r.Id}}); err != nil {
		return err
	}
	return g.notify(app, c, notice{noticeAction, actor, nil}, r.GetString("owner"))
}

func (g *Engine) openReview(app core.App, c *core.Record, actor complaint.Actor, ids []string) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	due, err := h.at(g.Now(), complaint.Span{Days: ActionDays})
	if err != nil {
		return err
	}
	owner, err := g.corrects(app, h, c)
	if err != nil {
		return err
	}
	r, err := newRecord(app, records.Actions)
	if err != nil {
		return err
	}
	r.Load(map[string]any{"kind": "review", "source": "recurrence", "complaint": c.Id, "complaints": ids, "owner": owner, "due": records.Stamp(due),
		"title": g.Texts.T(h.language(), "corrective.recurrence", map[string]any{"what": g.troubleName(app, h, c)})})
	SetActor(r, actor)
	return app.SaveWithContext(engineContext(), r)
}

// corrects is who looks for the cause: who leads the area of the case, else a
// supervisor.
func (g *Engine) corrects(app core.App, h *House, c *core.Record) (string, error) {
	if area := c.GetString("area"); area != "" {
		leads, err := leadsOf(app, area)
		if err != nil {
			return "", err
		}
		slices.Sort(leads)
		for _, id := range leads {
			if (complaint.Actor{Role: h.roles[id]}).Staff() {
				return id, nil
			}
		}
	}
	return leastLoaded(app)
}

func (h *House) language() string {
	if h.Business != nil && h.Business.GetString("language") != "" {
		return h.Business.GetString("language")
	}
	return "es"
}

// troubleName says in a few words what came back.
func (g *Engine) troubleName(app core.App, h *House, c *core.Record) string {
	if id := c.GetString("product"); id != "" {
		if p, err := app.FindRecordById(records.Products, id); err == nil { // a name is a help: the case has the rest
			return p.GetString("name")
		}
	}
	if id := c.GetString("cause"); id != "" {
		if cause, err := app.FindRecordById(records.Causes, id); err == nil {
			return cause.GetString("name_" + h.language())
		}
	}
	return firstOf(c.GetString("product_text"), shorten(c.GetString("goal"), 80), c.GetString("number"))
}

// OpenAction is the create hook of corrective actions.
func (g *Engine) OpenAction(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		_, own := amendmentOf(e.Context)
		if err := g.checkOpening(e.App, r, own); err != nil {
			return err
		}
		setDefault(r, "source", "manual")
		r.Load(map[string]any{"status": "open", "created": records.Stamp(g.Now()), "created_by": agentID(actor)})
		if err := g.aboutCases(e.App, r, actor, own); err != nil {
			return err
		}
		if err := g.aboutIssue(e.App, r); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store action: %w", err)
		}
		if err := g.tellCases(e.App, r, amendment{actor, "action.opened", event.Data{Ref: r.Id, Note: r.GetString("title")}}); err != nil {
			return err
		}
		return g.notifyOwner(e.App, r, notice{noticeAction, actor, nil}, r.GetString("owner"))
	})
}

// aboutCases takes from the case of an action whom and what it is about. Of
// several it is the first that is not reserved: who may read that one may read
// the action.
func (g *Engine) aboutCases(app core.App, r *core.Record, actor complaint.Actor, own bool) error {
	for _, id := range r.GetStringSlice("complaints") {
		other, err := app.FindRecordById(records.Complaints, id)
		if err != nil {
			return g.refuse("complaints", "not_found")
		}
		if actor.Kind == "agent" && !own {
			if ok, err := mayOpen(app, other, actor.ID); err != nil || !ok {
				return g.refuse("complaints", "not_found")
			}
		}
		if r.GetString("complaint") == "" && !other.GetBool("confidential") {
			r.Set("complaint", id)
		}
	}
	if list := r.GetStringSlice("complaints"); r.GetString("complaint") == "" && len(list) > 0 {
		r.Set("complaint", list[0])
	}
	if r.GetString("complaint") == "" {
		return nil
	}
	c, err := g.parent(app, r)
	if err != nil {
		return err
	}
	for _, name := range []string{"customer", "product", "cause"} {
		setDefault(r, name, c.GetString(name))
	}
	return nil
}

// aboutIssue takes from the issue of an action what it is about.
func (g *Engine) aboutIssue(app core.App, r *core.Record) error {
	id := r.GetString("issue")
	if id == "" {
		return nil
	}
	issue, err := app.FindRecordById(records.Issues, id)
	if err != nil {
		return g.refuse("issue", "not_found")
	}
	for _, name := range []string{"product", "cause"} {
		setDefault(r, name, issue.GetString(name))
	}
	return nil
}

// actionsDue are the cases whose corrective action is mine and near its day.
func (g *Engine) actionsDue(app core.App, actor complaint.Actor, now time.Time) *dbx.SelectQuery {
	return app.ConcurrentDB().Select(cardColumns()...).AndSelect("('action') AS reason", "actions.due AS due").From(records.Actions).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = actions.complaint")).
		Where(dbx.HashExp{"actions.owner": actor.ID, "actions.status": "open"}).
		AndWhere(dbx.NewExp("actions.due > '' AND actions.due <= {:until}", dbx.Params{"until": records.Stamp(now.Add(actionWarning))})).OrderBy("actions.due").Limit(sectionLimit)
}

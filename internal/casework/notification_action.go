package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// notifyOwner tells people of a corrective action: by its case, or by itself
// where it has none.
func (g *Engine) notifyOwner(app core.App, r *core.Record, n notice, people ...string) error {
	params := map[string]any{"title": r.GetString("title")}
	for key, value := range n.params {
		params[key] = value
	}
	n.params = params
	if id := r.GetString("complaint"); id != "" {
		c, err := app.FindRecordById(records.Complaints, id)
		if err != nil {
			return fmt.Errorf("case of action %s: %w", r.Id, err)
		}
		delete(params, "title") // the words of a case are read with the case
		return g.notify(app, c, n, people...)
	}
	slices.Sort(people)
	for _, id := range slices.Compact(people) {
		if id == "" || id == n.actor.ID {
			continue
		}
		if err := g.notifyOfAction(app, r, n, id); err != nil {
			return fmt.Errorf("notify %s of action %s: %w", id, r.Id, err)
		}
	}
	return nil
}

func (g *Engine) notifyOfAction(app core.App, r *core.Record, n notice, id string) error {
	name, err := g.actorName(app, r, n.actor)
	if err != nil {
		return err
	}
	row, err := newRecord(app, records.Notices)
	if err != nil {
		return err
	}
	n.params["name"] = name
	row.Load(map[string]any{"agent": id, "action": r.Id, "kind": n.kind, "text_params": n.params, "created": records.Stamp(g.Now())})
	return app.SaveNoValidateWithContext(engineContext(), row)
}

// ofActions are what somebody was told of actions that belong to no case, as
// the rule of the collection lets them see it.
func (g *Engine) ofActions(app core.App, actor complaint.Actor) (*dbx.SelectQuery, error) {
	q := app.ConcurrentDB().Select("notifications.id").From(records.Notices).
		Where(dbx.HashExp{"notifications.agent": actor.ID, "notifications.complaint": ""})
	person, err := app.FindRecordById(records.Agents, actor.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return q.AndWhere(dbx.NewExp("0")), nil // an administrator of the system is told nothing
	}
	if err != nil {
		return nil, fmt.Errorf("notifications of %s: %w", actor.ID, err)
	}
	return q, VisibleTo(app, As(person), records.Notices)(q)
}

// noticesOfActions lists them, newest first.
func (g *Engine) noticesOfActions(app core.App, actor complaint.Actor) (list []Notice, err error) {
	q, err := g.ofActions(app, actor)
	if err != nil {
		return nil, err
	}
	err = q.Select("notifications.id", "notifications.kind", "notifications.text_params", "notifications.action", "notifications.idea", "notifications.training", "notifications.read_at", "notifications.created",
		"COALESCE(json_extract(notifications.text_params, '$.title'), '') AS title").OrderBy("notifications.created DESC").Limit(noticesShown).All(&list)
	if err != nil {
		return nil, fmt.Errorf("notifications of actions: %w", err)
	}
	return list, nil
}

// unreadOfActions lists the ids of those that were not read.
func (g *Engine) unreadOfActions(app core.App, actor complaint.Actor) (ids []string, err error) {
	q, err := g.ofActions(app, actor)
	if err != nil {
		return nil, err
	}
	if err := q.AndWhere(dbx.HashExp{"notifications.read_at": ""}).Limit(countLimit).Column(&ids); err != nil {
		return nil, fmt.Errorf("unread notifications of actions: %w", err)
	}
	return ids, nil
}

// newestFirst puts two lists of notifications together.
func newestFirst(lists ...[]Notice) []Notice {
	out := slices.Concat(lists...)
	slices.SortStableFunc(out, func(a, b Notice) int {
		switch {
		case a.Created > b.Created:
			return -1
		case a.Created < b.Created:
			return 1
		}
		return 0
	})
	return out[:min(len(out), noticesShown)]
}

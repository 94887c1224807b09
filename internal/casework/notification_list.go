package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// Notice is a notification as its reader sees it.
type Notice struct {
	ID        string        `json:"id" db:"id"`
	Kind      string        `json:"kind" db:"kind"`
	Params    types.JSONRaw `json:"params" db:"text_params"` // what its text needs
	Complaint string        `json:"complaint" db:"complaint"`
	Action    string        `json:"action,omitempty" db:"action"` // of no case
	Number    string        `json:"number" db:"number"`
	Title     string        `json:"title" db:"title"`
	Stage     string        `json:"stage" db:"stage"`
	Read      string        `json:"read_at" db:"read_at"` // empty while unread
	Created   string        `json:"created" db:"created"`
}

const (
	noticesShown = 50
	// countLimit bounds what is counted for a figure on the screen.
	countLimit = 1000
)

// Notices lists what one person was told, newest first, of the cases that they
// may open now.
func (g *Engine) Notices(app core.App, actor complaint.Actor, visible Visible) ([]Notice, error) {
	list := []Notice{}
	q := notices(app, actor).Select("notifications.id", "notifications.kind", "notifications.text_params", "notifications.complaint",
		"notifications.read_at", "notifications.created", "complaints.number", "complaints.stage",
		"CASE complaints.goal WHEN '' THEN substr(complaints.narrative, 1, 120) ELSE complaints.goal END AS title").
		OrderBy("notifications.created DESC").Limit(noticesShown)
	if err := visible(q); err != nil {
		return nil, err
	}
	if err := q.All(&list); err != nil {
		return nil, fmt.Errorf("notifications of %s: %w", actor.ID, err)
	}
	own, err := g.noticesOfActions(app, actor)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, own), nil
}

func notices(app core.App, actor complaint.Actor) *dbx.SelectQuery {
	return app.ConcurrentDB().Select().From(records.Notices).
		InnerJoin(records.Complaints, dbx.NewExp("complaints.id = notifications.complaint")).
		Where(dbx.HashExp{"notifications.agent": actor.ID})
}

// unread lists the ids of what somebody has not read of the cases that they may
// open, at most countLimit.
func (g *Engine) unread(app core.App, actor complaint.Actor, visible Visible) ([]string, error) {
	q := notices(app, actor).Select("notifications.id").AndWhere(dbx.HashExp{"notifications.read_at": ""}).Limit(countLimit)
	ids, err := column(q, visible)
	if err != nil {
		return nil, err
	}
	own, err := g.unreadOfActions(app, actor)
	return append(ids, own...), err
}

// ReadAll marks everything as read that the caller may see.
func (g *Engine) ReadAll(app core.App, actor complaint.Actor, visible Visible) error {
	ids, err := g.unread(app, actor, visible)
	if err != nil || len(ids) == 0 {
		return err
	}
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	_, err = app.NonconcurrentDB().Update(records.Notices, dbx.Params{"read_at": records.Stamp(g.Now())}, dbx.In("id", list...)).Execute()
	if err != nil {
		return fmt.Errorf("read notifications of %s: %w", actor.ID, err)
	}
	return nil
}

// column runs a query for the ids that the caller may see.
func column(q *dbx.SelectQuery, visible Visible) ([]string, error) {
	ids := []string{}
	if err := visible(q); err != nil {
		return nil, err
	}
	if err := q.Column(&ids); err != nil {
		return nil, fmt.Errorf("list ids: %w", err)
	}
	return ids, nil
}

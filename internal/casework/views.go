package casework

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// View is a tab of the queue: a query with its name and how many cases it has.
type View struct {
	ID     string `json:"id"`   // a code for those that everybody has
	Name   string `json:"name"` // empty for those
	Query  string `json:"query"`
	Shared bool   `json:"shared"`
	Mine   bool   `json:"mine"`
	Count  int    `json:"count"`
	More   bool   `json:"more"`   // there are more than Count
	Broken bool   `json:"broken"` // what it asks for is no longer there, or no longer for this person
}

// countedTo: nobody does anything else with 150 cases than with 99.
const countedTo = 99

// viewLimit bounds what counting the tabs of one person costs.
const viewLimit = 20

// standing are the views that everybody has.
var standing = []View{{ID: "all"}, {ID: "mine", Query: "owner=me"}, {ID: "nobody", Query: "owner=none"},
	{ID: "week", Query: "due=week"}, {ID: "overdue", Query: "due=overdue"}}

// Views lists the tabs of somebody's queue: the standing ones, their own, and
// those that were shared. Each with the cases in it that they may see.
func (g *Engine) Views(app core.App, actor complaint.Actor, visible Visible) ([]View, error) {
	views := slices.Clone(standing)
	for _, where := range []dbx.Expression{dbx.HashExp{"agent": actor.ID}, dbx.And(dbx.HashExp{"shared": true}, dbx.Not(dbx.HashExp{"agent": actor.ID}))} {
		var rows []*core.Record
		if err := app.RecordQuery(records.Views).Where(where).OrderBy("position", "name").Limit(viewLimit).All(&rows); err != nil {
			return nil, fmt.Errorf("saved views: %w", err)
		}
		for _, r := range rows {
			views = append(views, View{ID: r.Id, Name: r.GetString("name"), Query: r.GetString("query"), Shared: r.GetBool("shared"), Mine: r.GetString("agent") == actor.ID})
		}
	}
	for i := range views {
		if err := g.viewCount(app, &views[i], actor, visible); err != nil {
			return nil, err
		}
	}
	return views, nil
}

// viewCount fills in how many cases a view has, up to the limit.
func (g *Engine) viewCount(app core.App, v *View, actor complaint.Actor, visible Visible) error {
	values, unreadable := url.ParseQuery(v.Query)
	f := FilterOf(values).For(actor)
	refused := g.Check(app, f, actor)
	if refused != nil && !Refused(refused) {
		return fmt.Errorf("count the view %s: %w", v.ID, refused)
	}
	if v.Broken = unreadable != nil || refused != nil; v.Broken {
		return nil
	}
	f.Sort = byTurn
	where, err := g.where(app, f, false)
	if err != nil {
		return err
	}
	q := app.ConcurrentDB().Select("complaints.id").From(records.Complaints).Where(where).Limit(countedTo + 1)
	if err := visible(q); err != nil {
		return err
	}
	var ids []string
	if err := q.Column(&ids); err != nil {
		return fmt.Errorf("count the view %s: %w", v.ID, err)
	}
	v.Count, v.More = min(len(ids), countedTo), len(ids) > countedTo
	return nil
}

// For puts the person who asks in the place of "me".
func (f Filter) For(actor complaint.Actor) Filter {
	if f.Owner == "me" {
		f.Owner = actor.ID
	}
	return f
}

// MaySort reports whether somebody may see the queue in another order.
func MaySort(a complaint.Actor) bool { return a.Leads() }

// MayShare reports whether somebody's views may be for the whole team.
func MayShare(a complaint.Actor) bool { return a.Heads() }

// KeepView is the create and update hook of views: a query that the queue
// understands, few enough to count, and shared only by who leads an area or more.
func (g *Engine) KeepView(e *core.RecordEvent) error {
	actor := ActorOf(e.Record)
	if err := g.checkView(e.App, e.Record, actor); err != nil {
		return err
	}
	if e.Record.GetBool("shared") && !e.Record.Original().GetBool("shared") && actor.Kind == "agent" && !MayShare(actor) {
		return g.answer(http.StatusForbidden, validation.Errors{"shared": g.problem("view_share")})
	}
	return e.Next()
}

func (g *Engine) checkView(app core.App, r *core.Record, actor complaint.Actor) error {
	query := strings.TrimPrefix(r.GetString("query"), "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return g.refuse("query", "view_query")
	}
	for name := range values {
		if !slices.Contains(filterNames, name) {
			return g.refuse("query", "view_query")
		}
	}
	f := FilterOf(values)
	f.Sort = byTurn // who may not sort sees the view in the order of the turns; see below
	if _, sorted := orders[values.Get("sort")]; !sorted || g.Check(app, f, actor) != nil {
		return g.refuse("query", "view_query")
	}
	r.Set("query", query)
	if !r.IsNew() {
		return nil
	}
	n, err := app.CountRecords(records.Views, dbx.HashExp{"agent": r.GetString("agent")})
	if err != nil {
		return fmt.Errorf("count the views of %s: %w", r.GetString("agent"), err)
	}
	if n >= viewLimit {
		return g.refuse("name", "view_many")
	}
	return nil
}

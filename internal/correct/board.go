package correct

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/action"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Item is a corrective action in a list.
type Item struct {
	ID          string   `json:"id" db:"id"`
	Title       string   `json:"title" db:"title"`
	Kind        string   `json:"kind" db:"kind"`
	Status      string   `json:"status" db:"status"`
	Source      string   `json:"source" db:"source"`
	Due         string   `json:"due" db:"due"`
	Late        bool     `json:"late" db:"-"`
	Owner       string   `json:"owner" db:"owner"`
	OwnerName   string   `json:"owner_name" db:"owner_name"`
	Cause       string   `json:"cause" db:"cause"`
	CauseName   string   `json:"cause_name" db:"cause_name"`
	Product     string   `json:"product" db:"product"`
	ProductName string   `json:"product_name" db:"product_name"`
	Complaint   string   `json:"complaint" db:"complaint"`
	Number      string   `json:"number" db:"number"`
	Cases       int      `json:"cases" db:"-"` // those that the caller may open
	Issue       string   `json:"issue" db:"issue"`
	Review      string   `json:"review" db:"review"`
	DoneAt      string   `json:"done_at" db:"done_at"`
	CheckFrom   string   `json:"check_from" db:"-"` // from when on its effect can be looked at
	EffectCode  string   `json:"effect_code" db:"effect_code"`
	Effect      string   `json:"effect" db:"effect"`
	Outcome     string   `json:"outcome" db:"outcome"`
	Before      float64  `json:"before_rate" db:"before_rate"`
	After       float64  `json:"after_rate" db:"after_rate"`
	May         []string `json:"may" db:"-"`

	All types.JSONArray[string] `json:"-" db:"complaints"`
}

// Counts are the figures beside the views.
type Counts struct {
	Mine  int `json:"mine"`
	Open  int `json:"open"`
	Late  int `json:"late"`
	Check int `json:"check"`
}

// Board is a part of the list of corrective actions, with the place where the
// next part begins; 0 at the end.
type Board struct {
	Items  []Item `json:"items"`
	Next   int    `json:"next"`
	Counts Counts `json:"counts"`
	Create bool   `json:"create"` // the caller may open one
}

// Ask is what a list is asked for.
type Ask struct {
	View  string // mine, open, check, ended
	Cause string
	Skip  int
	Lang  string
	Actor complaint.Actor
}

const page = 50

// Views of the board: which actions, and in which order. Open ones begin with
// the oldest date, which are the late ones; those without a date come last.
var views = map[string]struct {
	where dbx.Expression
	order []string
}{
	"mine":  {dbx.NewExp("actions.owner = {:me} AND actions.status IN ('open', 'done')"), []string{"actions.status DESC", "(actions.due = '')", "actions.due"}},
	"open":  {dbx.NewExp("actions.status = 'open'"), []string{"(actions.due = '')", "actions.due"}},
	"check": {dbx.NewExp("actions.status = 'done'"), []string{"actions.done_at"}},
	"ended": {dbx.NewExp("actions.status IN ('verified', 'dropped')"), []string{"actions.done_at DESC"}},
}

// Board lists the actions that the caller may see.
func (s *Service) Board(app core.App, ask Ask, sees Sees) (Board, error) {
	view, ok := views[ask.View]
	if !ok {
		view = views["open"]
	}
	q := items(app, ask.Lang).AndWhere(view.where).AndBind(dbx.Params{"me": ask.Actor.ID}).OrderBy(view.order...).Offset(int64(ask.Skip)).Limit(page + 1)
	if ask.Cause != "" {
		q.AndWhere(dbx.HashExp{"actions.cause": ask.Cause})
	}
	out := Board{Items: []Item{}}
	var err error
	if out.Items, err = s.read(app, q, ask.Actor, sees); err != nil {
		return out, err
	}
	if len(out.Items) > page {
		out.Items, out.Next = out.Items[:page], ask.Skip+page
	}
	out.Counts, err = s.counts(app, ask.Actor, sees)
	return out, err
}

// items reads actions with the names of what they are about.
func items(app core.App, lang string) *dbx.SelectQuery {
	name := "name_es"
	if lang == "en" {
		name = "name_en"
	}
	return app.ConcurrentDB().Select("actions.id", "actions.title", "actions.kind", "actions.status", "actions.source", "actions.due", "actions.owner", "actions.cause",
		"actions.product", "actions.complaint", "actions.complaints", "actions.issue", "actions.review", "actions.done_at", "actions.effect_code", "actions.effect",
		"actions.outcome", "actions.before_rate", "actions.after_rate", "COALESCE(agents.name, '') AS owner_name", "COALESCE(causes."+name+", '') AS cause_name",
		"COALESCE(products.name, '') AS product_name", "COALESCE(complaints.number, '') AS number").From(records.Actions).
		LeftJoin(records.Agents, dbx.NewExp("agents.id = actions.owner")).LeftJoin(records.Causes, dbx.NewExp("causes.id = actions.cause")).
		LeftJoin(records.Products, dbx.NewExp("products.id = actions.product")).LeftJoin(records.Complaints, dbx.NewExp("complaints.id = actions.complaint"))
}

// read runs a query for items and adds what is not in their rows.
func (s *Service) read(app core.App, q *dbx.SelectQuery, actor complaint.Actor, sees Sees) ([]Item, error) {
	list := []Item{}
	if err := sees(records.Actions)(q); err != nil {
		return nil, err
	}
	if err := q.All(&list); err != nil {
		return nil, fmt.Errorf("list corrective actions: %w", err)
	}
	seen, err := s.seen(app, list, sees)
	if err != nil {
		return nil, err
	}
	now := records.Stamp(s.g.Now())
	for i := range list {
		one := &list[i]
		one.Late = one.Status == string(action.Open) && one.Due != "" && one.Due < now
		one.CheckFrom = checkFrom(*one)
		one.May = casework.MayMake(one.Status, one.Owner, actor)
		for _, id := range one.cases() {
			if seen[id] {
				one.Cases++
			}
		}
	}
	return list, nil
}

// cases are the ids of the cases of an action, each once.
func (i Item) cases() []string {
	ids := []string{}
	for _, id := range append([]string{i.Complaint}, i.All...) {
		if id != "" && !strings.Contains(strings.Join(ids, " "), id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func checkFrom(i Item) string {
	at, err := types.ParseDateTime(i.DoneAt)
	if err != nil || at.IsZero() || i.Status != string(action.Done) {
		return ""
	}
	return records.Stamp(at.Time().AddDate(0, 0, action.Enough))
}

// seen are those of the cases of some actions that the caller may open.
func (s *Service) seen(app core.App, list []Item, sees Sees) (map[string]bool, error) {
	var ids []any
	for _, one := range list {
		for _, id := range one.cases() {
			ids = append(ids, id)
		}
	}
	out := map[string]bool{}
	if len(ids) == 0 {
		return out, nil
	}
	q := app.ConcurrentDB().Select("complaints.id").From(records.Complaints).Where(dbx.In("complaints.id", ids...))
	if err := sees(records.Complaints)(q); err != nil {
		return nil, err
	}
	var found []string
	if err := q.Column(&found); err != nil {
		return nil, fmt.Errorf("cases of corrective actions: %w", err)
	}
	for _, id := range found {
		out[id] = true
	}
	return out, nil
}

// counts are of what the caller may see, too.
func (s *Service) counts(app core.App, actor complaint.Actor, sees Sees) (out Counts, err error) {
	q := app.ConcurrentDB().Select("COUNT(CASE WHEN actions.owner = {:me} THEN 1 END) AS mine", "COUNT(CASE WHEN actions.status = 'open' THEN 1 END) AS open",
		"COUNT(CASE WHEN actions.status = 'open' AND actions.due != '' AND actions.due < {:now} THEN 1 END) AS late",
		"COUNT(CASE WHEN actions.status = 'done' THEN 1 END) AS \"check\"").From(records.Actions).
		Where(dbx.NewExp("actions.status IN ('open', 'done')")).AndBind(dbx.Params{"me": actor.ID, "now": records.Stamp(s.g.Now())})
	if err := sees(records.Actions)(q); err != nil {
		return out, err
	}
	if err := q.One(&out); err != nil {
		return out, fmt.Errorf("count corrective actions: %w", err)
	}
	return out, nil
}

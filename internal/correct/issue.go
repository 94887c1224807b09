package correct

import (
	_ "embed"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/calendar"
	"escucha/internal/records"
)

//go:embed systemic.sql
var systemicSQL string

//go:embed affected.sql
var affectedSQL string

// Issue is a systemic trouble with whom it has reached. Cases and customers are
// counted, the confidential ones too, and never listed.
type Issue struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Status      string   `json:"status"`
	Cause       string   `json:"cause"`
	CauseName   string   `json:"cause_name"`
	Product     string   `json:"product"`
	ProductName string   `json:"product_name"`
	OpenedAt    string   `json:"opened_at"`
	ClosedAt    string   `json:"closed_at"`
	Days        int      `json:"days"` // open, by the calendar
	Cases       int      `json:"cases"`
	Customers   int      `json:"customers"`
	Owner       string   `json:"owner"`
	OwnerName   string   `json:"owner_name"`
	Note        string   `json:"note"`
	Helped      bool     `json:"helped"` // one of its actions made it better
	Actions     []Item   `json:"actions"`
	May         []string `json:"may"`
}

// Proposed is a cause and product that several customers have complained of.
type Proposed struct {
	Cause       string `json:"cause" db:"cause"`
	CauseName   string `json:"cause_name" db:"cause_name"`
	Product     string `json:"product" db:"product"`
	ProductName string `json:"product_name" db:"product_name"`
	Cases       int    `json:"cases" db:"cases"`
	Customers   int    `json:"customers" db:"customers"`
}

// Issues is the register: the open ones, then the last that ended.
type Issues struct {
	Items     []Issue    `json:"items"`
	Proposals []Proposed `json:"proposals"`
	Create    bool       `json:"create"` // the caller may open one
}

// Issues lists them with what the numbers propose.
func (s *Service) Issues(app core.App, ask Ask, sees Sees) (Issues, error) {
	out := Issues{Items: []Issue{}}
	q := app.RecordQuery(records.Issues).OrderBy("(issues.status = 'open') DESC", "issues.opened_at DESC").Limit(page)
	if err := sees(records.Issues)(q); err != nil {
		return out, err
	}
	rows := []*core.Record{}
	if err := q.All(&rows); err != nil {
		return out, fmt.Errorf("list issues: %w", err)
	}
	for _, r := range rows {
		one, err := s.issue(app, r, ask, sees)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, one)
	}
	var err error
	out.Proposals, err = s.Proposed(app, ask.Lang)
	return out, err
}

// Proposed are the pairs of the last days that deserve to be looked at as one:
// not those that are open, or were ended within that time.
func (s *Service) Proposed(app core.App, lang string) ([]Proposed, error) {
	since := records.Stamp(action.Since(s.g.Now()))
	list := []Proposed{}
	err := app.ConcurrentDB().NewQuery(systemicSQL).Bind(dbx.Params{"since": since, "english": lang == "en",
		"cases": action.IssueCases, "customers": action.IssueCustomers}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("find systemic issues: %w", err)
	}
	return list, nil
}

func (s *Service) issue(app core.App, r *core.Record, ask Ask, sees Sees) (Issue, error) {
	one := Issue{ID: r.Id, Title: r.GetString("title"), Status: r.GetString("status"), Cause: r.GetString("cause"), Product: r.GetString("product"),
		OpenedAt: r.GetString("opened_at"), ClosedAt: r.GetString("closed_at"), Owner: r.GetString("owner"), Note: r.GetString("note"), May: []string{}}
	from, to := reach(r, s.g.Now())
	h, err := s.g.House(app)
	if err != nil {
		return one, err
	}
	one.Days = calendar.DateIn(to, h.Location).Sub(calendar.DateIn(r.GetDateTime("opened_at").Time(), h.Location))
	err = app.ConcurrentDB().NewQuery(affectedSQL).Bind(dbx.Params{"cause": one.Cause, "product": one.Product, "owner": one.Owner, "english": ask.Lang == "en",
		"from": records.Stamp(from), "to": records.Stamp(to)}).Row(&one.Cases, &one.Customers, &one.CauseName, &one.ProductName, &one.OwnerName)
	if err != nil {
		return one, fmt.Errorf("whom issue %s reached: %w", r.Id, err)
	}
	if one.Actions, err = s.read(app, items(app, ask.Lang).AndWhere(dbx.HashExp{"actions.issue": r.Id}).OrderBy("actions.created").Limit(page), ask.Actor, sees); err != nil {
		return one, err
	}
	for _, a := range one.Actions {
		one.Helped = one.Helped || a.Status == string(action.Verified) && a.EffectCode == string(action.Better)
	}
	if one.Status == string(action.IssueOpen) && ask.Actor.Staff() && (ask.Actor.Heads() || one.Owner == ask.Actor.ID) {
		one.May = []string{string(action.Mended), string(action.Dismissed)}
	}
	return one, nil
}

// reach is from when to when the cases of an issue are counted: also those that
// made somebody see it.
func reach(r *core.Record, now time.Time) (from, to time.Time) {
	to = now
	if end := r.GetDateTime("closed_at").Time(); !end.IsZero() {
		to = end
	}
	return action.Since(r.GetDateTime("opened_at").Time()), to
}

// about are the cases of an issue since it was seen.
func about(issue *core.Record) dbx.Expression {
	from, _ := reach(issue, time.Time{})
	return dbx.NewExp(`complaints.open IN (0, 1) AND complaints.received_at >= {:from} AND complaints.stage != 'voided'
		AND ({:product} = '' OR complaints.product = {:product})
		AND ({:cause} = '' OR complaints.cause = {:cause} OR complaints.cause IN (SELECT id FROM causes WHERE parent = {:cause}))`,
		dbx.Params{"from": records.Stamp(from), "product": issue.GetString("product"), "cause": issue.GetString("cause")})
}

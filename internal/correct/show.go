package correct

import (
	"database/sql"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Shown is everything about one action. Its figures are those that were noted
// when its effect was looked at, and until then those of this moment.
type Shown struct {
	Item
	Record  map[string]any   `json:"record"` // its fields as stored, but for cases that the caller may not open
	Cases   []CaseOf         `json:"list"`
	Figures casework.Figures `json:"figures"`
	Early   bool             `json:"early"` // it would be looked at before its time
	Told    map[string]int   `json:"told"`  // customers who were told of it, by kind
	Mails   bool             `json:"mails"` // its mail can be sent now
}

// CaseOf is a case of an action.
type CaseOf struct {
	ID     string `json:"id" db:"id"`
	Number string `json:"number" db:"number"`
	Title  string `json:"title" db:"title"`
	Stage  string `json:"stage" db:"stage"`
}

// Show gathers it; an action that the caller may not see is sql.ErrNoRows.
func (s *Service) Show(app core.App, id string, ask Ask, sees Sees) (out Shown, err error) {
	list, err := s.read(app, items(app, ask.Lang).AndWhere(dbx.HashExp{"actions.id": id}), ask.Actor, sees)
	if err != nil {
		return out, err
	}
	if len(list) == 0 {
		return out, fmt.Errorf("show action %s: %w", id, sql.ErrNoRows)
	}
	r, err := app.FindRecordById(records.Actions, id)
	if err != nil {
		return out, fmt.Errorf("show action %s: %w", id, err)
	}
	out.Item, out.Record = list[0], r.PublicExport()
	if out.Cases, err = casesOf(app, out.Item, sees); err != nil {
		return out, err
	}
	ids := []string{}
	for _, one := range out.Cases {
		ids = append(ids, one.ID)
	}
	out.Record["complaints"] = ids
	a := casework.ActionOf(r)
	out.Early = a.Status == action.Done && action.Early(a.DoneAt, s.g.Now())
	out.Mails = a.Status == action.Open && a.Kind == action.Mail && a.Template != "" && a.SentAt.IsZero() && out.Complaint != "" && len(out.May) > 0
	if out.Figures, err = s.figures(app, r); err != nil {
		return out, err
	}
	out.Told, err = told(app, id)
	return out, err
}

func (s *Service) figures(app core.App, r *core.Record) (casework.Figures, error) {
	if r.GetString("status") != string(action.Verified) {
		return s.g.EffectOf(app, r)
	}
	return casework.Figures{Before: r.GetInt("before_count"), After: r.GetInt("after_count"), BeforeRate: r.GetFloat("before_rate"),
		AfterRate: r.GetFloat("after_rate"), Shows: action.Effect(r.GetString("effect_code"))}, nil
}

// casesOf lists those cases of an action that the caller may open.
func casesOf(app core.App, one Item, sees Sees) ([]CaseOf, error) {
	list, ids := []CaseOf{}, []any{}
	for _, id := range one.cases() {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return list, nil
	}
	q := app.ConcurrentDB().Select("complaints.id", "complaints.number", "complaints.stage",
		"CASE complaints.goal WHEN '' THEN substr(complaints.narrative, 1, 120) ELSE complaints.goal END AS title").
		From(records.Complaints).Where(dbx.In("complaints.id", ids...)).OrderBy("complaints.received_at")
	if err := sees(records.Complaints)(q); err != nil {
		return nil, err
	}
	if err := q.All(&list); err != nil {
		return nil, fmt.Errorf("cases of action %s: %w", one.ID, err)
	}
	return list, nil
}

// told counts the customers who were told of an action.
func told(app core.App, id string) (map[string]int, error) {
	rows := []struct {
		Kind string `db:"kind"`
		N    int    `db:"n"`
	}{}
	err := app.ConcurrentDB().Select("kind", "COUNT(*) AS n").From(records.Outreach).Where(dbx.HashExp{"action": id}).GroupBy("kind").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("who was told of action %s: %w", id, err)
	}
	out := map[string]int{}
	for _, row := range rows {
		out[row.Kind] = row.N
	}
	return out, nil
}

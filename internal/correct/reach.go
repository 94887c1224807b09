package correct

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/internal/records"
)

//go:embed buyers.sql
var buyersSQL string

//go:embed thanked.sql
var thankedSQL string

// Kinds of outreach.
const (
	Thanks = "thanks" // to the customers of its cases, once it is done (R088)
	Notice = "notice" // to those who bought its product and have no case (R043)
)

// someone is a customer who might be told of an action.
type someone struct {
	Customer   string `db:"customer"`
	Complaint  string `db:"complaint"` // empty for a buyer
	Name       string `db:"name"`
	Mail       string `db:"mail"`
	Language   string `db:"language"`
	OptedOut   bool   `db:"opted_out"`
	PersonOnly bool   `db:"person_only"`
	Staff      bool   `db:"staff"`
	Open       bool   `db:"open"`
}

// most is how many customers are looked at together.
const most = 500

// candidates are those who were not told yet: of the cases that the caller may
// open, or the buyers of the product, in the order of their records.
func (s *Service) candidates(app core.App, r *core.Record, kind string, sees Sees) (list []someone, err error) {
	if kind == Notice {
		err = app.ConcurrentDB().NewQuery(buyersSQL).Bind(dbx.Params{"action": r.Id, "product": r.GetString("product"), "n": most}).All(&list)
		if err != nil {
			return nil, fmt.Errorf("buyers for action %s: %w", r.Id, err)
		}
		return list, nil
	}
	ids, err := s.thankable(app, r, sees)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	err = app.ConcurrentDB().NewQuery(thankedSQL).Bind(dbx.Params{"action": r.Id, "ids": `["` + strings.Join(ids, `","`) + `"]`}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("customers of action %s: %w", r.Id, err)
	}
	for i := range list {
		c, err := app.FindRecordById(records.Complaints, list[i].Complaint)
		if err != nil {
			return nil, fmt.Errorf("customers of action %s: %w", r.Id, err)
		}
		list[i].Mail = s.g.MailOf(app, c)
	}
	return list, nil
}

// thankable are the ids of the cases of an action that the caller may open:
// where it came from a systemic issue, those of the issue too.
func (s *Service) thankable(app core.App, r *core.Record, sees Sees) (ids []string, err error) {
	own := append(r.GetStringSlice("complaints"), r.GetString("complaint"))
	list := make([]any, len(own))
	for i, id := range own {
		list[i] = id
	}
	which := dbx.In("complaints.id", list...)
	if id := r.GetString("issue"); id != "" {
		issue, err := app.FindRecordById(records.Issues, id)
		if err != nil {
			return nil, fmt.Errorf("issue of action %s: %w", r.Id, err)
		}
		which = dbx.Or(which, about(issue))
	}
	q := app.ConcurrentDB().Select("complaints.id").From(records.Complaints).Where(which).OrderBy("complaints.received_at DESC").Limit(most)
	if err := sees(records.Complaints)(q); err != nil {
		return nil, err
	}
	if err := q.Column(&ids); err != nil {
		return nil, fmt.Errorf("cases of action %s: %w", r.Id, err)
	}
	return ids, nil
}

func (c someone) verdict() action.Verdict {
	return action.Tells(action.Reach{OptedOut: c.OptedOut, PersonOnly: c.PersonOnly, Staff: c.Staff, Open: c.Open, Mail: c.Mail})
}

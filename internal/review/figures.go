package review

import (
	_ "embed" // the queries
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

var (
	//go:embed figures.sql
	figuresSQL string
	//go:embed promises.sql
	promisesSQL string
	//go:embed causes.sql
	causesSQL string
)

// Figure is one number of the week: of how many, where it is a part, and what it
// was the week before.
type Figure struct {
	Code     string `json:"code"`
	Count    int    `json:"count"`
	Of       *int   `json:"of"`
	Previous int    `json:"previous"`
}

// counts are the row of the query.
type counts struct {
	New       int `db:"new"`
	Resolved  int `db:"resolved"`
	Immediate int `db:"immediate"`
	Reopened  int `db:"reopened"`
	Broken    int `db:"broken"`
	Dated     int `db:"dated"`
	InTime    int `db:"in_time"`
	Proposed  int `db:"proposed"`
	Both      int `db:"both"`
	Promised  int `db:"-"`
}

// figures are those of the week beside those of the week before. Confidential
// cases are counted.
func figures(app core.App, p span) ([]Figure, error) {
	now, err := count(app, p.params())
	if err != nil {
		return nil, err
	}
	was, err := count(app, p.before())
	if err != nil {
		return nil, err
	}
	return []Figure{{"new", now.New, nil, was.New}, {"resolved", now.Resolved, nil, was.Resolved}, {"immediate", now.Immediate, &now.Resolved, was.Immediate},
		{"reopened", now.Reopened, nil, was.Reopened}, {"broken_promises", now.Broken, &now.Promised, was.Broken},
		{"in_time", now.InTime, &now.Dated, was.InTime}, {"both_versions", now.Both, &now.Proposed, was.Both}}, nil
}

// before are the bounds of the week before.
func (p span) before() dbx.Params {
	return dbx.Params{"from": records.Stamp(p.week.Before().First().StartIn(p.from.Location())), "to": records.Stamp(p.from)}
}

func count(app core.App, bounds dbx.Params) (counts, error) {
	var out counts
	if err := app.ConcurrentDB().NewQuery(figuresSQL).Bind(bounds).One(&out); err != nil {
		return out, fmt.Errorf("figures of a week: %w", err)
	}
	var due []struct {
		Kind string `db:"kind"`
		N    int    `db:"n"`
	}
	if err := app.ConcurrentDB().NewQuery(promisesSQL).Bind(bounds).All(&due); err != nil {
		return out, fmt.Errorf("promises of a week: %w", err)
	}
	for _, one := range due {
		if complaint.Promised(one.Kind) {
			out.Promised += one.N
		}
	}
	out.Promised = max(out.Promised, out.Broken) // one that broke now may have been due before
	return out, nil
}

// Cause is why things happened in the week, and how often in the week before.
type Cause struct {
	Cause    string `json:"cause" db:"cause"`
	Label    string `json:"label" db:"-"`
	Count    int    `json:"count" db:"count"`
	Previous int    `json:"previous" db:"previous"`
	Taught   int    `json:"taught" db:"taught"` // articles sent on its cases (R051)
}

func causes(app core.App, p span) ([]Cause, error) {
	out := []Cause{}
	bounds := p.params()
	bounds["before"] = p.before()["from"]
	if err := app.ConcurrentDB().NewQuery(causesSQL).Bind(bounds).All(&out); err != nil {
		return nil, fmt.Errorf("causes of a week: %w", err)
	}
	return out, nil
}

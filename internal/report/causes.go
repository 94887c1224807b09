package report

import (
	"fmt"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

type causeLine struct {
	Cause     string   `db:"cause"`
	Top       string   `db:"cause_top"`
	N         int      `db:"n"`
	Reopened  int      `db:"reopened"`
	Answers   int      `db:"answers"`
	Treatment *float64 `db:"treatment"`
}

// causes are the lines of the Pareto chart, and how many cases have none yet.
func (c *counter) causes() ([]Cause, int, error) {
	rows, err := all[causeLine](c, "causes", c.days())
	if err != nil {
		return nil, 0, err
	}
	names, err := c.names("cause")
	if err != nil {
		return nil, 0, err
	}
	out, known, unknown := []Cause{}, 0, 0
	for _, row := range rows {
		if row.Cause == "" {
			unknown += row.N
			continue
		}
		known += row.N
		one := Cause{Cause: row.Cause, Label: names[row.Cause], Count: row.N, Reopened: row.Reopened, Answers: row.Answers, Cost: []Amount{}, Actions: []Remedy{}}
		if row.Top != row.Cause {
			one.Parent = row.Top
		}
		if row.Answers >= fewest {
			one.Treatment = rounded(row.Treatment)
		}
		out = append(out, one)
	}
	pareto(out, known)
	if err := c.charge(out); err != nil {
		return nil, 0, err
	}
	return out, unknown, c.remedy(out)
}

// pareto says the share of each, and of all down to it.
func pareto(lines []Cause, known int) {
	sum := 0
	for i := range lines {
		sum += lines[i].Count
		lines[i].Share, lines[i].Cumulative = *percent(lines[i].Count, known), *percent(sum, known)
	}
}

// charge says what the cases of each cause cost in the period.
func (c *counter) charge(lines []Cause) error {
	split := *c
	split.by = columns["cause"]
	rows, err := all[spent](&split, "cost", c.days())
	if err != nil {
		return err
	}
	costs := map[string][]Amount{}
	for _, row := range rows {
		costs[row.Key] = append(costs[row.Key], Amount{row.Currency, cents(row.Cost)})
	}
	for i := range lines {
		if found := costs[lines[i].Cause]; found != nil {
			lines[i].Cost = found
		}
	}
	return nil
}

// remedied is for how many days an action that ended is shown with its cause.
const remedied = 365

// remedy lists the actions against each cause that the reader may see: at work,
// or ended within a year.
func (c *counter) remedy(lines []Cause) error {
	at := map[string]int{}
	var ids []any
	for i, one := range lines {
		at[one.Cause] = i
		ids = append(ids, one.Cause)
	}
	q := c.app.ConcurrentDB().Select("actions.id", "actions.cause", "actions.title", "actions.owner", "actions.status", "actions.due",
		"actions.effect_checked_at", "actions.effect_code", "actions.before_rate", "actions.after_rate").From(records.Actions).
		Where(dbx.In("actions.cause", ids...)).AndWhere(dbx.NewExp("actions.cause != ''")).
		AndWhere(dbx.NewExp("(actions.status = 'open' OR actions.status IN ('done', 'verified') AND actions.done_at >= {:since})",
			dbx.Params{"since": records.Stamp(c.ask.Today.AddDays(-remedied).StartIn(c.ask.Zone))})).OrderBy("actions.due", "actions.id")
	if err := c.ask.Actions(q); err != nil {
		return err
	}
	var rows []struct {
		Remedy
		Cause string `db:"cause"`
	}
	if err := q.All(&rows); err != nil {
		return fmt.Errorf("report actions against causes: %w", err)
	}
	people, err := c.names("agent")
	if err != nil {
		return err
	}
	for _, row := range rows {
		row.OwnerName = people[row.Owner]
		row.Remedy.rates()
		lines[at[row.Cause]].Actions = append(lines[at[row.Cause]].Actions, row.Remedy)
	}
	return nil
}

// rates are known only once the effect was looked at.
func (r *Remedy) rates() {
	if r.CheckedAt == "" {
		r.Before, r.After = nil, nil
	}
}

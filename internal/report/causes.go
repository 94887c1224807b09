package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
)

// causeLine is what was counted of one cause.
type causeLine struct {
	cause, top                      string
	n, reopened, answers, treatment int // treatment is a sum
}

// causeLines are those that any case of the period has, the most frequent first.
func (c *counter) causeLines() ([]causeLine, error) {
	found, err := c.subtotals("causes")
	if err != nil {
		return nil, err
	}
	lines, columns := map[string]*causeLine{}, found.of("")
	for _, one := range *columns {
		code, isOne := strings.CutSuffix(one.name, ".n")
		if !isOne {
			continue
		}
		cause, top, _ := strings.Cut(code, "/")
		if lines[cause] == nil {
			lines[cause] = &causeLine{cause: cause}
		}
		line := lines[cause]
		line.top, line.n, line.reopened = max(line.top, top), line.n+int(one.sum), line.reopened+columns.number(code+".reopened")
		line.answers, line.treatment = line.answers+columns.number(code+".answers"), line.treatment+columns.number(code+".treatment")
	}
	var out []causeLine
	for _, line := range lines {
		out = append(out, *line)
	}
	slices.SortFunc(out, func(a, b causeLine) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.cause, b.cause)) })
	return out, nil
}

// causes are the lines of the Pareto chart, and how many cases have none yet.
func (c *counter) causes() ([]Cause, int, error) {
	rows, err := c.causeLines()
	if err != nil {
		return nil, 0, err
	}
	names, err := c.names("cause")
	if err != nil {
		return nil, 0, err
	}
	out, known, unknown := []Cause{}, 0, 0
	for _, row := range rows {
		if row.cause == "" {
			unknown += row.n
			continue
		}
		known += row.n
		one := Cause{Cause: row.cause, Label: names[row.cause], Count: row.n, Reopened: row.reopened, Answers: row.answers, Cost: []Amount{}, Actions: []Remedy{}}
		if row.top != row.cause {
			one.Parent = row.top
		}
		if row.answers >= fewest {
			one.Treatment = rounded(new(float64(row.treatment) / float64(row.answers)))
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
		row.rates()
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

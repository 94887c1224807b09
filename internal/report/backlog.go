package report

import (
	"cmp"
	"slices"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
)

// edges are the last business days of the buckets of age but for the last one.
var edges = []struct {
	code string
	last int
}{{"0-3", 3}, {"4-7", 7}, {"8-15", 15}}

const oldest = "16+"

type openLine struct {
	Key   string `db:"key"`
	Day   string `db:"day"`
	Agent string `db:"agent"`
	N     int    `db:"n"`
}

// openNow are the cases that are open, by day, person and group.
func (c *counter) openNow() ([]openLine, error) { return all[openLine](c, "open", nil) }

// backlog counts what is open at the end of the period: now, when it is not
// over yet, else as it was counted that night. Who has how many is of now.
func (c *counter) backlog() error {
	past := c.ask.To.Before(c.ask.Today)
	if past && c.by == "" {
		age, err := c.night(c.ask.To)
		if err != nil {
			return err
		}
		if age.Known {
			c.out.of("", "backlog").count(age.Open)
		}
	}
	if !c.full {
		return nil
	}
	rows, err := c.openNow()
	if err != nil {
		return err
	}
	if !past {
		c.stock(rows)
	}
	c.load(rows)
	return nil
}

// stock is how many cases are open.
func (c *counter) stock(rows []openLine) {
	sums := map[string]int{}
	if c.by == "" {
		sums[""] = 0 // none is a figure, too
	}
	for _, row := range rows {
		sums[row.Key] += row.N
	}
	for key, n := range sums {
		c.out.of(key, "backlog").count(n)
	}
}

// count is a figure that is its own number.
func (t *reading) count(n int) { t.n, t.value = n, new(float64(n)) }

// load is how many open cases each person has who has any.
func (c *counter) load(rows []openLine) {
	people := map[string]map[string]int{}
	for _, row := range rows {
		if row.Agent == "" {
			continue
		}
		if people[row.Key] == nil {
			people[row.Key] = map[string]int{}
		}
		people[row.Key][row.Agent] += row.N
	}
	for key, each := range people {
		t := c.out.of(key, "staff_load")
		for _, n := range each {
			t.n += n
		}
		t.value = new(cents(float64(t.n) / float64(len(each))))
		if c.by == "" {
			t.parts = partsOf(each)
		}
	}
}

// ageing is how old what is open is at the end of the period.
func (c *counter) ageing() (Ageing, error) {
	if c.ask.To.Before(c.ask.Today) {
		return c.night(c.ask.To)
	}
	rows, err := c.openNow()
	if err != nil {
		return Ageing{}, err
	}
	out := empty(c.ask.Today)
	out.Known = true
	ages := map[string]int{}
	for _, row := range rows {
		age, known := ages[row.Day]
		if !known {
			day, err := calendar.Parse(row.Day)
			if err != nil {
				return out, err
			}
			age = max(c.h.Calendar.Between(day, c.ask.Today), 0)
			ages[row.Day] = age
		}
		out.add(age, row.N)
	}
	return out, nil
}

func empty(at calendar.Date) Ageing {
	out := Ageing{At: at.String()}
	for _, edge := range edges {
		out.Buckets = append(out.Buckets, Bucket{Code: edge.code})
	}
	out.Buckets = append(out.Buckets, Bucket{Code: oldest})
	return out
}

func (a *Ageing) add(age, n int) {
	a.Open += n
	a.Oldest = max(a.Oldest, age)
	i := 0
	for i < len(edges) && age > edges[i].last {
		i++
	}
	a.Buckets[i].Count += n
}

// night is what was counted at the end of a day.
func (c *counter) night(day calendar.Date) (Ageing, error) {
	out := empty(day)
	rows, err := all[struct {
		To3    int `db:"to3"`
		To7    int `db:"to7"`
		To15   int `db:"to15"`
		Over15 int `db:"over15"`
		Open   int `db:"open"`
		Oldest int `db:"oldest"`
	}](c, "snapshot", dbx.Params{"day": day.String()})
	if err != nil || len(rows) == 0 {
		return out, err
	}
	row := rows[0]
	out.Known, out.Open, out.Oldest = true, row.Open, row.Oldest
	for i, n := range []int{row.To3, row.To7, row.To15, row.Over15} {
		out.Buckets[i].Count = n
	}
	return out, nil
}

// partsOf are numbers by key, the largest first.
func partsOf(each map[string]int) []Part {
	var out []Part
	for key, n := range each {
		out = append(out, Part{Code: key, Count: n, Value: new(float64(n))})
	}
	slices.SortFunc(out, func(a, b Part) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code)) })
	return out
}

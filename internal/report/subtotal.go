package report

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
	"escucha/domain/measure"
	"escucha/internal/storage"
)

// subtotal is what a column of a query came to: a sum or, where it has times,
// all of them, in runs each in ascending order.
type subtotal struct {
	name  string // FIGURE.WHAT
	sum   float64
	times [][]int32
}

// subtotals are the columns of a query for one group, in their order.
type subtotals []*subtotal

// groups are the subtotals of a query by the key of the group, empty for the whole.
type groups map[string]*subtotals

func (g groups) of(key string) *subtotals {
	if g[key] == nil {
		g[key] = &subtotals{}
	}
	return g[key]
}

// find is a column; an empty one if there is none of that name.
func (s subtotals) find(name string) *subtotal {
	if i := slices.IndexFunc(s, func(one *subtotal) bool { return one.name == name }); i >= 0 {
		return s[i]
	}
	return &subtotal{}
}

// at is a column, begun behind the others if there is none of that name.
func (s *subtotals) at(name string) *subtotal {
	found := s.find(name)
	if found.name == "" {
		found.name = name
		*s = append(*s, found)
	}
	return found
}

// read takes in what the database has of a column.
func (s *subtotals) read(name string, value any) error {
	into := s.at(name)
	switch x := value.(type) {
	case nil:
	case int64:
		into.sum += float64(x)
	case float64:
		into.sum += x
	case []byte:
		run, err := storage.Unpack(x)
		if err != nil {
			return fmt.Errorf("column %s: %w", name, err)
		}
		into.times = append(into.times, run)
	default:
		return fmt.Errorf("column %s holds a %T", name, value)
	}
	return nil
}

// add takes in those of another part of a period.
func (s *subtotals) add(other subtotals) {
	for _, one := range other {
		into := s.at(one.name)
		into.sum += one.sum
		into.times = append(into.times, one.times...)
	}
}

// number is the sum of a column; 0 without it.
func (s subtotals) number(name string) int { return int(s.find(name).sum) }

// spread is how the times of a column lie.
func (s subtotal) spread() (out Spread) {
	if median, p90, ok := measure.Spread(s.times); ok {
		out = Spread{rounded(&median), rounded(&p90)}
	}
	return out
}

// subtotals of a query over the period: of its pieces if it is counted as a
// whole, else by group.
func (c *counter) subtotals(name string) (groups, error) {
	if c.by != "" {
		return c.counted(name, c.ask.From, c.ask.To)
	}
	out := groups{}
	pieces := c.ask.pieces()
	if err := c.months.load(c, name, pieces); err != nil {
		return nil, err
	}
	for _, one := range pieces {
		found, err := c.months.of(c, name, one)
		if err != nil {
			return nil, err
		}
		out.of("").add(found)
	}
	return out, nil
}

// counted asks the database. The columns behind the key are named FIGURE.WHAT;
// where the second one is called code, there is a row for each, and the others
// are named CODE.WHAT.
func (c *counter) counted(name string, from, to calendar.Date) (out groups, err error) {
	q, err := c.query(name)
	if err != nil {
		return nil, err
	}
	params := dbx.Params{"from": from.String(), "to": to.String()}
	if name == "by_due" {
		params["today"] = c.ask.Today.String()
	}
	rows, err := q.Bind(params).Rows()
	if err != nil {
		return nil, fmt.Errorf("report query %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if out, err = readGroups(rows.Rows); err != nil {
		return nil, fmt.Errorf("report query %s: %w", name, err)
	}
	return out, nil
}

func readGroups(rows *sql.Rows) (groups, error) {
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var key, code string
	cells, into := make([]any, len(names)), make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	first, prefix := 1, ""
	into[0] = &key
	if names[1] == "code" {
		first, into[1] = 2, &code
	}
	out := groups{}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		if first == 2 {
			prefix = code + "."
		}
		for i, name := range names[first:] {
			if err := out.of(key).read(prefix+name, cells[first+i]); err != nil {
				return nil, err
			}
		}
	}
	return out, rows.Err()
}

package report

import (
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/i18n"
)

//go:embed *.sql
var queries embed.FS

// counter counts one period, as a whole or by a split.
type counter struct {
	app   core.App
	now   func() time.Time
	h     *casework.House
	texts *i18n.Catalog
	ask   Ask
	by    string // the column of a split, or empty for the whole
	full  bool   // with all that a figure says; else what it is compared by
	out   counts
}

// counts are the figures by the key of their group, empty for the whole, and by
// their code.
type counts map[string]map[string]*reading

// reading is what one figure of one group was counted to.
type reading struct {
	n, good         int
	share           bool // good of n
	value           *float64
	mean            *float64
	wall, work, net *Spread
	amounts         []Amount
	parts           []Part
	note            string
}

// of finds the reading of a figure, or begins it.
func (c counts) of(key, code string) *reading {
	if c[key] == nil {
		c[key] = map[string]*reading{}
	}
	if c[key][code] == nil {
		c[key][code] = &reading{}
	}
	return c[key][code]
}

// columns of measures by which a page may be split. The type of a customer is
// what it is today.
var columns = map[string]string{
	"area": "measures.area", "agent": "measures.agent", "cause": "measures.cause", "product": "measures.product",
	"channel": "measures.channel", "kind": "measures.kind", "profile": "measures.profile",
}

// columnOf is empty for no split. The criterion is one of customer.Criteria.
func columnOf(by, criterion string) string {
	if by == "type" {
		return "(SELECT COALESCE(MAX(customers." + criterion + "), '') FROM customers WHERE customers.id = measures.customer)"
	}
	return columns[by]
}

// text of a named query; with a split it has its key, and what is in a comment
// for it.
func (c *counter) text(name string) (string, error) {
	raw, err := queries.ReadFile(name + ".sql")
	if err != nil {
		return "", fmt.Errorf("report query %s: %w", name, err)
	}
	if c.by == "" {
		return string(raw), nil
	}
	return strings.NewReplacer("'' AS key", c.by+" AS key", "/* ", "", " */", "").Replace(string(raw)), nil
}

// query is a named one with its period.
func (c *counter) query(name string) (*dbx.Query, error) {
	text, err := c.text(name)
	if err != nil {
		return nil, err
	}
	return c.app.ConcurrentDB().NewQuery(text), nil
}

// all reads the rows of a named query.
func all[T any](c *counter, name string, params dbx.Params) ([]T, error) {
	var rows []T
	q, err := c.query(name)
	if err != nil {
		return nil, err
	}
	if err := q.Bind(params).All(&rows); err != nil {
		return nil, fmt.Errorf("report query %s: %w", name, err)
	}
	return rows, nil
}

// days are the parameters of a query by civil days.
func (c *counter) days() dbx.Params {
	return dbx.Params{"from": c.ask.From.String(), "to": c.ask.To.String()}
}

// rowsOf goes through the rows of a named query one by one.
func (c *counter) rowsOf(name string, params dbx.Params, take func(*dbx.Rows) error) (err error) {
	q, err := c.query(name)
	if err != nil {
		return err
	}
	rows, err := q.Bind(params).Rows()
	if err != nil {
		return fmt.Errorf("report query %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := take(rows); err != nil {
			return fmt.Errorf("report query %s: %w", name, err)
		}
	}
	return rows.Err()
}

// wide reads a query whose columns are named FIGURE.WHAT: one row for the whole,
// or one for each group.
func (c *counter) wide(name string, params dbx.Params) error {
	q, err := c.query(name)
	if err != nil {
		return err
	}
	rows, err := q.Bind(params).Rows()
	if err != nil {
		return fmt.Errorf("report query %s: %w", name, err)
	}
	if err := c.rows(rows.Rows); err != nil {
		return fmt.Errorf("report query %s: %w", name, err)
	}
	return nil
}

func (c *counter) rows(rows *sql.Rows) (err error) {
	defer func() {
		if failed := rows.Close(); err == nil {
			err = failed
		}
	}()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	var key string
	cells, into := make([]sql.NullString, len(names)), make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	into[0] = &key
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, name := range names[1:] {
			code, what, _ := strings.Cut(name, ".")
			if err := c.out.of(key, code).set(what, cells[i+1]); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// set takes one column in; a part that nothing fell into is left out.
func (t *reading) set(what string, cell sql.NullString) error {
	if into := map[string]**Spread{"wall": &t.wall, "work": &t.work, "net": &t.net}[what]; into != nil {
		found, err := spreadOf(cell)
		*into = &found
		return err
	}
	x := 0.0
	if cell.Valid {
		var err error
		if x, err = strconv.ParseFloat(cell.String, 64); err != nil {
			return fmt.Errorf("column %s: %w", what, err)
		}
	}
	t.put(what, x, cell.Valid)
	return nil
}

func (t *reading) put(what string, x float64, known bool) {
	part, isPart := strings.CutPrefix(what, "part.")
	switch {
	case isPart && x > 0:
		t.parts = append(t.parts, Part{Code: part, Count: int(x)})
	case what == "n":
		t.n = int(x)
	case what == "good":
		t.good = int(x)
	case what == "value" && known:
		t.value = rounded(&x)
	case what == "mean" && known:
		t.mean = rounded(&x)
	}
}

// spreadOf reads "12.5/40", as spread(x) writes it; nothing of NULL.
func spreadOf(cell sql.NullString) (out Spread, err error) {
	if !cell.Valid {
		return out, nil
	}
	middle, slow, _ := strings.Cut(cell.String, "/")
	var pair [2]float64
	for i, text := range []string{middle, slow} {
		if pair[i], err = strconv.ParseFloat(text, 64); err != nil {
			return out, fmt.Errorf("read spread %q: %w", cell.String, err)
		}
	}
	return Spread{rounded(&pair[0]), rounded(&pair[1])}, nil
}

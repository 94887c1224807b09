package report

import (
	"embed"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/measure"
)

//go:embed *.sql
var queries embed.FS

// counter counts one period, as a whole or by a split.
type counter struct {
	app   core.App
	now   func() time.Time
	pause func(time.Duration)
	h     *casework.House
	texts *i18n.Catalog
	ask   Ask
	by    string // the column of a split, or empty for the whole
	full  bool   // with all that a figure says; else what it is compared by
	// months that were counted once already
	months   *months
	measured measure.Progress
	out      counts
}

// counts are the figures by the key of their group, empty for the whole, and by
// their code.
type counts map[string]map[string]*reading

// reading is what one figure of one group was counted to.
type reading struct {
	n, good         int
	share           bool // good of n
	value           *float64
	sum             float64 // of answers, and their mean
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

// wide reads a query whose columns are named FIGURE.WHAT.
func (c *counter) wide(name string) error {
	found, err := c.subtotals(name)
	if err != nil {
		return err
	}
	for key, columns := range found {
		for _, one := range *columns {
			code, what, _ := strings.Cut(one.name, ".")
			c.out.of(key, code).put(what, one)
		}
	}
	return nil
}

// put takes one column in; a part that nothing fell into is left out. The sum of
// answers comes behind their number.
func (t *reading) put(what string, x *subtotal) {
	part, isPart := strings.CutPrefix(what, "part.")
	switch {
	case isPart && x.sum > 0:
		t.parts = append(t.parts, Part{Code: part, Count: int(x.sum)})
	case what == "n":
		t.n = int(x.sum)
	case what == "good":
		t.good = int(x.sum)
	case what == "sum" && t.n > 0:
		t.sum, t.mean = x.sum, rounded(new(x.sum/float64(t.n)))
	}
	if into := map[string]**Spread{"wall": &t.wall, "work": &t.work, "net": &t.net}[what]; into != nil {
		*into = new(x.spread())
	}
}

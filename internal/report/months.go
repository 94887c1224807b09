package report

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/storage"
)

// dayOf is the day that each query counts whose months are kept, as in the
// triggers that forget them.
var dayOf = map[string]string{"by_received": "received", "jumps": "received", "causes": "received", "by_resolved": "resolved", "by_closed": "closed",
	"by_due": "due", "by_proposed": "proposed", "by_answered": "survey", "by_moment": "moment"}

// months are the subtotals that one page needs: kept ones, and those that it had
// to count itself, which are kept for the next page.
type months struct {
	turn  int64 // of the measures, when this began
	mu    sync.Mutex
	known map[part]subtotals
	fresh []part
}

// part is what is counted of a query.
type part struct {
	name     string
	from, to calendar.Date
}

// turnOf is how often the measures were written to.
func turnOf(db dbx.Builder) (turn int64, err error) {
	if err := db.NewQuery("SELECT turn FROM measured WHERE id = 1").Row(&turn); err != nil {
		return 0, fmt.Errorf("report: turn of the measures: %w", err)
	}
	return turn, nil
}

// newMonths begins before anything is counted.
func newMonths(app core.App) (*months, error) {
	turn, err := turnOf(app.ConcurrentDB())
	return &months{turn: turn, known: map[part]subtotals{}}, err
}

// version names the text of a query: of another text nothing is kept.
func version(name string) (string, error) {
	raw, err := queries.ReadFile(name + ".sql")
	if err != nil {
		return "", fmt.Errorf("report query %s: %w", name, err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:8]), nil
}

// load reads what is kept of the whole months among some pieces.
func (m *months) load(c *counter, name string, pieces []piece) error {
	pieces = slices.DeleteFunc(slices.Clone(pieces), func(one piece) bool { return !one.whole || m.has(part{name, one.from, one.to}) })
	if len(pieces) == 0 {
		return nil
	}
	kept, err := keptMonths(c.app.ConcurrentDB(), name, pieces[0].from, pieces[len(pieces)-1].from)
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, one := range pieces {
		if found, is := kept[one.from.String()[:7]]; is {
			m.known[part{name, one.from, one.to}] = found
		}
	}
	return err
}

// keptMonths reads the months from one to another, by their name "2026-11".
func keptMonths(db dbx.Builder, name string, from, to calendar.Date) (out map[string]subtotals, err error) {
	out = map[string]subtotals{}
	wanted, err := version(name)
	if err != nil {
		return nil, err
	}
	rows, err := db.NewQuery("SELECT month, name, value FROM subtotals WHERE day = {:day} AND source = {:source} AND month BETWEEN {:from} AND {:to} ORDER BY month, place").
		Bind(dbx.Params{"day": dayOf[name], "source": name, "from": from.String()[:7], "to": to.String()[:7]}).Rows()
	if err != nil {
		return nil, fmt.Errorf("report months of %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var month, column string
		var value any
		if err := rows.Scan(&month, &column, &value); err != nil {
			return nil, fmt.Errorf("report months of %s: %w", name, err)
		}
		found, begun := out[month]
		switch {
		case column == "":
			if value == wanted {
				out[month] = subtotals{}
			}
		case begun:
			if err := found.read(column, value); err != nil {
				return nil, fmt.Errorf("report months of %s: %w", name, err)
			}
			out[month] = found
		}
	}
	return out, rows.Err()
}

func (m *months) has(one part) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, is := m.known[one]
	return is
}

// of is what a piece came to: counted once for a page.
func (m *months) of(c *counter, name string, one piece) (subtotals, error) {
	at := part{name, one.from, one.to}
	m.mu.Lock()
	found, is := m.known[at]
	m.mu.Unlock()
	if is {
		return found, nil
	}
	counted, err := c.counted(name, one.from, one.to)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known[at] = *counted.of("")
	if one.whole {
		m.fresh = append(m.fresh, at)
	}
	return m.known[at], nil
}

// keep has the months stored. A page whose months nobody could store is a page
// all the same.
func (c *counter) keep() {
	if err := c.months.keep(c.app); err != nil {
		c.app.Logger().Warn("months of the reports were counted and not kept", "error", err)
	}
}

// keep stores what was counted of whole months, unless something was measured
// meanwhile: nobody could say on which side of it they are.
func (m *months) keep(app core.App) error {
	if len(m.fresh) == 0 {
		return nil
	}
	return app.RunInTransaction(func(tx core.App) error {
		now, err := turnOf(tx.DB())
		if err != nil || now != m.turn {
			return err
		}
		for _, one := range m.fresh {
			if err := m.store(tx, one); err != nil {
				return fmt.Errorf("keep %s of %s: %w", one.from.String()[:7], one.name, err)
			}
		}
		return nil
	})
}

func (m *months) store(tx core.App, one part) error {
	text, err := version(one.name)
	if err != nil {
		return err
	}
	row := dbx.Params{"day": dayOf[one.name], "month": one.from.String()[:7], "source": one.name}
	if _, err := tx.DB().Delete("subtotals", dbx.HashExp(row)).Execute(); err != nil {
		return err
	}
	put := tx.DB().NewQuery("INSERT INTO subtotals (day, month, source, place, name, value) VALUES ({:day}, {:month}, {:source}, {:place}, {:name}, {:value})")
	for i, column := range append(subtotals{{}}, m.known[one]...) {
		row["place"], row["name"], row["value"] = i, column.name, column.stored()
		if i == 0 {
			row["value"] = text
		}
		if _, err := put.Bind(row).Execute(); err != nil {
			return err
		}
	}
	return nil
}

// stored is a column as the database keeps it.
func (s subtotal) stored() any {
	if s.times == nil {
		return s.sum
	}
	return storage.Pack(slices.Concat(s.times...))
}

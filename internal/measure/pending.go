package measure

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// eventsAtOnce is how many events are looked through for the cases of a batch.
const eventsAtOnce = 5000

// begin starts a rebuild: from the last event on, and every case.
func (s Store) begin(app core.App, seen state, h house) error {
	next := seen
	next.House, next.Rebuild = h.key, "0"
	return app.RunInTransaction(func(tx core.App) error {
		var last []place
		if err := tx.DB().NewQuery("SELECT rowid AS place, id AS event FROM events ORDER BY rowid DESC LIMIT 1").All(&last); err != nil {
			return fmt.Errorf("measure: last event: %w", err)
		}
		next.Cursor, next.Event = 0, ""
		if len(last) > 0 {
			next.Cursor, next.Event = last[0].Place, last[0].Event
		}
		if _, err := tx.DB().NewQuery("DELETE FROM subtotals").Execute(); err != nil {
			return fmt.Errorf("measure: forget months: %w", err)
		}
		return seen.become(tx.DB(), next)
	})
}

// place is where an event stands, and whose it is.
type place struct {
	Place     int64  `db:"place"`
	Event     string `db:"event"`
	Complaint string `db:"complaint"`
}

// pending finds the cases in which something happened since the last batch, and
// those that were noted or have come due.
func (s Store) pending(app core.App, seen state) (batch, []string, error) {
	b := batch{seen: seen, next: seen}
	q, err := query(app.ConcurrentDB(), "touched", dbx.Params{"cursor": seen.Cursor, "limit": eventsAtOnce})
	if err != nil {
		return b, nil, err
	}
	var events []place
	if err := q.All(&events); err != nil {
		return b, nil, fmt.Errorf("measure: events: %w", err)
	}
	ids, known := []string{}, map[string]bool{"": true}
	for _, e := range events {
		if !known[e.Complaint] {
			if len(ids) == many {
				break
			}
			known[e.Complaint] = true
			ids = append(ids, e.Complaint)
		}
		b.next.Cursor, b.next.Event = e.Place, e.Event
	}
	return b, ids, s.due(app, &b, &ids, known)
}

// due adds the cases that were noted.
func (s Store) due(app core.App, b *batch, ids *[]string, known map[string]bool) error {
	var rows []struct {
		N         int64  `db:"n"`
		Complaint string `db:"complaint"`
	}
	err := app.ConcurrentDB().NewQuery("SELECT n, complaint FROM measure_due WHERE at <= {:now} ORDER BY at, n LIMIT {:limit}").
		Bind(dbx.Params{"now": records.Stamp(s.Engine.Now()), "limit": many}).All(&rows)
	if err != nil {
		return fmt.Errorf("measure: what is due: %w", err)
	}
	for _, r := range rows {
		if !known[r.Complaint] {
			if len(*ids) >= many {
				continue
			}
			known[r.Complaint] = true
			*ids = append(*ids, r.Complaint)
		}
		b.noted = append(b.noted, r.N)
	}
	return nil
}

// rebuilding takes the next cases of a rebuild, in the order in which they were
// filed, so that the tables grow at their end.
func (s Store) rebuilding(app core.App, seen state) (batch, []string, error) {
	b := batch{seen: seen, next: seen, all: true}
	from, err := strconv.ParseInt(seen.Rebuild, 10, 64)
	if err != nil {
		return b, nil, fmt.Errorf("measure: place of the rebuild: %w", err)
	}
	var rows []place
	err = app.ConcurrentDB().NewQuery("SELECT rowid AS place, id AS complaint FROM complaints WHERE rowid > {:from} ORDER BY rowid LIMIT {:limit}").
		Bind(dbx.Params{"from": from, "limit": many}).All(&rows)
	if err != nil {
		return b, nil, fmt.Errorf("measure: every case: %w", err)
	}
	if len(rows) == 0 {
		b.next.Rebuild = ""
		return b, nil, nil
	}
	b.next.Rebuild = strconv.FormatInt(rows[len(rows)-1].Place, 10)
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.Complaint)
	}
	return b, slices.Clip(ids), nil
}

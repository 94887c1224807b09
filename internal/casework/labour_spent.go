package casework

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/labour"
	"escucha/internal/records"
)

// Spent is the time that was noted on a case: its sum and cost, without what was
// taken back, and each entry, the newest first, with whether the caller may take
// it back.
type Spent struct {
	Minutes int              `json:"minutes"`
	Cost    []Cost           `json:"cost"` // of entries with a rate, by currency
	Items   []map[string]any `json:"items"`
	May     bool             `json:"may"` // note some
}

// Cost is a sum in one currency.
type Cost struct {
	Currency string  `json:"currency"`
	Cost     float64 `json:"cost"`
}

// Spent reads it for a case that the caller may open.
func (g *Engine) Spent(app core.App, c *core.Record, by complaint.Actor, visible Visible) (*Spent, error) {
	q := app.RecordQuery(records.TimeEntries).AndWhere(dbx.HashExp{"time_entries.complaint": c.Id}).OrderBy("time_entries.created DESC", "time_entries.id")
	if err := visible(q); err != nil {
		return nil, err
	}
	var rows []*core.Record
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("time on %s: %w", c.Id, err)
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	writable := c.GetString("erased_at") == ""
	out := &Spent{Cost: []Cost{}, Items: export(rows, "agent", h.agents), May: by.Staff() && writable}
	for i, r := range rows {
		out.Items[i]["undone_by_name"] = h.agents[r.GetString("undone_by")]
		out.Items[i]["may"] = writable && g.mayTakeBack(r, by) == nil
		if r.GetString("undone_at") == "" {
			out.add(r)
		}
	}
	slices.SortFunc(out.Cost, func(a, b Cost) int { return cmp.Compare(a.Currency, b.Currency) })
	return out, nil
}

// add puts an entry into the sums; what has no rate costs nothing that is known.
func (s *Spent) add(r *core.Record) {
	s.Minutes += r.GetInt("minutes")
	cost := labour.Cost(r.GetInt("minutes"), r.GetFloat("rate"))
	if cost == 0 {
		return
	}
	at := slices.IndexFunc(s.Cost, func(one Cost) bool { return one.Currency == r.GetString("currency") })
	if at < 0 {
		s.Cost = append(s.Cost, Cost{Currency: r.GetString("currency")})
		at = len(s.Cost) - 1
	}
	s.Cost[at].Cost = labour.Rate(s.Cost[at].Cost + cost)
}

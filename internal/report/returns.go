package report

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/customer"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Return is whether a customer bought again after one of their cases. Days is
// null while they did not.
type Return struct {
	Complaint string `json:"complaint"`
	Number    string `json:"number"`
	Closed    string `json:"closed"` // civil day
	Days      *int   `json:"days"`
}

// lastReturns is how many cases of a customer are looked at.
const lastReturns = 20

// Returns lists the closed cases of one customer that the caller may open, the
// last one first, with how soon they bought again.
func Returns(app core.App, g *casework.Engine, id string, visible casework.Visible) ([]Return, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	p := Period{Today: calendar.DateIn(g.Now(), h.Location), Zone: h.Location}
	q := app.ConcurrentDB().Select("complaints.id", "complaints.number", "complaints.customer", "complaints.closed_at").From(records.Complaints).
		Where(dbx.HashExp{"complaints.customer": id, "complaints.stage": "closed"}).OrderBy("complaints.closed_at DESC").Limit(lastReturns)
	if err := visible(q); err != nil {
		return nil, err
	}
	var cases []closedCase
	if err := q.All(&cases); err != nil {
		return nil, fmt.Errorf("closed cases of customer %s: %w", id, err)
	}
	bought, err := purchasesOf(app, cases)
	if err != nil {
		return nil, err
	}
	out := []Return{}
	for _, c := range cases {
		closed, err := p.dayOf(c.ClosedAt)
		if err != nil {
			return nil, fmt.Errorf("closed cases of customer %s: %w", id, err)
		}
		one := Return{Complaint: c.ID, Number: c.Number, Closed: closed.String()}
		if after := customer.Return(closed, p.Today, bought[id]); after.Days > 0 {
			one.Days = &after.Days
		}
		out = append(out, one)
	}
	return out, nil
}

package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// FileOnline files a complaint in the customer's name. The extra data belong to
// this filing alone (who represents a minor, the version of the privacy text)
// and are kept in its snapshot.
func (g *Engine) FileOnline(app core.App, fields map[string]any, extra map[string]string) (*core.Record, error) {
	r, err := newRecord(app, records.Complaints)
	if err != nil {
		return nil, err
	}
	r.Load(fields)
	r.SetRaw(snapshotExtra, extra)
	SetActor(r, CustomerActor(r.GetString("customer")))
	return r, app.Save(r)
}

// WorkingDays is the end of the day that many business days from now.
func (g *Engine) WorkingDays(app core.App, days int) (time.Time, error) {
	h, err := g.House(app)
	if err != nil {
		return time.Time{}, err
	}
	return h.at(g.Now(), complaint.Span{Days: days})
}

// StopTimers settles the reminders of these kinds.
func (g *Engine) StopTimers(app core.App, c *core.Record, kinds ...string) error {
	return g.stopTimers(app, c, kinds)
}

// Remind sets a reminder for the owner of a case.
func (g *Engine) Remind(app core.App, c *core.Record, kind string, in complaint.Span) error {
	if err := g.startTimer(app, c, complaint.Timer{Kind: kind, Due: in}); err != nil {
		return fmt.Errorf("remind of %s: %w", kind, err)
	}
	return nil
}

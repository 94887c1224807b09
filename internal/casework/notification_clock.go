package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// lendingDay is how long before its end one is told of a temporary alternative.
const lendingDay = 24 * time.Hour

// alert is when the owner of a reminder is to be warned that it falls due; empty
// for what is no promise to the customer.
func (h *House) alert(kind string, made, due time.Time) (string, error) {
	if !complaint.Promised(kind) {
		return "", nil
	}
	if kind == complaint.TimerTemporary && due.Sub(made) > lendingDay {
		return records.Stamp(due.Add(-lendingDay)), nil
	}
	at, err := h.Hours.PartOf(made, due, complaint.WarnAt(kind), h.Location)
	if err != nil {
		return "", fmt.Errorf("when to warn of %s: %w", kind, err)
	}
	return records.Stamp(at), nil
}

// setAlert dates a reminder that somebody made or put off now: what it did
// before is forgotten with its old date.
func (g *Engine) setAlert(app core.App, r *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	values, err := h.timed(r.GetString("kind"), g.Now(), r.GetDateTime("due").Time())
	if err != nil {
		return err
	}
	for name, value := range values {
		if name != "due" {
			r.Set(name, value)
		}
	}
	r.Set("notified_at", "")
	return nil
}

package measure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/legal"
	"escucha/domain/measure"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// years before today for which opening hours are worked out beforehand; what is
// older is walked over.
const years = 12

// house is what the figures of every case are computed with.
type house struct {
	measure.House
	key    string            // another one: every case is measured anew
	above  map[string]string // the parent of each cause that has one
	urgent map[string]bool
}

// read gathers it; the opening hours, which cost some milliseconds, only when
// somebody measures (see open).
func (s Store) read(app core.App) (house, error) {
	h, err := s.Engine.House(app)
	if err != nil {
		return house{}, fmt.Errorf("measure: %w", err)
	}
	out := house{House: measure.House{Zone: h.Location, Calendar: h.Calendar, Suspended: legal.SuspensionMax(h.Profile, "remote_offer")}, urgent: map[string]bool{}}
	for code, rank := range h.Lists.UrgencyRank {
		out.urgent[code] = complaint.Jumps(rank)
	}
	if out.above, err = parents(app); err != nil {
		return out, err
	}
	out.key, err = keyOf(h, out)
	return out, err
}

// open works out the opening hours until tomorrow.
func (s Store) open(app core.App, h *house) error {
	business, err := s.Engine.House(app)
	if err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	today := calendar.DateIn(s.Engine.Now(), h.Zone)
	h.Open = business.Hours.Openings(calendar.Date{Year: today.Year - years, Month: time.January, Day: 1}, today.AddDays(1), h.Zone)
	return nil
}

func parents(app core.App) (map[string]string, error) {
	var rows []struct {
		ID     string `db:"id"`
		Parent string `db:"parent"`
	}
	if err := app.ConcurrentDB().Select("id", "parent").From(records.Causes).All(&rows); err != nil {
		return nil, fmt.Errorf("measure: tree of causes: %w", err)
	}
	out := map[string]string{}
	for _, r := range rows {
		if r.Parent != "" {
			out[r.ID] = r.Parent
		}
	}
	return out, nil
}

// keyOf names all that minutes, days and levels depend on.
func keyOf(h *casework.House, own house) (string, error) {
	hours := ""
	if h.Business != nil {
		hours = h.Business.GetString("hours")
	}
	raw, err := json.Marshal([]any{measure.Version, h.Location.String(), hours, h.Calendar.Version(), own.Suspended, own.above, own.urgent})
	if err != nil {
		return "", fmt.Errorf("measure: name the calendar: %w", err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:8]), nil
}

// top is the cause of the first level; one that names itself above is its own.
func (h house) top(cause string) string {
	for range 10 {
		parent := h.above[cause]
		if parent == "" {
			return cause
		}
		cause = parent
	}
	return cause
}

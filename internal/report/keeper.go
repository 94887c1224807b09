package report

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/casework"
)

// Keeper counts months before somebody asks for them: those of two years, as a
// page of one year is compared with the one before.
type Keeper struct {
	Engine *casework.Engine

	mu   sync.Mutex
	seen string // how things stood when it last counted
}

// ahead is how many months before the present one are counted.
const ahead = 25

// Keep counts what changed since it last did. While every case is measured anew
// it waits: the months would not last.
func (k *Keeper) Keep(app core.App) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	h, err := k.Engine.House(app)
	if err != nil {
		return err
	}
	today := calendar.DateIn(k.Engine.Now(), h.Location)
	last := firstOf(today).AddDays(-1)
	seen, err := turnOf(app.ConcurrentDB())
	if err != nil || k.seen == fmt.Sprint(seen, last) {
		return err
	}
	turn.Lock()
	defer turn.Unlock()
	c, err := newCounter(app, k.Engine, Ask{Period: Period{From: firstOf(today).AddMonths(-ahead), To: last, Today: today, Zone: h.Location}})
	if err != nil || c.measured.Rebuilding {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(dayOf)) {
		if _, err := c.subtotals(name); err != nil {
			return err
		}
	}
	k.seen = fmt.Sprint(c.months.turn, last)
	return c.months.keep(app)
}

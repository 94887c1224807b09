package report

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/casework"
	"escucha/internal/storage"
)

// Differing is a month that was kept and is not what its cases give now.
type Differing struct{ Month, Source, Column, Want, Have string }

// Check counts every month that is kept again and compares. Nothing is written
// but what is still to be measured.
func Check(app core.App, g *casework.Engine, differs func(Differing)) error {
	turn.Lock()
	defer turn.Unlock()
	c, err := newCounter(app, g, Ask{})
	if err != nil {
		return err
	}
	c.ask.Today = calendar.DateIn(g.Now(), c.h.Location)
	for _, name := range slices.Sorted(maps.Keys(dayOf)) {
		kept, err := keptMonths(app.ConcurrentDB(), name, calendar.Date{Year: 1, Month: 1, Day: 1}, c.ask.Today)
		if err != nil {
			return err
		}
		for _, month := range slices.Sorted(maps.Keys(kept)) {
			if err := c.compare(name, month, kept[month], differs); err != nil {
				return fmt.Errorf("check %s of %s: %w", name, month, err)
			}
		}
	}
	return nil
}

func (c *counter) compare(name, month string, have subtotals, differs func(Differing)) error {
	from, err := calendar.Parse(month + "-01")
	if err != nil {
		return err
	}
	found, err := c.counted(name, from, from.AddMonths(1).AddDays(-1))
	if err != nil {
		return err
	}
	want, all := *found.of(""), subtotals{}
	all.add(want)
	all.add(have)
	for _, one := range all {
		a, b := *want.find(one.name), *have.find(one.name)
		if a.sum != b.sum || !bytes.Equal(storage.Pack(slices.Concat(a.times...)), storage.Pack(slices.Concat(b.times...))) {
			differs(Differing{month, name, one.name, a.String(), b.String()})
		}
	}
	return nil
}

// String is a sum, or how many times there are and how they lie.
func (s subtotal) String() string {
	n := 0
	for _, run := range s.times {
		n += len(run)
	}
	if lie := s.spread(); lie.Median != nil {
		return fmt.Sprintf("%d: %g/%g", n, *lie.Median, *lie.P90)
	}
	return fmt.Sprint(s.sum)
}

package report

import "escucha/domain/calendar"

// complainant is a customer in a group.
type complainant struct{ key, customer string }

// retention looks at who complained twelve months before the period. Of the days
// to come nobody can say who will have stayed.
func (c *counter) retention() error {
	if is, err := c.sells(); err != nil || !is {
		return err
	}
	last, err := c.complained()
	if err != nil {
		return err
	}
	window := c.h.Baseline.Window(c.h.Thresholds)
	bought, err := c.bought(c.ask.From.AddDays(-window), c.ask.known())
	if err != nil {
		return err
	}
	for who, day := range last {
		t := c.out.of(who.key, "retention")
		t.n++
		if found := bought.until(who.customer, day); found > 0 && day-found < window {
			t.good++
		}
	}
	return nil
}

// complained are those of twelve months ago, with the day on which twelve months
// had passed since they last did, as a number.
func (c *counter) complained() (map[complainant]int, error) {
	past, out := *c, map[complainant]int{}
	past.ask.From, past.ask.To = c.ask.From.AddMonths(-12), c.ask.known().AddMonths(-12)
	return out, past.lines("retention", past.days(), 3, func(row []string) error {
		who := complainant{row[2], row[0]}
		came, err := calendar.Parse(row[1])
		out[who] = max(out[who], came.AddMonths(12).Sub(epoch))
		return err
	})
}

package report

// steps are the weeks, from their Monday on, or the months of a period; the
// first and the last may be a part of one.
func (p Period) steps() []piece {
	var out []piece
	for from := p.From; !p.To.Before(from) && !p.Today.Before(from); {
		next := from.AddDays(7 - int(from.Weekday()+6)%7)
		if p.step() == "month" {
			next = firstOf(from).AddMonths(1)
		}
		to := next.AddDays(-1)
		if p.To.Before(to) {
			to = p.To
		}
		out = append(out, piece{from: from, to: to})
		from = next
	}
	return out
}

// series are the lines over time.
func (c *counter) series() (Series, error) {
	out := Series{Step: c.ask.step(), Resolution: []Pace{}, Received: []Movement{}}
	steps := c.ask.steps()
	for _, step := range steps[max(0, len(steps)-longest):] {
		one := *c
		one.ask.From, one.ask.To = step.from, step.to
		found := map[string]subtotals{}
		for _, name := range []string{"by_received", "by_closed", "by_resolved"} {
			whole, err := one.subtotals(name)
			if err != nil {
				return out, err
			}
			found[name] = *whole.of("")
		}
		resolved, from := found["by_resolved"], step.from.String()
		pace := resolved.find("resolution.net").spread()
		out.Resolution = append(out.Resolution, Pace{from, resolved.number("reopened.n"), pace.Median, pace.P90})
		out.Received = append(out.Received, Movement{from, found["by_received"].number("immediate.n"), found["by_closed"].number("unreachable.n")})
	}
	return out, nil
}

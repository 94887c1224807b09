package calendar

import (
	"sort"
	"time"
)

// Openings are the opening hours of a stretch of days worked out once, for
// whoever measures many spans: Between answers as Hours.Between does, without
// walking over the days. It is a value, safe for concurrent use.
type Openings struct {
	hours Hours
	zone  *time.Location
	spans []span
	until []time.Duration // opening time before each span
	first time.Time       // what lies before it or after last is walked
	last  time.Time
}

// Openings works out the hours from one day to another, both included.
func (h Hours) Openings(from, to Date, zone *time.Location) Openings {
	out := Openings{hours: h, zone: zone, first: from.StartIn(zone), last: to.AddDays(1).StartIn(zone)}
	var open time.Duration
	for day := from; !to.Before(day); day = day.AddDays(1) {
		for _, s := range h.spans(day, zone) {
			if !s.to.After(s.from) {
				continue // the clock was put forward over it
			}
			out.spans, out.until = append(out.spans, s), append(out.until, open)
			open += s.to.Sub(s.from)
		}
	}
	return out
}

// Between is the opening time from one instant to a later one; nothing when to
// is not later.
func (o Openings) Between(from, to time.Time) time.Duration {
	if !to.After(from) {
		return 0
	}
	if from.Before(o.first) || to.After(o.last) {
		return o.hours.Between(from, to, o.zone)
	}
	return o.before(to) - o.before(from)
}

// before is the opening time from the first day until an instant.
func (o Openings) before(t time.Time) time.Duration {
	i := sort.Search(len(o.spans), func(i int) bool { return o.spans[i].from.After(t) })
	if i == 0 {
		return 0
	}
	s := o.spans[i-1]
	return o.until[i-1] + min(t.Sub(s.from), s.to.Sub(s.from))
}

package measure

import (
	"time"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
)

// span is a stretch of time.
type span struct{ from, to time.Time }

// times are the minutes from the day the case came. What came with an import
// may lie before it, and counts as at once.
func (r *Row) times(f Facts, h House) {
	from := f.Case.Received
	r.AckWall = onClock(from, f.Receipt)
	r.FirstWall, r.FirstWork = h.minutes(from, f.Case.FirstContact)
	r.CloseWall, r.CloseWork = h.minutes(from, f.Case.Closed)
	resolved := f.resolved()
	if r.ResolveWall, r.ResolveWork = h.minutes(from, resolved); r.ResolveWork == nil {
		return
	}
	net := h.Open.Between(from, resolved)
	for _, one := range f.pauses(h, resolved) {
		net -= h.Open.Between(one.from, one.to)
	}
	r.ResolveNet = whole(max(0, net))
}

// minutes on a clock and in opening hours; none while it has not happened.
func (h House) minutes(from, to time.Time) (wall, work *int) {
	if to.IsZero() {
		return nil, nil
	}
	return onClock(from, to), whole(h.Open.Between(from, to))
}

// onClock are minutes on a clock alone.
func onClock(from, to time.Time) *int {
	if to.IsZero() {
		return nil
	}
	return whole(max(0, to.Sub(from)))
}

func whole(d time.Duration) *int {
	n := int(d / time.Minute)
	return &n
}

// days from one civil day to another.
func (h House) days(from, to time.Time) int {
	return calendar.DateIn(to, h.Zone).Sub(calendar.DateIn(from, h.Zone))
}

// pauses are the stretches until the last letter in which the business could do
// nothing: it waited for the customer, or the law let the clock stand still.
// They never overlap: a case is in one stage at a time.
func (f Facts) pauses(h House, until time.Time) []span {
	var out []span
	stage, since, left := "", time.Time{}, h.Suspended
	if f.Case.LegalDue.IsZero() {
		left = 0
	}
	end := func(at time.Time) {
		s := span{since, earlier(at, until)}
		if stage == string(complaint.Proposed) {
			s, left = h.suspension(s, left)
		}
		if (stage == string(complaint.WaitingCustomer) || stage == string(complaint.Proposed)) && s.to.After(s.from) {
			out = append(out, s)
		}
	}
	for _, e := range f.Events {
		if e.Stage != "" && e.Stage != stage {
			end(e.At)
			stage, since = e.Stage, e.At
		}
	}
	end(until)
	return out
}

// suspension is what of an offer's wait the law takes off: as many business
// days as are left of the cap, the day of the offer being the first, as
// calendar.Suspend counts them.
func (h House) suspension(s span, left int) (span, int) {
	if left == 0 {
		return span{s.from, s.from}, 0
	}
	first, last := calendar.DateIn(s.from, h.Zone), calendar.DateIn(s.to, h.Zone)
	used := 0
	for day := first; day.Before(last); day = day.AddDays(1) {
		if !h.Calendar.IsBusinessDay(day) {
			continue
		}
		if used == left {
			return span{s.from, earlier(s.to, later(s.from, day.StartIn(h.Zone)))}, 0
		}
		used++
	}
	return s, left - used
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

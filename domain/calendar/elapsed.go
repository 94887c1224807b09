package calendar

import "time"

// Between is the opening time from one instant to a later one; nothing when to
// is not later. Time elapses as on a clock, as in AddBusiness.
func (h Hours) Between(from, to time.Time, loc *time.Location) time.Duration {
	var open time.Duration
	if !to.After(from) {
		return 0
	}
	last := DateIn(to, loc)
	for day := DateIn(from, loc); !last.Before(day); day = day.AddDays(1) {
		for _, s := range h.spans(day, loc) {
			if part := max(s.after(from), 0) - max(s.after(to), 0); part > 0 {
				open += part
			}
		}
	}
	return open
}

// PartOf is the instant at which so many percent of the opening time between
// two instants have passed, never after the later one. Where nothing opens in
// between, the percent are those of the time on a clock.
// Errors: ErrHours for a percentage that is not between 0 and 100.
func (h Hours) PartOf(from, to time.Time, percent int, loc *time.Location) (time.Time, error) {
	if percent < 0 || percent > 100 {
		return time.Time{}, ErrHours
	}
	if !to.After(from) {
		return to, nil
	}
	open := h.Between(from, to, loc)
	if open == 0 {
		return from.Add(to.Sub(from) / 100 * time.Duration(percent)), nil
	}
	return h.AddBusiness(from, open/100*time.Duration(percent), loc)
}

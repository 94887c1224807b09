package customer

import "escucha/domain/calendar"

// Windows are the days after a case was closed within which a purchase counts
// as a return (R062).
func Windows() []int { return []int{30, 90, 180} }

// Repurchase is what a customer did after one case was closed.
type Repurchase struct {
	Days  int          // until the first purchase after it; 0 when there was none
	Count map[int]int  // purchases within each window
	Due   map[int]bool // whether the whole window is over: half ones are not counted
}

// Return looks at the purchases after the day on which a case was closed. One of
// the same day may have come before it, and does not count.
func Return(closed, today calendar.Date, purchases []Purchase) Repurchase {
	out := Repurchase{Count: map[int]int{}, Due: map[int]bool{}}
	for _, window := range Windows() {
		out.Due[window] = today.Sub(closed) > window
	}
	for _, p := range purchases {
		days := p.Day.Sub(closed)
		if days < 1 {
			continue
		}
		if out.Days == 0 || days < out.Days {
			out.Days = days
		}
		for _, window := range Windows() {
			if days <= window {
				out.Count[window]++
			}
		}
	}
	return out
}

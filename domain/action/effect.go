package action

import "time"

// Effect is what an action changed.
type Effect string

// The effects.
const (
	Better  Effect = "better"
	Same    Effect = "same"
	Worse   Effect = "worse"
	Unknown Effect = "unknown"
)

// Effects lists them.
func Effects() []Effect { return []Effect{Better, Same, Worse, Unknown} }

const (
	// Before is how many days before it was carried out are counted.
	Before = 90
	// Enough is how many days must have passed to see what changed.
	Enough = 14
	// month is the days that a rate is told for.
	month = 30
	// turn is by how much a rate must differ, as a part of what it was.
	turn = 0.25
	day  = 24 * time.Hour
)

// Early reports whether too little time has passed to see what changed.
func Early(done, now time.Time) bool { return now.Before(done.Add(Enough * day)) }

// Span are the moments between which the cases before and after are counted.
type Span struct{ From, Done, To time.Time }

// SpanOf is what is looked at of an action carried out at a moment.
func SpanOf(done, now time.Time) Span { return Span{done.AddDate(0, 0, -Before), done, now} }

// Rates are cases per thirty days, before and after.
func (s Span) Rates(before, after int) (was, is float64) {
	return rate(before, s.Done.Sub(s.From)), rate(after, s.To.Sub(s.Done))
}

func rate(n int, over time.Duration) float64 {
	days := over.Hours() / 24
	if days < 1 {
		days = 1 // of a part of a day nothing is foretold
	}
	return float64(n) * month / days
}

// Judge says what the figures show: a quarter less is better, a quarter more is
// worse. Where there was nothing before and nothing after, nothing is known.
func (s Span) Judge(before, after int) Effect {
	was, is := s.Rates(before, after)
	switch {
	case before+after == 0:
		return Unknown
	case is <= was*(1-turn):
		return Better
	case is >= was*(1+turn):
		return Worse
	}
	return Same
}

package report

import "escucha/domain/calendar"

// piece is a part of a period, both days included. A whole one is a month that
// is over: what it came to is kept.
type piece struct {
	from, to calendar.Date
	whole    bool
}

// longest is how far back lines go, and months are told apart: ten years.
const longest = 120

// pieces are the months of a period, the first and the last of which may be a
// part of one. What lies ten years and more before its end, and what lies behind
// today's month, is one piece each.
func (p Period) pieces() []piece {
	var out []piece
	for from := p.From; !p.To.Before(from); {
		next := firstOf(from).AddMonths(1)
		if far := firstOf(p.To).AddMonths(1 - longest); from.Before(far) {
			next = far
		}
		if firstOf(p.Today).Before(firstOf(from)) {
			next = p.To.AddDays(1)
		}
		to := next.AddDays(-1)
		if p.To.Before(to) {
			to = p.To
		}
		month := from.Day == 1 && to == from.AddMonths(1).AddDays(-1)
		out = append(out, piece{from, to, month && to.Before(p.Today)})
		from = to.AddDays(1)
	}
	return out
}

// firstOf is the first day of its month.
func firstOf(day calendar.Date) calendar.Date {
	return calendar.Date{Year: day.Year, Month: day.Month, Day: 1}
}

package calendar

import "time"

// byWeekday moves a day by so many days according to its weekday; a weekday
// that is not listed stays.
type byWeekday map[time.Weekday]int

func (m byWeekday) move(d Date) []Date { return []Date{d.AddDays(m[d.Weekday()])} }

// keep moves the rest and leaves the day itself in the list as well. Only for
// moves away from a weekend, where the day is not worked anyhow.
func (m byWeekday) keep(d Date) []Date {
	moved := d.AddDays(m[d.Weekday()])
	if weekend := isWeekend(d); moved != d && weekend {
		return []Date{d, moved}
	}
	return []Date{moved}
}

// shifts are the ways in which the laws move a holiday, by the name that the
// data uses. Sources are beside each holiday in the data.
var shifts = map[string]func(Date) []Date{
	"":     byWeekday{}.move,
	"none": byWeekday{}.move,
	// Colombia, Ley 51 of 1983: the Monday that follows.
	"next_monday": byWeekday{0: 1, 2: 6, 3: 5, 4: 4, 5: 3, 6: 2}.move,
	// Spanish regions that take the Monday after a Sunday.
	"sunday_to_monday": byWeekday{0: 1}.move,
	// Spain: a Sunday is left out of the national list; whether Monday
	// follows is each region's choice and stands in its table.
	"not_sunday": dropSunday,
	// Argentina, Ley 27.399: Tuesday and Wednesday to the Monday before,
	// Thursday and Friday to the Monday after; a weekend stays.
	"ar_mon": byWeekday{2: -1, 3: -2, 4: 4, 5: 3}.move,
	// 17 June on a Friday would move onto 20 June, a holiday already.
	"ar_mon_fri_stays": byWeekday{2: -1, 3: -2, 4: 4}.move,
	// Chile, Ley 19.668: to the nearest Monday; a weekend stays.
	"cl_mon": byWeekday{2: -1, 3: -2, 4: -3, 5: 3}.move,
	// Chile, Ley 20.299: Tuesday to the Friday before, Wednesday to the next.
	"cl_fri": byWeekday{2: -4, 3: 2}.move,
	// Ecuador, law of 20 December 2016.
	"ec":         byWeekday{2: -1, 3: 2, 4: 1, 6: -1, 0: 1}.keep,
	"ec_weekend": byWeekday{6: -1, 0: 1}.keep,
	// 2 and 3 November follow each other: the pair becomes Monday and
	// Tuesday, or Thursday and Friday, or Friday and Monday.
	"ec_nov2": byWeekday{2: -1, 3: 2, 6: -1, 0: 2}.keep,
	"ec_nov3": byWeekday{3: -1, 6: -2, 0: 1}.keep,
}

func dropSunday(d Date) []Date {
	if d.Weekday() == time.Sunday {
		return nil
	}
	return []Date{d}
}

func isWeekend(d Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

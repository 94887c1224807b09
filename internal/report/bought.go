package report

import (
	"slices"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
)

// shopping are the days on which customers bought, in order, as numbers.
type shopping map[string][]int

// bought reads the purchases of some days, both included.
func (c *counter) bought(from, to calendar.Date) (shopping, error) {
	out := shopping{}
	whole := *c
	whole.by = "" // purchases are nobody's group
	params := dbx.Params{"from": from.String(), "to": to.AddDays(1).String()}
	err := whole.lines("bought", params, 2, func(row []string) error {
		n, err := dayNumber(row[1])
		out[row[0]] = append(out[row[0]], n)
		return err
	})
	for _, days := range out {
		slices.Sort(days)
	}
	return out, err
}

// after is how many days after one somebody first bought again; 0 for never.
func (s shopping) after(who string, day int) int {
	days := s[who]
	if at, _ := slices.BinarySearch(days, day+1); at < len(days) {
		return days[at] - day
	}
	return 0
}

// until is the last day, up to this one, on which somebody bought; 0 for none.
func (s shopping) until(who string, day int) int {
	days := s[who]
	if at, _ := slices.BinarySearch(days, day+1); at > 0 {
		return days[at-1]
	}
	return 0
}

// epoch is where days are numbered from.
var epoch = calendar.Date{Year: 2000, Month: 1, Day: 1}

func dayNumber(day string) (int, error) {
	d, err := calendar.Parse(day)
	return d.Sub(epoch), err
}

package calendar

import (
	"slices"
	"testing"
	"time"
)

// TestDataIsComplete reads every embedded entry: whoever edits the data learns
// here what is missing.
func TestDataIsComplete(t *testing.T) {
	t.Parallel()
	for _, country := range Countries() {
		file, err := fileOf(country)
		if err != nil {
			t.Fatal(err)
		}
		if file.Country != country || file.VerifiedOn.IsZero() || file.Source == "" {
			t.Errorf("%s: country %q, verified on %s, source %q", country, file.Country, file.VerifiedOn, file.Source)
		}
		for _, rule := range file.Holidays {
			checkEntry(t, file, rule)
		}
	}
}

func checkEntry(t *testing.T, file countryFile, rule entry) {
	t.Helper()
	if rule.NameES == "" || rule.NameEN == "" || rule.Source == "" {
		t.Errorf("%s %q: name or source is missing", file.Country, rule.NameES)
	}
	if _, ok := shifts[rule.Shift]; !ok {
		t.Errorf("%s %q: unknown shift %q", file.Country, rule.NameES, rule.Shift)
	}
	if !slices.Contains([]string{"fixed", "easter", "nth", "table"}, rule.Rule) {
		t.Errorf("%s %q: unknown rule %q", file.Country, rule.NameES, rule.Rule)
	}
	if rule.Rule == "table" && len(rule.Dates)+len(rule.Projected) == 0 {
		t.Errorf("%s %q: empty table", file.Country, rule.NameES)
	}
	for _, code := range rule.Regions {
		region, err := file.region(code)
		if err != nil {
			t.Errorf("%s %q: %v", file.Country, rule.NameES, err)
		}
		checkDates(t, region, rule)
	}
}

// checkDates holds that projections are marked as such, and only they.
func checkDates(t *testing.T, region Region, rule entry) {
	t.Helper()
	for _, d := range rule.Dates {
		if region.Coverage.Projected(d.Year) || !region.Coverage.Covers(d.Year) {
			t.Errorf("%s %q: %s is stated as settled", region.Code, rule.NameES, d)
		}
	}
	for _, d := range rule.Projected {
		if !region.Coverage.Projected(d.Year) || !region.Coverage.Covers(d.Year) {
			t.Errorf("%s %q: %s is not a projection", region.Code, rule.NameES, d)
		}
	}
}

func TestEaster(t *testing.T) {
	t.Parallel()
	for _, want := range []Date{
		{2020, 4, 12}, {2024, 3, 31}, {2025, 4, 20}, {2026, 4, 5}, {2027, 3, 28},
		{2028, 4, 16}, {2032, 3, 28}, {2038, 4, 25}, {2285, 3, 22},
	} {
		if got := Easter(want.Year); got != want {
			t.Errorf("Easter of %d is %s, want %s", want.Year, got, want)
		}
	}
}

// TestShifts walks a week: what each shift does to Sunday … Saturday.
func TestShifts(t *testing.T) {
	t.Parallel()
	tests := map[string][7]int{
		"none":             {0, 0, 0, 0, 0, 0, 0},
		"next_monday":      {1, 0, 6, 5, 4, 3, 2},
		"sunday_to_monday": {1, 0, 0, 0, 0, 0, 0},
		"ar_mon":           {0, 0, -1, -2, 4, 3, 0},
		"ar_mon_fri_stays": {0, 0, -1, -2, 4, 0, 0},
		"cl_mon":           {0, 0, -1, -2, -3, 3, 0},
		"cl_fri":           {0, 0, -4, 2, 0, 0, 0},
		"ec":               {1, 0, -1, 2, 1, 0, -1},
		"ec_weekend":       {1, 0, 0, 0, 0, 0, -1},
		"ec_nov2":          {2, 0, -1, 2, 0, 0, -1},
		"ec_nov3":          {1, 0, 0, -1, 0, 0, -2},
	}
	sunday := Date{2026, 11, 22}
	for name, moves := range tests {
		for weekday, move := range moves {
			day := sunday.AddDays(weekday)
			days := shifts[name](day)
			if got := days[len(days)-1]; got != day.AddDays(move) {
				t.Errorf("%s on %s: %s, want %+d", name, day.Weekday(), got.Weekday(), move)
			}
		}
	}
	if days := shifts["not_sunday"](sunday); days != nil {
		t.Errorf("not_sunday keeps %v", days)
	}
	if days := shifts["ec"](sunday); len(days) != 2 || days[0] != sunday {
		t.Errorf("ec keeps the weekend day too: %v", days)
	}
	if got := nthWeekday(2026, time.November, time.Monday, 3); got != (Date{2026, 11, 16}) {
		t.Errorf("third Monday of November 2026: %s", got)
	}
}

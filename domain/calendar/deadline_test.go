package calendar

import (
	"errors"
	"strconv"
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones where the machine has none
)

// placeOf says whose holidays a profile of the test data counts with.
var placeOf = map[string][2]string{
	"pe": {"PE"}, "co": {"CO"}, "co-10": {"CO"}, "co-30": {"CO"},
	"es": {"ES"}, "es-l10": {"ES"}, "es-an": {"ES", "AN"},
	"mx": {"MX"}, "cl": {"CL"}, "ar": {"AR"}, "ec": {"EC"},
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func at(t testing.TB, text string, loc *time.Location) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestEveryDeadlineOfTheTable(t *testing.T) {
	t.Parallel()
	all := rows(t, "deadlines.csv")
	if len(all) != 40 {
		t.Fatalf("%d deadlines, want 40", len(all))
	}
	for _, row := range all {
		t.Run(row["profile"]+"/"+row["received"], func(t *testing.T) {
			t.Parallel()
			amount, err := strconv.Atoi(row["amount"])
			if err != nil {
				t.Fatal(err)
			}
			where := placeOf[row["profile"]]
			cal := mustNew(t, where[0], where[1])
			term := Term{amount, row["unit"], StartNextDay}
			result, err := Deadline(term, at(t, row["received"]+" 10:00", time.UTC), time.UTC, cal)
			if err != nil || result.Due.String() != row["due"] {
				t.Errorf("due %s, %v; want %s (%s)", result.Due, err, row["due"], row["note"])
			}
		})
	}
}

// TestVectors are computed by hand from the laws; the first ones are Peru's.
func TestVectors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		country, region, unit, received, due, why string
		amount                                    int
	}{
		{"PE", "", UnitBusinessDays, "2026-10-05", "2026-10-27", "8 Oct skipped", 15},
		{"PE", "", UnitBusinessDays, "2026-10-02", "2026-10-26", "8 Oct skipped", 15},
		{"PE", "", UnitBusinessDays, "2026-07-17", "2026-08-13", "23, 28, 29 Jul, 6 Aug", 15},
		{"PE", "", UnitBusinessDays, "2026-12-07", "2026-12-31", "8, 9, 25 Dec", 15},
		{"CO", "", UnitBusinessDays, "2026-07-06", "2026-07-29", "13 Jul is new in 2026", 15},
		{"CO", "", UnitBusinessDays, "2026-07-06", "2026-07-22", "documents", 10},
		{"CO", "", UnitBusinessDays, "2026-07-06", "2026-08-21", "consultas", 30},
		{"CO", "", UnitBusinessDays, "2026-12-18", "2027-01-13", "25 Dec, 1 and 11 Jan", 15},
		{"ES", "", UnitCalendarDays, "2026-11-30", "2026-12-15", "calendar days", 15},
		{"ES", "", UnitBusinessDays, "2026-11-30", "2026-12-22", "8 Dec", 15},
		{"ES", "", UnitBusinessDays, "2026-11-30", "2026-12-15", "national days only", 10},
		{"ES", "AN", UnitBusinessDays, "2026-11-30", "2026-12-16", "7 Dec in Andalusia", 10},
	}
	for _, test := range tests {
		t.Run(test.country+test.region+"/"+test.received+"/"+test.why, func(t *testing.T) {
			t.Parallel()
			cal := mustNew(t, test.country, test.region)
			for _, start := range []string{StartNextDay, StartNextBusinessDay} {
				if test.unit == UnitCalendarDays && start == StartNextBusinessDay {
					continue
				}
				term := Term{test.amount, test.unit, start}
				result, err := Deadline(term, at(t, test.received+" 12:00", time.UTC), time.UTC, cal)
				if err != nil || result.Due.String() != test.due {
					t.Errorf("start %s: due %s, %v; want %s", start, result.Due, err, test.due)
				}
			}
		})
	}
}

func TestUnitsAndStarts(t *testing.T) {
	t.Parallel()
	lima := zone(t, "America/Lima")
	tests := []struct {
		name     string
		term     Term
		received string
		due      string
	}{
		{"receipt counts itself", Term{1, UnitBusinessDays, StartReceipt}, "2026-11-20 09:00", "2026-11-20 23:59:59"},
		{"receipt on Sunday", Term{1, UnitBusinessDays, StartReceipt}, "2026-11-22 09:00", "2026-11-23 23:59:59"},
		{"calendar from receipt", Term{5, UnitCalendarDays, StartReceipt}, "2026-11-20 09:00", "2026-11-24 23:59:59"},
		{"calendar from next day", Term{5, UnitCalendarDays, StartNextDay}, "2026-11-20 09:00", "2026-11-25 23:59:59"},
		{"calendar from next business day", Term{5, UnitCalendarDays, StartNextBusinessDay}, "2026-11-20 09:00", "2026-11-27 23:59:59"},
		{"two hours", Term{2, UnitHours, StartReceipt}, "2026-11-20 23:10", "2026-11-21 01:10:00"},
		{"hours from next day", Term{24, UnitHours, StartNextDay}, "2026-11-20 23:10", "2026-11-22 00:00:00"},
		{"a month", Term{1, UnitMonths, StartNextDay}, "2026-11-20 09:00", "2026-12-20 23:59:59"},
		{"a month from the 31st", Term{1, UnitMonths, StartReceipt}, "2027-01-31 09:00", "2027-02-28 23:59:59"},
		{"a month into a leap year", Term{1, UnitMonths, StartReceipt}, "2028-01-31 09:00", "2028-02-29 23:59:59"},
		{"a month from a business day", Term{1, UnitMonths, StartNextBusinessDay}, "2026-11-20 09:00", "2026-12-23 23:59:59"},
		{"leap day is a day", Term{15, UnitCalendarDays, StartNextDay}, "2028-02-14 09:00", "2028-02-29 23:59:59"},
		{"leap day is a business day", Term{1, UnitBusinessDays, StartNextDay}, "2028-02-28 09:00", "2028-02-29 23:59:59"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			result, err := Deadline(test.term, at(t, test.received, lima), lima, mustNew(t, "PE", ""))
			if err != nil {
				t.Fatal(err)
			}
			if got := result.DueAt.In(lima).Format("2006-01-02 15:04:05"); got != test.due {
				t.Errorf("due at %s, want %s", got, test.due)
			}
			if result.Due != DateIn(result.DueAt, lima) {
				t.Errorf("due %s and due at %s disagree", result.Due, result.DueAt)
			}
		})
	}
}

func TestBadTerms(t *testing.T) {
	t.Parallel()
	for name, term := range map[string]Term{
		"nothing":       {},
		"zero":          {0, UnitBusinessDays, StartNextDay},
		"negative":      {-1, UnitHours, StartReceipt},
		"too long":      {1 << 30, UnitBusinessDays, StartNextDay},
		"unknown unit":  {1, "weeks", StartNextDay},
		"unknown start": {1, UnitMonths, "tomorrow"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Deadline(term, time.Unix(0, 0), time.UTC, mustNew(t, "PE", ""))
			if !errors.Is(err, ErrTerm) {
				t.Errorf("error %v, want ErrTerm", err)
			}
		})
	}
}

// TestTraceExplainsEveryDay reads the way over 8 October in Lima.
func TestTraceExplainsEveryDay(t *testing.T) {
	t.Parallel()
	term := Term{3, UnitBusinessDays, StartNextBusinessDay}
	received := at(t, "2026-10-03 10:00", time.UTC)
	result, err := Deadline(term, received, time.UTC, mustNew(t, "PE", ""))
	if err != nil {
		t.Fatal(err)
	}
	want := []Day{
		{Date{2026, 10, 3}, false, ReasonReceived, ""},
		{Date{2026, 10, 4}, false, ReasonWeekend, ""},
		{Date{2026, 10, 5}, true, ReasonStart, ""},
		{Date{2026, 10, 6}, true, ReasonCounted, ""},
		{Date{2026, 10, 7}, true, ReasonCounted, ""},
	}
	checkTrace(t, result.Trace, want)
	longer, err := Extend(result, Date{2026, 10, 9}, time.UTC, mustNew(t, "PE", ""))
	if err != nil {
		t.Fatal(err)
	}
	checkTrace(t, longer.Trace, append(want,
		Day{Date{2026, 10, 8}, false, ReasonHoliday, "Combate de Angamos"},
		Day{Date{2026, 10, 9}, true, ReasonCounted, ""}))
	if longer.Due != (Date{2026, 10, 9}) || DateIn(longer.DueAt, time.UTC) != longer.Due {
		t.Errorf("extended to %s, %s", longer.Due, longer.DueAt)
	}
	if _, err := Extend(result, result.Due, time.UTC, mustNew(t, "PE", "")); !errors.Is(err, ErrTerm) {
		t.Errorf("extending to the same day: %v", err)
	}
}

// TestCalendarDaysNameTheHolidayTheyCount: Good Friday counts and is named.
func TestCalendarDaysNameTheHolidayTheyCount(t *testing.T) {
	t.Parallel()
	term := Term{2, UnitCalendarDays, StartNextDay}
	result, err := Deadline(term, at(t, "2026-04-01 10:00", time.UTC), time.UTC, mustNew(t, "ES", ""))
	if err != nil {
		t.Fatal(err)
	}
	checkTrace(t, result.Trace, []Day{
		{Date{2026, 4, 1}, false, ReasonReceived, ""},
		{Date{2026, 4, 2}, true, ReasonStart, ""},
		{Date{2026, 4, 3}, true, ReasonCounted, "Viernes Santo"},
	})
}

func checkTrace(t *testing.T, got, want []Day) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("trace has %d days, want %d: %v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("day %d: %v, want %v", i, got[i], want[i])
		}
	}
}

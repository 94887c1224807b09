package i18n_test

import (
	"testing"
	"time"

	"escucha/internal/i18n"
)

func TestDates(t *testing.T) {
	t.Parallel()
	c := load(t)
	lima, err := time.LoadLocation("America/Lima")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 18, 2, 8, 0, 0, time.UTC) // still the 17th in Lima
	rows := []struct{ name, got, want string }{
		{"long, Spanish, by the zone", c.Date("es", at, lima), "martes 17 de noviembre de 2026"},
		{"long, English", c.Date("en", at, lima), "Tuesday 17 November 2026"},
		{"no zone is UTC", c.Date("es", at, nil), "miércoles 18 de noviembre de 2026"},
		{"day and month", c.DayMonth("es", at, lima), "martes 17 de noviembre"},
		{"day and month, English", c.DayMonth("en", at, lima), "Tuesday 17 November"},
		{"short", c.Short("es", at, lima), "17 nov 2026"},
		{"short, English", c.Short("en", at, lima), "17 Nov 2026"},
		{"clock", i18n.Clock(at, lima), "21:08"},
		{"clock without zone", i18n.Clock(at, nil), "02:08"},
		{"no time", c.Date("es", time.Time{}, lima), ""},
		{"no clock", i18n.Clock(time.Time{}, lima), ""},
		{"civil", c.CivilDate("es", "2026-12-10"), "jueves 10 de diciembre de 2026"},
		{"civil, day and month", c.CivilDayMonth("en", "2026-12-10"), "Thursday 10 December"},
		{"civil, short", c.CivilShort("es", "2026-02-01"), "01 feb 2026"},
		{"not a civil date", c.CivilDate("es", "pronto"), "pronto"},
		{"no civil date", c.CivilDate("es", ""), ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if row.got != row.want {
				t.Errorf("got %q, want %q", row.got, row.want)
			}
		})
	}
}

func TestEveryMonthAndWeekdayHasItsName(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, lang := range i18n.Languages {
		seen := map[string]bool{}
		for month := range 12 {
			day := time.Date(2026, time.Month(month+1), 1, 12, 0, 0, 0, time.UTC)
			seen[c.Date(lang, day, nil)] = true
			seen[c.Short(lang, day, nil)] = true
		}
		if len(seen) != 24 {
			t.Errorf("%s: months written alike: %v", lang, seen)
		}
		for text := range seen {
			if placeholders(text) != nil || len(text) < 8 {
				t.Errorf("%s: %q", lang, text)
			}
		}
	}
}

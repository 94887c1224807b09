package message_test

import (
	"strings"
	"testing"
	"time"

	"escucha/domain/calendar"
	"escucha/domain/message"
)

var today = calendar.Date{Year: 2026, Month: time.November, Day: 24}

// TestDates: as people write them, in both languages.
func TestDates(t *testing.T) {
	t.Parallel()
	rows := []struct{ text, want string }{
		{"Estará el 10 de diciembre.", "2026-12-10"},
		{"el 1º de diciembre de 2026", "2026-12-01"},
		{"el jueves 10 de Diciembre del 2027", "2027-12-10"},
		{"el 3 de setiembre de 2027", "2027-09-03"},
		{"antes del 5 de enero", "2027-01-05"},
		{"desde el 20 de noviembre", "2026-11-20"},
		{"por el 10/12/2026", "2026-12-10"}, {"por el 10-12-26", "2026-12-10"}, {"por el 1.12.2026", "2026-12-01"}, {"hasta 2026-12-10", "2026-12-10"},
		{"by 10 December", "2026-12-10"}, {"by the 10th of December 2026", "2026-12-10"}, {"on December 10th, 2026", "2026-12-10"}, {"on May 3", "2027-05-03"},
		{"el 10 de diciembre o el 12 de diciembre", "2026-12-10 2026-12-12"},
		{"el 31 de noviembre", ""}, {"el 32/12/2026", ""}, {"el 10/13/2026", ""},
		{"Le faltan 2 de 24 piezas", ""}, {"el caso 000000406-2026", ""}, {"S/ 1.689,50", ""}, {"llame al 01-900-0100", ""}, {"versión 1.2.3.4", ""},
	}
	for _, row := range rows {
		var got []string
		for _, one := range message.Dates(row.text, today) {
			got = append(got, one.Day.String())
		}
		if text := strings.Join(got, " "); text != row.want {
			t.Errorf("%q: %q, want %q", row.text, text, row.want)
		}
	}
}

// TestUnfounded: what is past was no promise, and what is on record is founded.
func TestUnfounded(t *testing.T) {
	t.Parallel()
	known := []calendar.Date{{Year: 2026, Month: time.December, Day: 17}}
	rows := []struct{ name, text, want string }{
		{"no date", "Ya empezamos; le escribimos pronto.", ""},
		{"the legal date", "A más tardar el 17 de diciembre de 2026.", ""},
		{"a promise", "Estará el 18 de diciembre.", "18 de diciembre"},
		{"in English", "It will be ready on December 18.", "December 18"},
		{"what happened", "Lo recibimos el 20 de noviembre de 2026.", ""},
		{"today", "Hoy, 24 de noviembre, ya empezamos.", ""},
		{"tomorrow", "El 25/11/2026 lo tiene.", "25/11/2026"},
		{"the founded one first", "El 17 de diciembre o el 19 de diciembre", "19 de diciembre"},
	}
	for _, row := range rows {
		if got := message.Unfounded(row.text, today, known); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

package legal

import (
	"testing"
	"time"
)

// TestCompleted: dates counted by hand. In Colombia a petition of Monday
// 1 December 2025 may be sent back until the 16th (the 8th is a holiday); what is
// left of its fifteen days runs from the day after it was completed, and
// 25 December, 1 and 12 January do not count. In Spain the term starts anew.
func TestCompleted(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, profile, received, asked, completed, want string }{
		{"six days had run", "co-15", "2025-12-01", "2025-12-10", "2025-12-29", "2026-01-13"},
		{"on the tenth day", "co-15", "2025-12-01", "2025-12-16", "2025-12-17", "2025-12-24"},
		{"a day too late to stop it", "co-15", "2025-12-01", "2025-12-17", "2026-01-15", "2025-12-23"},
		{"completed the same day", "co-15", "2025-12-01", "2025-12-10", "2025-12-10", "2025-12-23"},
		{"on the last day of the term", "co-10", "2025-12-01", "2025-12-16", "2026-01-15", "2025-12-16"},
		{"over a weekend", "co-10", "2025-12-01", "2025-12-05", "2025-12-06", "2025-12-16"},
		{"no such thing in a direct claim", "co", "2025-12-01", "2025-12-10", "2025-12-29", "2025-12-23"},
		{"anew in Spain", "es-l10", "2026-11-30", "2026-12-03", "2026-12-10", "2027-01-04"},
		{"nothing of it in Peru", "pe", "2026-12-01", "2026-12-03", "2026-12-11", "2026-12-24"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p, cal, loc := setup(t, row.profile)
			received := day(t, row.received).StartIn(loc).Add(10 * time.Hour)
			due, err := Due(p, received, loc, cal)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Completed(p, due, received, day(t, row.asked).StartIn(loc).Add(time.Hour), day(t, row.completed).EndIn(loc), loc, cal)
			if err != nil || got.Due.String() != row.want {
				t.Errorf("due %s, %v; want %s (before: %s)", got.Due, err, row.want, due.Due)
			}
		})
	}
}

func TestTimeToComplete(t *testing.T) {
	t.Parallel()
	for _, row := range [][3]string{{"co-30", "2026-01-31", "2026-02-28"}, {"co-10", "2028-01-31", "2028-02-29"}, {"es-l10", "2026-12-04", "2026-12-21"}} {
		p, cal, loc := setup(t, row[0])
		until, known, err := MayCompleteUntil(p, day(t, row[1]).StartIn(loc), loc, cal)
		if err != nil || !known || until.String() != row[2] {
			t.Errorf("%s asked %s: until %s, %v; want %s", row[0], row[1], until, err, row[2])
		}
	}
	p, cal, loc := setup(t, "pe")
	if _, known, err := MayCompleteUntil(p, time.Now(), loc, cal); known || err != nil {
		t.Errorf("Peru knows no such time: %v %v", known, err)
	}
}

func TestMattersWithATerm(t *testing.T) {
	t.Parallel()
	p, cal, loc := setup(t, "es-l10")
	received := day(t, "2026-12-04").StartIn(loc).Add(10 * time.Hour)
	for matter, want := range map[string]string{"": "2026-12-29", "billing": "2026-12-09", "continuity": "2026-12-04"} {
		short, known := p.For(matter)
		due, err := Due(short, received, loc, cal)
		if err != nil || !known || due.Due.String() != want {
			t.Errorf("%q: due %s, %v; want %s", matter, due.Due, err, want)
		}
		own, err := InternalDue(short, received, loc, cal)
		if err != nil || own.DueAt.After(due.DueAt) {
			t.Errorf("%q: own date %s after %s, %v", matter, own.DueAt, due.DueAt, err)
		}
	}
	if _, known := p.For("weather"); known {
		t.Error("a term for the weather")
	}
}

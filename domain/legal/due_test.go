package legal

import (
	"errors"
	"testing"
	"time"

	"escucha/domain/calendar"

	"pgregory.net/rapid"
)

func day(t testing.TB, text string) calendar.Date {
	t.Helper()
	d, err := calendar.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// setup gives a profile with its own calendar and zone.
func setup(t testing.TB, code string) (Profile, calendar.Calendar, *time.Location) {
	t.Helper()
	p := mustByCode(t, code)
	cal, err := p.Calendar(nil)
	if err != nil {
		t.Fatal(err)
	}
	loc, err := time.LoadLocation(p.TZ)
	if err != nil {
		t.Fatal(err)
	}
	return p, cal, loc
}

func TestDueByProfile(t *testing.T) {
	t.Parallel()
	for _, test := range [][3]string{
		{"pe", "2026-10-05", "2026-10-27"}, {"pe", "2026-12-07", "2026-12-31"},
		{"co", "2026-07-06", "2026-07-29"}, {"co-10", "2026-07-06", "2026-07-22"}, {"co-30", "2026-07-06", "2026-08-21"},
		{"es", "2026-11-30", "2026-12-15"}, {"es-l10", "2026-11-30", "2026-12-22"}, {"es-an", "2026-11-30", "2026-12-16"},
		{"mx", "2026-01-31", "2026-02-23"}, {"cl", "2026-06-28", "2026-07-21"}, {"ar", "2026-06-13", "2026-07-06"},
		{"ec", "2026-10-31", "2026-11-24"}, {"gen", "2026-12-07", "2026-12-28"},
	} {
		t.Run(test[0]+"/"+test[1], func(t *testing.T) {
			t.Parallel()
			p, cal, loc := setup(t, test[0])
			received := day(t, test[1]).EndIn(loc)
			result, err := Due(p, received, loc, cal)
			if err != nil || result.Due.String() != test[2] || result.Version != cal.Version() {
				t.Errorf("due %s, %v; want %s", result.Due, err, test[2])
			}
		})
	}
	p, cal, loc := setup(t, "pe")
	p.Answer.Amount = 0
	if _, err := Due(p, time.Unix(0, 0), loc, cal); !errors.Is(err, calendar.ErrTerm) {
		t.Errorf("term of zero: %v", err)
	}
	if _, err := InternalDue(p, time.Unix(0, 0), loc, cal); !errors.Is(err, calendar.ErrTerm) {
		t.Errorf("internal, term of zero: %v", err)
	}
}

func TestInternalDue(t *testing.T) {
	t.Parallel()
	for _, test := range [][3]string{
		{"pe", "2026-10-05", "2026-10-20"},
		{"co", "2026-07-06", "2026-07-18"}, // Saturdays count there
		{"cl", "2026-11-23", "2026-11-30"},
	} {
		p, cal, loc := setup(t, test[0])
		result, err := InternalDue(p, day(t, test[1]).StartIn(loc), loc, cal)
		if err != nil || result.Due.String() != test[2] {
			t.Errorf("%s: %s, %v; want %s", test[0], result.Due, err, test[2])
		}
	}
}

func TestInternalDueIsNeverLaterThanTheLaw(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p, cal, loc := setup(t, rapid.SampledFrom(codes).Draw(rt, "profile"))
		p.InternalTargetDays = rapid.IntRange(1, 40).Draw(rt, "target")
		received := calendar.Date{Year: 2024, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 1800).Draw(rt, "day")).StartIn(loc)
		legal, err := Due(p, received, loc, cal)
		if err != nil {
			rt.Fatal(err)
		}
		internal, err := InternalDue(p, received, loc, cal)
		if err != nil || internal.DueAt.After(legal.DueAt) {
			rt.Fatalf("internal %s, legal %s, %v", internal.DueAt, legal.DueAt, err)
		}
	})
}

// TestExtension: co-10 received Monday 2026-07-06 is due 07-22, and twice the
// term is 08-05.
func TestExtension(t *testing.T) {
	t.Parallel()
	p, cal, loc := setup(t, "co-10")
	limit, err := ExtensionLimit(p, day(t, "2026-07-06").StartIn(loc), loc, cal)
	if err != nil || limit != day(t, "2026-08-05") {
		t.Fatalf("limit %s, %v", limit, err)
	}
}

func TestExtensionLimitRefuses(t *testing.T) {
	t.Parallel()
	peru, cal, loc := setup(t, "pe")
	if _, err := ExtensionLimit(peru, time.Unix(0, 0), loc, cal); !errors.Is(err, ErrExtensionNotAllowed) {
		t.Errorf("Peru: %v", err)
	}
	colombia, cal, loc := setup(t, "co-30")
	colombia.Answer.Amount = 3000
	if _, err := ExtensionLimit(colombia, time.Unix(0, 0), loc, cal); !errors.Is(err, calendar.ErrTerm) {
		t.Errorf("a term that is too long: %v", err)
	}
	if got := ErrExtensionNotAllowed.Error(); got != "extension_not_allowed" {
		t.Errorf("code %q", got)
	}
	if SuspensionMax(peru, "holidays") != 0 {
		t.Error("an event that is not listed suspends nothing")
	}
}

package report

import (
	"testing"

	"escucha/domain/calendar"
)

func day(t *testing.T, text string) calendar.Date {
	t.Helper()
	out, err := calendar.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestBefore: what a period is compared with.
func TestBefore(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, from, to, wantFrom, wantTo string }{
		{"a month", "2026-11-01", "2026-11-30", "2026-10-01", "2026-10-31"},
		{"March after February", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"},
		{"a quarter", "2026-07-01", "2026-09-30", "2026-04-01", "2026-06-30"},
		{"a year", "2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31"},
		{"the beginning of a month", "2026-11-01", "2026-11-24", "2026-10-01", "2026-10-24"},
		{"one that the month before does not reach", "2026-03-01", "2026-03-30", "2026-02-01", "2026-02-28"},
		{"a week", "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15"},
		{"a day", "2026-11-16", "2026-11-16", "2026-11-15", "2026-11-15"},
		{"from the first across months", "2026-10-01", "2026-11-10", "2026-08-21", "2026-09-30"},
	} {
		from, to := before(day(t, row.from), day(t, row.to))
		if from.String() != row.wantFrom || to.String() != row.wantTo {
			t.Errorf("%s: %s to %s", row.name, from, to)
		}
	}
}

// TestSteps: weeks begin on Monday, the first and the last may be a part, and
// nothing lies in the future.
func TestSteps(t *testing.T) {
	t.Parallel()
	p := Period{From: day(t, "2026-11-04"), To: day(t, "2026-11-30"), Today: day(t, "2026-11-24")}
	said := ""
	for _, step := range p.steps() {
		said += step.from.String()[5:] + ".." + step.to.String()[5:] + " "
	}
	if said != "11-04..11-08 11-09..11-15 11-16..11-22 11-23..11-29 " {
		t.Error(said)
	}
	p = Period{From: day(t, "2026-01-15"), To: day(t, "2026-11-24"), Today: day(t, "2026-11-24")}
	steps := p.steps()
	if p.step() != "month" || len(steps) != 11 || steps[0] != (piece{day(t, "2026-01-15"), day(t, "2026-01-31"), false}) || steps[10] != (piece{day(t, "2026-11-01"), day(t, "2026-11-24"), false}) {
		t.Errorf("%s %v", p.step(), steps)
	}
}

// TestCompare: the grave cases get the gestures; within a severity those with
// one come back as often as those without.
func TestCompare(t *testing.T) {
	t.Parallel()
	got := compare(map[string]*pair{
		"high": {with: 8, without: 2, backWith: 2, backWithout: 1}, // 25 % and 50 %
		"low":  {with: 2, without: 10, backWith: 2, backWithout: 5},
		"none": {with: 3, backWith: 3}, // nobody to compare with
	})
	var r reading
	got.say(&r)
	if r.n != 10 || *r.value != -10 || *r.parts[0].Value != 40 || *r.parts[1].Value != 50 || r.note != "" {
		t.Errorf("%d, %v, %+v", r.n, *r.value, r.parts)
	}
}

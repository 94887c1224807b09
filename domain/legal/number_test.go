package legal

import (
	"testing"

	"pgregory.net/rapid"
)

func TestNumber(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pattern   string
		seq, year int
		want      string
	}{
		{"{seq:09d}-{year}", 1, 2026, "000000001-2026"},
		{"{year}-{seq:06d}", 7, 2026, "2026-000007"},
		{"{year}-{seq:06d}", 12345678, 2026, "2026-12345678"},
		{"LR{seq}", 42, 2026, "LR42"},
		{"{year}/{seq:03d}/{year}", 9, 2027, "2027/009/2027"},
	}
	for _, test := range tests {
		p := Profile{Numbering: Numbering{Pattern: test.pattern}}
		if got := p.Number(test.seq, test.year); got != test.want {
			t.Errorf("%s of %d, %d is %s, want %s", test.pattern, test.seq, test.year, got, test.want)
		}
	}
	if got := mustByCode(t, "pe").Number(123, 2026); got != "000000123-2026" {
		t.Errorf("Peru: %s", got)
	}
	if got := mustByCode(t, "gen").Number(123, 2026); got != "2026-000123" {
		t.Errorf("general: %s", got)
	}
}

func TestBadPatterns(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{
		"", "{year}", "{seq}", "{seq}-{seq}-{year}", "{seq:9d}-{year}", "{seq:0d}-{year}", "{seq:00d}-{year}",
		"{seq:013d}-{year}", "{seq:0-1d}-{year}", "{book}-{seq}-{year}", "{seq}-{year}-{", "{seq}}-{year}",
	} {
		if err := checkPattern(Numbering{pattern, []string{"book", "year"}}); err == nil {
			t.Errorf("%q is accepted", pattern)
		}
	}
	if err := checkPattern(Numbering{"{seq}", []string{"book"}}); err != nil {
		t.Errorf("a sequence that never restarts needs no year: %v", err)
	}
}

// TestNumbersNeverRepeat: two cases of one book have two numbers, always.
func TestNumbersNeverRepeat(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p := rapid.SampledFrom(All()).Draw(rt, "profile")
		year, seq := rapid.IntRange(2020, 2099), rapid.IntRange(1, 20_000_000)
		y1, s1 := year.Draw(rt, "year 1"), seq.Draw(rt, "seq 1")
		y2, s2 := year.Draw(rt, "year 2"), seq.Draw(rt, "seq 2")
		same := y1 == y2 && s1 == s2
		if got := p.Number(s1, y1) == p.Number(s2, y2); got != same {
			rt.Fatalf("%s: %d/%d and %d/%d give %s and %s", p.Code, s1, y1, s2, y2, p.Number(s1, y1), p.Number(s2, y2))
		}
	})
}

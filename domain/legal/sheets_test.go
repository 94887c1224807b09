package legal

import (
	"slices"
	"testing"

	"escucha/domain/calendar"
)

func TestGaps(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ sheets, want []string }{
		"none":                {nil, nil},
		"one":                 {[]string{"000007"}, nil},
		"in order":            {[]string{"1", "2", "3"}, nil},
		"two missing":         {[]string{"000124", "000121"}, []string{"000122", "000123"}},
		"words are no number": {[]string{"7", "hoja 8", "9"}, []string{"8"}},
		"twice the same":      {[]string{"3", "3", "5"}, []string{"4"}},
	} {
		if got := Gaps(row.sheets); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
	if got := len(Gaps([]string{"1", "9999999"})); got != maxGap {
		t.Errorf("%d named", got)
	}
}

func TestSheetLate(t *testing.T) {
	t.Parallel()
	peru, spain := mustByCode(t, "pe"), mustByCode(t, "es-an")
	for _, row := range []struct {
		profile              Profile
		restored, registered string
		want                 bool
	}{{peru, "2026-12-31", "2026-12-31", false}, {peru, "2026-12-31", "2027-01-01", false}, {peru, "2026-12-31", "2027-01-02", true}, {spain, "2026-12-31", "2027-03-01", false}} {
		if got := SheetLate(row.profile, day(t, row.restored), day(t, row.registered)); got != row.want {
			t.Errorf("%s: %s then %s is late: %v", row.profile.Code, row.restored, row.registered, got)
		}
	}
	if SheetLate(peru, calendar.Date{}, day(t, "2027-01-02")) {
		t.Error("late without a day to count from")
	}
}

package labour_test

import (
	"testing"

	"pgregory.net/rapid"

	"escucha/domain/labour"
)

func TestCost(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		minutes    int
		hour, want float64
	}{
		"an hour":                 {60, 18.35, 18.35},
		"half of it":              {30, 18.35, 9.18}, // 9.175
		"half a cent goes up":     {1, 18.3, 0.31},   // 0.305, which no float is
		"less than half does not": {5, 12.5, 1.04},   // 1.0416…
		"a day":                   {1440, 0.01, 0.24},
		"too little for a cent":   {1, 0.29, 0},
		"no rate":                 {90, 0, 0},
		"where nothing has cents": {20, 12500, 4166.67},
	} {
		if got := labour.Cost(row.minutes, row.hour); got != row.want {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
}

// However an hour is cut into minutes, the sum is at most half a cent off for
// each piece.
func TestCostOfPieces(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hour := labour.Rate(rapid.Float64Range(0, 5000).Draw(t, "hour"))
		a, b := rapid.IntRange(1, 720).Draw(t, "a"), rapid.IntRange(1, 720).Draw(t, "b")
		apart, whole := labour.Cost(a, hour)+labour.Cost(b, hour), labour.Cost(a+b, hour)
		if off := apart - whole; off > 0.0151 || off < -0.0151 {
			t.Fatalf("%d and %d minutes at %v: %v apart, %v at once", a, b, hour, apart, whole)
		}
	})
}

func TestRate(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ hour, want float64 }{
		"as it is": {18.35, 18.35}, "more than cents": {18.349, 18.35}, "none": {0, 0}, "below nothing": {-3, 0},
	} {
		if got := labour.Rate(row.hour); got != row.want {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
}

func TestSound(t *testing.T) {
	t.Parallel()
	for minutes, want := range map[float64]bool{0: false, -5: false, 0.5: false, 1: true, 12.5: false, 60: true, 1440: true, 1441: false} {
		if got := labour.Sound(minutes); got != want {
			t.Errorf("%v minutes: %t", minutes, got)
		}
	}
}

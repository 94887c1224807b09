package measure_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"escucha/domain/measure"
)

func TestSpread(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name        string
		runs        [][]int32
		median, p90 float64
	}{
		{"one", [][]int32{{7}}, 7, 7},
		{"ten in one run", [][]int32{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}, 5.5, 9},
		{"the same in three, one of them empty", [][]int32{{2, 5, 10}, nil, {1, 3, 4, 6, 7, 8, 9}}, 5.5, 9},
		{"all the same", [][]int32{{4, 4}, {4}}, 4, 4},
		{"two far apart", [][]int32{{1_000_000}, {3_000_001}}, 2_000_000.5, 3_000_001},
		{"the ends of what there is", [][]int32{{math.MinInt32}, {0, math.MaxInt32}}, 0, math.MaxInt32},
	} {
		if median, p90, ok := measure.Spread(row.runs); median != row.median || p90 != row.p90 || !ok {
			t.Errorf("%s: %v, %v, %v", row.name, median, p90, ok)
		}
	}
	for _, none := range [][][]int32{nil, {nil, {}}} {
		if _, _, ok := measure.Spread(none); ok {
			t.Error("nothing has a middle")
		}
	}
}

// TestSpreadOfAll: in whatever runs times come, the result is that of all of
// them put in order.
func TestSpreadOfAll(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 9))
	for range 2000 {
		runs, all := make([][]int32, 1+rng.IntN(14)), []int32{}
		for i := range runs {
			for range rng.IntN(9) {
				runs[i] = append(runs[i], rng.Int32N(40)-5)
			}
			slices.Sort(runs[i])
			all = append(all, runs[i]...)
		}
		if len(all) == 0 {
			continue
		}
		slices.Sort(all)
		n := len(all)
		middle := (float64(all[(n-1)/2]) + float64(all[n/2])) / 2
		slow := float64(all[int(math.Ceil(float64(n)*9/10))-1])
		if median, p90, _ := measure.Spread(runs); median != middle || p90 != slow {
			t.Fatalf("%v: %v, %v; want %v, %v", runs, median, p90, middle, slow)
		}
	}
}

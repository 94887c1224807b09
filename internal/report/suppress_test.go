package report

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestHide: what is under five, and what it takes to keep it so.
func TestHide(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		counts []int
		want   []int // hidden
		told   bool
	}{
		{"nothing is small", []int{5, 9, 40}, nil, true},
		{"one small takes the next", []int{3, 9, 40}, []int{3, 9}, true},
		{"two of three are five or more", []int{3, 3, 40}, []int{3, 3}, true},
		{"two of one can only be one each", []int{1, 1, 7, 40}, []int{1, 1, 7}, true},
		{"two of four can only be four each", []int{4, 4, 7, 40}, []int{4, 4, 7}, true},
		{"a group alone is the whole", []int{3}, []int{3}, false},
		{"all small and too few", []int{1, 1}, []int{1, 1}, false},
		{"nothing of one", []int{0, 8, 9}, []int{0, 8}, true},
	} {
		hidden := hide(row.counts)
		var got []int
		for i, n := range row.counts {
			if hidden[i] {
				got = append(got, n)
			}
		}
		if !slices.Equal(got, row.want) || told(row.counts, hidden) != row.told {
			t.Errorf("%s: %v hidden, told %t", row.name, got, told(row.counts, hidden))
		}
	}
}

// TestNobodyIsFound: whoever knows the whole, what is shown, that each hidden
// group has a case, and the rule itself, cannot say of a small group how many it
// has: there is another number that fits all of that.
func TestNobodyIsFound(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		counts := make([]int, 1+rng.IntN(6))
		for i := range counts {
			counts[i] = 1 + rng.IntN(12)
		}
		hidden := hide(counts)
		for i, n := range counts {
			if n < fewest && !hidden[i] {
				t.Fatalf("%v: %d is shown", counts, n)
			}
		}
		if !told(counts, hidden) {
			continue // no group is shown at all
		}
		for i, n := range counts {
			if n < fewest && !another(counts, hidden, i) {
				t.Fatalf("%v, hidden %v: group %d can only be %d", counts, hidden, i, n)
			}
		}
	}
}

// another looks for other numbers of the hidden groups with the same sum, in
// which one of them differs.
func another(counts []int, hidden []bool, at int) bool {
	for j := range counts {
		if j == at || !hidden[j] {
			continue
		}
		if counts[j] > 1 || counts[at] > 1 {
			return true // a case more in one, a case less in the other
		}
	}
	// all the others have one case, and so has this one: they could not be moved
	sum := 0
	for j, n := range counts {
		if hidden[j] {
			sum += n
		}
	}
	groups := 0
	for _, is := range hidden {
		if is {
			groups++
		}
	}
	return sum > groups
}

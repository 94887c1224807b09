package measure

import (
	"slices"
	"sort"
)

// Spread is the median of some times and the time below which nine of ten lie.
// The times come in runs, each in ascending order: those of a month are kept
// that way, and a year is twelve of them. The median of an even number is the
// mean of the two in the middle; the other is the nearest rank, the ceil(0.9 n)-th
// from below. Without any time ok is false.
func Spread(runs [][]int32) (median, p90 float64, ok bool) {
	n := 0
	for _, run := range runs {
		n += len(run)
	}
	if n == 0 {
		return 0, 0, false
	}
	median = float64(ranked(runs, n/2))
	if n%2 == 0 {
		median = (median + float64(ranked(runs, n/2-1))) / 2
	}
	return median, float64(ranked(runs, (9*n+9)/10-1)), true // in tenths of whole numbers: 0.9 has no exact binary form
}

// ranked is the value of a rank, from 0, among all runs: the smallest that has
// more values up to itself than its rank. Found without putting them in order.
func ranked(runs [][]int32, rank int) int32 {
	low, high := extremes(runs)
	upTo := func(value int64) (n int) {
		for _, run := range runs {
			n += sort.Search(len(run), func(i int) bool { return int64(run[i]) > value })
		}
		return n
	}
	for low < high {
		middle := low + (high-low)>>1
		if upTo(middle) > rank {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return int32(low)
}

// extremes are the smallest and the largest value.
func extremes(runs [][]int32) (low, high int64) {
	runs = slices.DeleteFunc(slices.Clone(runs), func(run []int32) bool { return len(run) == 0 })
	low, high = int64(runs[0][0]), int64(runs[0][0])
	for _, run := range runs {
		low, high = min(low, int64(run[0])), max(high, int64(run[len(run)-1]))
	}
	return low, high
}

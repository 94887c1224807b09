package report

// hide tells which groups are not shown, by how many each is of. Those under
// five are not, nor as many others, the smallest first, as it takes so that
// nobody finds them by taking what is shown from the whole: a group alone, or
// groups that can only be one case each, would be found.
func hide(counts []int) []bool {
	hidden := make([]bool, len(counts))
	any := false
	for i, n := range counts {
		hidden[i] = n < fewest
		any = any || hidden[i]
	}
	for any && !safe(counts, hidden) {
		next := -1
		for i, n := range counts {
			if !hidden[i] && (next < 0 || n < counts[next]) {
				next = i
			}
		}
		if next < 0 {
			break // all are hidden: there is nothing more to take
		}
		hidden[next] = true
	}
	return hidden
}

// safe: several are hidden together, they are five cases or more, more than one
// each, and less than four each, if all of them are small.
func safe(counts []int, hidden []bool) bool {
	groups, cases, small := 0, 0, true
	for i, n := range counts {
		if hidden[i] {
			groups, cases, small = groups+1, cases+n, small && n < fewest
		}
	}
	return groups > 1 && cases >= fewest && cases > groups && (!small || cases < (fewest-1)*groups)
}

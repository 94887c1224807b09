package customer

import "slices"

// Recurred is from the how-manieth case of the same trouble on somebody looks
// for what lies behind it: a corrective action is opened (R028).
const Recurred = 3

// Chain lists the cases that are linked with one another, directly or through
// others, from one of them on; links holds both ways or one. In no order.
func Chain(start string, links map[string][]string) []string {
	found := []string{start}
	for i := 0; i < len(found); i++ {
		for id, others := range links {
			near := slices.Contains(others, found[i]) || slices.Contains(links[found[i]], id)
			if near && !slices.Contains(found, id) {
				found = append(found, id)
			}
		}
	}
	return found
}

package report

import (
	"cmp"
	"maps"
	"slices"
)

// groups puts the figure of each group beside it, the largest first. Where even
// all of them together would tell of few cases, there are none.
func (c *counter) groups(k kpi, found counts, names map[string]string) []Group {
	keys := slices.Collect(maps.Keys(found))
	keys = slices.DeleteFunc(keys, func(key string) bool { return found[key][k.code] == nil })
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b][k.code].n, found[a][k.code].n), cmp.Compare(a, b))
	})
	sizes := make([]int, len(keys))
	for i, key := range keys {
		sizes[i] = found[key][k.code].n
	}
	hidden := hide(sizes)
	if !told(sizes, hidden) {
		return nil
	}
	out := make([]Group, len(keys))
	for i, key := range keys {
		out[i] = Group{Key: key, Label: c.label(c.ask.By, key, names), Hidden: true}
		if !hidden[i] {
			out[i] = c.group(out[i], k, found[key])
		}
	}
	return sortGroups(out)
}

// told reports whether what is hidden stays so.
func told(sizes []int, hidden []bool) bool {
	return !slices.Contains(hidden, true) || safe(sizes, hidden)
}

// sortGroups has the hidden ones last, by their names: their order tells nothing.
func sortGroups(groups []Group) []Group {
	slices.SortStableFunc(groups, func(a, b Group) int {
		switch {
		case a.Hidden && b.Hidden:
			return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Key, b.Key))
		case a.Hidden:
			return 1
		case b.Hidden:
			return -1
		}
		return 0
	})
	return groups
}

func (c *counter) group(g Group, k kpi, codes map[string]*reading) Group {
	t := codes[k.code]
	t.finish(k)
	g.Hidden, g.Count, g.Value, g.Mean, g.Amounts = false, t.n, t.value, t.mean, t.amounts
	if k.unit == Minutes {
		g.P90 = t.known().P90
	}
	if c.ask.By == "agent" { // R089: nobody is judged by speed alone
		g.CSAT, g.Reopened = beside(codes["csat"]), beside(codes["reopened"])
	}
	return g
}

// beside is a share shown with another figure; null of less than five.
func beside(t *reading) *float64 {
	if t == nil || t.n < fewest {
		return nil
	}
	return percent(t.good, t.n)
}

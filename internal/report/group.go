package report

import (
	"cmp"
	"maps"
	"slices"
)

// groups puts the figure of each group beside it, the largest first, with the
// shares that stand beside any figure.
func (c *counter) groups(k kpi, found counts, names map[string]string, beside shares) []Group {
	keys, hidden := found.arranged(k.code)
	out := make([]Group, len(keys))
	for i, key := range keys {
		out[i] = Group{Key: key, Label: c.label(c.ask.By, key, names), Hidden: true}
		if !hidden[i] {
			out[i] = c.group(out[i], k, found[key])
			out[i].CSAT, out[i].Reopened = beside["csat"][key], beside["reopened"][key]
		}
	}
	return sortGroups(out)
}

// arranged are the groups that have a figure, the largest first, and which of them
// are hidden. Where even all of them together would tell of few cases, there are
// none.
func (c counts) arranged(code string) (keys []string, hidden []bool) {
	keys = slices.DeleteFunc(slices.Collect(maps.Keys(c)), func(key string) bool { return c[key][code] == nil })
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(c[b][code].n, c[a][code].n), cmp.Compare(a, b))
	})
	sizes := make([]int, len(keys))
	for i, key := range keys {
		sizes[i] = c[key][code].n
	}
	if hidden = hide(sizes); !told(sizes, hidden) {
		return nil, nil
	}
	return keys, hidden
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
	return g
}

// shares are those of each group that stand beside every figure, by their code.
type shares map[string]map[string]*float64

// beside are what the customers of somebody said, and how many of their cases came
// back: nobody is judged by speed alone (R089). What these figures themselves hide
// is hidden here too.
func (c counts) beside(by string) shares {
	out := shares{}
	if by != "agent" {
		return out
	}
	for _, code := range []string{"csat", "reopened"} {
		out[code] = map[string]*float64{}
		keys, hidden := c.arranged(code)
		for i, key := range keys {
			if t := c[key][code]; !hidden[i] {
				out[code][key] = percent(t.good, t.n)
			}
		}
	}
	return out
}

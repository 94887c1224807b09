package report

import "math"

// Too few to say something of: groups, and the answers that a note is put to.
const (
	fewest = 5
	few    = "few"
	// fewestNPS: below it one answer more or less is ten points.
	fewestNPS = 10
)

// percent is null of nothing.
func percent(good, n int) *float64 {
	if n == 0 {
		return nil
	}
	return new(cents(100 * float64(good) / float64(n)))
}

func rounded(x *float64) *float64 {
	if x == nil || math.IsNaN(*x) {
		return nil
	}
	return new(cents(*x))
}

// finish says the value of a figure from what was counted.
func (t *reading) finish(k kpi) {
	t.share = k.unit == Percent
	switch {
	case t.share:
		t.value = percent(t.good, t.n)
	case k.code == "incidents":
		t.count(t.n)
	case k.unit == Minutes:
		t.value = t.known().Median
	case k.code == "ces":
		t.value, t.mean = t.mean, nil
	case k.code == "nps":
		t.points()
	}
}

// points are the promoters less the detractors, in percent; none of few answers (R099).
func (t *reading) points() {
	if t.n < fewestNPS {
		t.value, t.parts, t.note = nil, nil, few
		return
	}
	count := map[string]int{}
	for _, one := range t.parts {
		count[one.Code] = one.Count
	}
	t.value = percent(count["promoters"]-count["detractors"], t.n)
}

// known is the time that a figure is known by: net, else of work, else by the
// clock.
func (t *reading) known() Spread {
	for _, s := range []*Spread{t.net, t.work, t.wall} {
		if s != nil {
			return *s
		}
	}
	return Spread{}
}

// figure puts a reading beside the one of the period before. Of a share, what
// it is made of are shares, too.
func figure(k kpi, now, before *reading) Figure {
	now.finish(k)
	before.finish(k)
	out := Figure{Code: k.code, Unit: k.unit, Count: now.n, Value: now.value, Work: now.work, Wall: now.wall, Net: now.net,
		Amounts: now.amounts, Mean: now.mean, Parts: now.shares(k), Note: now.note, Previous: &Earlier{Count: before.n, Value: before.value}}
	if now.share {
		out.Good = &now.good
	}
	if before.share {
		out.Previous.Good = &before.good
	}
	if k.unit == Minutes {
		out.P90 = now.known().P90
	}
	if out.Note == "" && now.n > 0 && now.n < fewest && k.unit != Number && k.unit != Money {
		out.Note = few
	}
	return out
}

// shares says of the parts of a share, and of the answers of the NPS, how much
// of the whole they are. Those who came back are shares of their own.
func (t *reading) shares(k kpi) []Part {
	if !t.share && k.code != "nps" || k.code == "repurchase" {
		return t.parts
	}
	for i := range t.parts {
		if t.parts[i].Value == nil {
			t.parts[i].Value = percent(t.parts[i].Count, t.n)
		}
	}
	return t.parts
}

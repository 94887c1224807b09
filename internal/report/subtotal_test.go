package report

import (
	"testing"

	"escucha/internal/storage"
)

// monthOf is a month: how many, and their times.
func monthOf(t *testing.T, n int64, times ...int32) subtotals {
	t.Helper()
	var out subtotals
	for name, value := range map[string]any{"a.n": n, "a.wall": storage.Pack(times)} {
		if err := out.read(name, value); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestMonthsAddUp: sums are added, the middle is that of all times.
func TestMonthsAddUp(t *testing.T) {
	t.Parallel()
	first, second := monthOf(t, 3, 10, 20, 900), monthOf(t, 2, 1, 2)
	var year subtotals
	year.add(first)
	year.add(second)
	if got := year.number("a.n"); got != 5 || year.number("b.n") != 0 {
		t.Errorf("%d", got)
	}
	if got := year.find("a.wall").spread(); *got.Median != 10 || *got.P90 != 900 {
		t.Errorf("%g/%g", *got.Median, *got.P90)
	}
	if got := first.find("a.wall").spread(); first.number("a.n") != 3 || *got.Median != 20 {
		t.Error("a month was changed by what it was added to")
	}
	if got := year.find("b.wall").spread(); got.Median != nil || got.P90 != nil {
		t.Errorf("of no times: %+v", got)
	}
}

// TestColumnsRead: a sum over nothing is 0; what no query gives is refused.
func TestColumnsRead(t *testing.T) {
	t.Parallel()
	var s subtotals
	for i, value := range []any{int64(2), 0.5, nil} {
		if err := s.read("a.n", value); err != nil {
			t.Errorf("%d: %v", i, err)
		}
	}
	if s.find("a.n").sum != 2.5 {
		t.Errorf("%v", s.find("a.n").sum)
	}
	for _, wrong := range []any{"tres", []byte{0x80}, true} {
		if err := s.read("a.n", wrong); err == nil {
			t.Errorf("%v was read", wrong)
		}
	}
}

// TestPutIn: the columns of a query become what a figure says.
func TestPutIn(t *testing.T) {
	t.Parallel()
	var r reading
	for _, one := range []subtotal{{name: "n", sum: 4}, {name: "good", sum: 3}, {name: "sum", sum: 18}, {name: "part.yes", sum: 3}, {name: "part.no"}, {name: "work", times: [][]int32{{7, 9}}}} {
		r.put(one.name, &one)
	}
	if r.n != 4 || r.good != 3 || *r.mean != 4.5 || len(r.parts) != 1 || r.parts[0].Code != "yes" || *r.work.Median != 8 || r.wall != nil {
		t.Errorf("%+v", r)
	}
	var none reading
	none.put("n", &subtotal{})
	none.put("sum", &subtotal{})
	if none.mean != nil {
		t.Error("nothing has a mean")
	}
}

// TestPoints of the NPS: promoters less detractors; nothing of fewer than ten.
func TestPoints(t *testing.T) {
	t.Parallel()
	of := func(n, promoters, detractors int) *reading {
		return &reading{n: n, parts: []Part{{Code: "promoters", Count: promoters}, {Code: "detractors", Count: detractors}}}
	}
	some := of(12, 6, 3)
	some.finish(kpi{"nps", Points})
	if some.value == nil || *some.value != 25 || some.note != "" {
		t.Errorf("%+v", some)
	}
	less := of(10, 0, 7)
	if less.finish(kpi{"nps", Points}); *less.value != -70 {
		t.Errorf("%v", *less.value)
	}
	few := of(9, 9, 0)
	if few.finish(kpi{"nps", Points}); few.value != nil || few.parts != nil || few.note != "few" {
		t.Errorf("%+v", few)
	}
}

package customer

import (
	"slices"
	"testing"
)

func TestChain(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		links map[string][]string
		want  []string
	}{
		{"alone", map[string][]string{"a": nil, "b": nil}, []string{"a"}},
		{"two, told by the later one only", map[string][]string{"a": nil, "b": {"a"}}, []string{"a", "b"}},
		{"through another", map[string][]string{"a": {"b"}, "b": {"a", "c"}, "c": {"b"}, "d": nil}, []string{"a", "b", "c"}},
		{"in a ring", map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"a"}}, []string{"a", "b", "c"}},
		{"a link to what is not known", map[string][]string{"a": {"x"}}, []string{"a"}},
		{"another chain stays apart", map[string][]string{"a": {"b"}, "b": nil, "c": {"d"}, "d": nil}, []string{"a", "b"}},
	}
	for _, row := range rows {
		got := Chain("a", row.links)
		slices.Sort(got)
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}

// TestSame: what is of the catalogue is no guess, and a vague cause says nothing.
func TestSame(t *testing.T) {
	t.Parallel()
	vague := func(cause string) bool { return cause == "other" }
	rows := []struct {
		name string
		a, b Story
		want bool
	}{
		{"nothing known", Story{}, Story{}, false},
		{"the same product", Story{Product: "lamp"}, Story{Product: "lamp", Cause: "late"}, true},
		{"the same cause", Story{Cause: "late", Product: "lamp"}, Story{Cause: "late", Product: "table"}, true},
		{"a vague cause", Story{Cause: "other"}, Story{Cause: "other"}, false},
		{"the same words only", Story{ProductText: "Lámpara Paracas"}, Story{ProductText: "Lámpara Paracas"}, false},
		{"something else", Story{Product: "lamp", Cause: "late"}, Story{Product: "table", Cause: "broken"}, false},
	}
	for _, row := range rows {
		if got := Same(row.a, row.b, vague); got != row.want {
			t.Errorf("%s: %t", row.name, got)
		}
	}
}

package main

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	t.Parallel()
	kept := figure{name: "memory", measured: 60, bound: 90, unit: "MB"}
	floor := figure{name: "rate", measured: 0.4, bound: 0.35, unit: "×", atLeast: true}
	missed := figure{name: "start", measured: 1.2, bound: 1, unit: "s"}
	low := figure{name: "rate", measured: 0.34, bound: 0.35, unit: "×", atLeast: true}
	for _, s := range []struct {
		name    string
		figures []figure
		ok      bool
		want    string
	}{
		{"nothing measured", nil, true, "figure"},
		{"kept", []figure{kept, floor}, true, "60.00 MB"},
		{"over a ceiling", []figure{kept, missed}, false, "NO"},
		{"under a floor", []figure{low, kept}, false, "NO"},
	} {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			ok, err := table(&out, s.figures)
			if err != nil || ok != s.ok || !strings.Contains(out.String(), s.want) {
				t.Errorf("ok %t, %v\n%s", ok, err, out.String())
			}
		})
	}
}

func TestMedian(t *testing.T) {
	t.Parallel()
	for _, s := range []struct {
		given []float64
		want  float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 100, 2}, 3}} {
		if got := median(s.given); got != s.want {
			t.Errorf("median of %v is %v, want %v", s.given, got, s.want)
		}
	}
}

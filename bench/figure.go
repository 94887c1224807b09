package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// figure is one line of the table: what was measured, and how much or how
// little it may be.
type figure struct {
	name     string
	measured float64
	bound    float64
	unit     string // "×", "MB", "s"
	atLeast  bool   // the bound is a floor
}

// ok reports whether the bound is kept.
func (f figure) ok() bool {
	if f.atLeast {
		return f.measured >= f.bound
	}
	return f.measured < f.bound
}

func (f figure) sign() string {
	if f.atLeast {
		return "≥"
	}
	return "<"
}

// table prints the figures and reports whether every bound is kept.
func table(w io.Writer, figures []figure) (bool, error) {
	out := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	lines := []string{"figure\tmeasured\tbound\tok"}
	all := true
	for _, f := range figures {
		mark := "yes"
		if !f.ok() {
			mark, all = "NO", false
		}
		lines = append(lines, fmt.Sprintf("%s\t%.2f %s\t%s %.2f %s\t%s", f.name, f.measured, f.unit, f.sign(), f.bound, f.unit, mark))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return all, fmt.Errorf("print table: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return all, fmt.Errorf("print table: %w", err)
	}
	return all, nil
}

// median of a list; the list is sorted in place.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return (values[middle-1] + values[middle]) / 2
}

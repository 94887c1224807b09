package storage

import (
	"database/sql/driver"
	"fmt"
	"slices"

	"modernc.org/sqlite"
)

// median(x) and p90(x) are there on every connection of the process: reports
// show the middle and the slow end, never only a mean. Both leave NULL aside
// and are NULL over nothing. The median of an even number is the mean of the
// two in the middle; p90 is the nearest rank, the ceil(0.9 n)-th from below.
func init() {
	for name, pick := range map[string]func([]float64) float64{"median": median, "p90": p90} {
		sqlite.MustRegisterFunction(name, &sqlite.FunctionImpl{NArgs: 1, Deterministic: true,
			MakeAggregate: func(sqlite.FunctionContext) (sqlite.AggregateFunction, error) { return &ranked{pick: pick}, nil }})
	}
}

// ranked keeps the values of one group and picks one of them at the end.
type ranked struct {
	pick   func([]float64) float64
	values []float64
}

func (r *ranked) Step(_ *sqlite.FunctionContext, args []driver.Value) error {
	value, known, err := numeric(args[0])
	if known {
		r.values = append(r.values, value)
	}
	return err
}

// WindowInverse takes back what left the window.
func (r *ranked) WindowInverse(_ *sqlite.FunctionContext, args []driver.Value) error {
	value, known, err := numeric(args[0])
	if i := slices.Index(r.values, value); known && i >= 0 {
		r.values = slices.Delete(r.values, i, i+1)
	}
	return err
}

// WindowValue is what the values so far give. It works on a copy: a window
// takes them out again in the order in which they came.
func (r *ranked) WindowValue(*sqlite.FunctionContext) (driver.Value, error) {
	if len(r.values) == 0 {
		return nil, nil
	}
	sorted := slices.Clone(r.values)
	slices.Sort(sorted)
	return r.pick(sorted), nil
}

func (r *ranked) Final(*sqlite.FunctionContext) {}

// numeric reads a value; unknown for NULL. Text is refused: a column that holds
// words has no middle.
func numeric(v driver.Value) (value float64, known bool, err error) {
	switch n := v.(type) {
	case nil:
		return 0, false, nil
	case int64:
		return float64(n), true, nil
	case float64:
		return n, true, nil
	}
	return 0, false, fmt.Errorf("median or p90 of %T: not a number", v)
}

func median(sorted []float64) float64 {
	mid := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[mid]
	}
	return (sorted[mid-1] + sorted[mid]) / 2
}

// p90 counts in tenths of whole numbers: 0.9 has no exact binary form.
func p90(sorted []float64) float64 { return sorted[(9*len(sorted)+9)/10-1] }

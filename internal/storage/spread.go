package storage

import (
	"database/sql/driver"
	"fmt"
	"slices"

	"modernc.org/sqlite"
)

// spread(x) is median(x) and p90(x) in one, "12.5/40": the values are gathered
// and put in order once. NULL over nothing.
func init() {
	sqlite.MustRegisterFunction("spread", &sqlite.FunctionImpl{NArgs: 1, Deterministic: true,
		MakeAggregate: func(sqlite.FunctionContext) (sqlite.AggregateFunction, error) { return &both{}, nil }})
}

type both struct{ ranked }

// WindowValue is what the values so far give.
func (b *both) WindowValue(*sqlite.FunctionContext) (driver.Value, error) {
	if len(b.values) == 0 {
		return nil, nil
	}
	sorted := slices.Clone(b.values)
	slices.Sort(sorted)
	return fmt.Sprintf("%g/%g", median(sorted), p90(sorted)), nil
}

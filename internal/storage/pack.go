package storage

import (
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"modernc.org/sqlite"
)

// pack(x) is there on every connection of the process: all values of a group,
// whole numbers, in ascending order, in as few bytes as it takes. Whoever reads
// them finds the middle of several months together, which no month alone knows.
// NULL is left aside, and is the result over nothing.
func init() {
	sqlite.MustRegisterFunction("pack", &sqlite.FunctionImpl{NArgs: 1, Deterministic: true,
		MakeAggregate: func(sqlite.FunctionContext) (sqlite.AggregateFunction, error) { return &packed{}, nil }})
}

// packed gathers the values of one group.
type packed struct{ values []int32 }

func (p *packed) Step(_ *sqlite.FunctionContext, args []driver.Value) error {
	value, known, err := whole(args[0])
	if known {
		p.values = append(p.values, value)
	}
	return err
}

// WindowInverse takes back what left the window.
func (p *packed) WindowInverse(_ *sqlite.FunctionContext, args []driver.Value) error {
	value, known, err := whole(args[0])
	if i := slices.Index(p.values, value); known && i >= 0 {
		p.values = slices.Delete(p.values, i, i+1)
	}
	return err
}

// WindowValue is what the values so far give.
func (p *packed) WindowValue(*sqlite.FunctionContext) (driver.Value, error) {
	if len(p.values) == 0 {
		return nil, nil
	}
	return Pack(p.values), nil
}

func (p *packed) Final(*sqlite.FunctionContext) {}

// whole reads a value; unknown for NULL. Anything but a whole number is refused.
func whole(v driver.Value) (value int32, known bool, err error) {
	if v == nil {
		return 0, false, nil
	}
	n, is := v.(int64)
	if !is || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, false, fmt.Errorf("pack of %v (%T): no whole number of 32 bits", v, v)
	}
	return int32(n), true, nil
}

// Pack writes values in ascending order: the first one, then how far each is
// from the one before it.
func Pack(values []int32) []byte {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	out := make([]byte, 0, 2*len(sorted))
	for i, value := range sorted {
		if i == 0 {
			out = binary.AppendVarint(out, int64(value))
			continue
		}
		out = binary.AppendUvarint(out, uint64(int64(value)-int64(sorted[i-1])))
	}
	return out
}

// errPacked: the bytes are not what Pack wrote.
var errPacked = errors.New("packed values are broken")

// Unpack reads what Pack wrote.
func Unpack(raw []byte) ([]int32, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	value, n := binary.Varint(raw)
	out := make([]int32, 0, len(raw))
	for {
		if n <= 0 || value < math.MinInt32 || value > math.MaxInt32 {
			return nil, errPacked
		}
		out, raw = append(out, int32(value)), raw[n:]
		if len(raw) == 0 {
			return out, nil
		}
		var more uint64
		more, n = binary.Uvarint(raw)
		if more > math.MaxUint32 {
			return nil, errPacked
		}
		value += int64(more)
	}
}

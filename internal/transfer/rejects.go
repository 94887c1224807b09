package transfer

import (
	"io"
	"strconv"

	"escucha/internal/sheet"
)

// Rejects writes what was refused as a file that can be put right and taken in
// again: the row as it came, its line, and why.
type Rejects struct {
	out     *sheet.Sheet
	columns int
}

// NewRejects writes the headers; line and why are the words for the last two.
func NewRejects(w io.Writer, headers []string, line, why string) (*Rejects, error) {
	r := &Rejects{sheet.New(w), len(headers)}
	return r, r.out.Row(append(append([]string{}, headers...), line, why))
}

// Add writes one row.
func (r *Rejects) Add(one Refusal) error {
	cells := make([]string, r.columns)
	copy(cells, one.cells)
	return r.out.Row(append(cells, strconv.Itoa(one.Line), one.Message))
}

// Close writes what is left.
func (r *Rejects) Close() error { return r.out.Close() }

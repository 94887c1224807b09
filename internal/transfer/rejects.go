package transfer

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// formula are the characters at which a spreadsheet begins to calculate.
const formula = "=+-@\t\r"

// Rejects writes what was refused as a file that can be put right and taken in
// again: the row as it came, its line, and why.
type Rejects struct {
	out     *csv.Writer
	columns int
}

// NewRejects writes the headers; line and why are the words for the last two.
func NewRejects(w io.Writer, headers []string, line, why string) (*Rejects, error) {
	r := &Rejects{csv.NewWriter(w), len(headers)}
	return r, r.write(append(append([]string{}, headers...), line, why))
}

// Add writes one row.
func (r *Rejects) Add(one Refusal) error {
	cells := make([]string, r.columns)
	copy(cells, one.cells)
	return r.write(append(cells, strconv.Itoa(one.Line), one.Message))
}

// Close writes what is left.
func (r *Rejects) Close() error {
	r.out.Flush()
	if err := r.out.Error(); err != nil {
		return fmt.Errorf("write rejects: %w", err)
	}
	return nil
}

func (r *Rejects) write(cells []string) error {
	for i, cell := range cells {
		if cell != "" && strings.ContainsRune(formula, rune(cell[0])) {
			cells[i] = "'" + cell
		}
	}
	if err := r.out.Write(cells); err != nil {
		return fmt.Errorf("write rejects: %w", err)
	}
	return nil
}

// Package sheet writes tables for spreadsheets: comma-separated values in which
// nothing that somebody typed begins to calculate.
package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Formula are the characters at which a spreadsheet begins to calculate.
const Formula = "=+-@\t\r"

// Mark tells a spreadsheet that the text is UTF-8; it stands before all else.
const Mark = "\ufeff"

// below is a number below zero: it calculates nothing.
var below = regexp.MustCompile(`^-[0-9]+(\.[0-9]+)?$`)

// Sheet is a table on its way out.
type Sheet struct{ out *csv.Writer }

// New begins one.
func New(w io.Writer) *Sheet { return &Sheet{csv.NewWriter(w)} }

// Row writes one line; a cell that would calculate gets an apostrophe. A number
// below zero stays one.
func (s *Sheet) Row(cells []string) error {
	out := make([]string, len(cells))
	for i, cell := range cells {
		if cell != "" && strings.ContainsRune(Formula, rune(cell[0])) && !below.MatchString(cell) {
			cell = "'" + cell
		}
		out[i] = cell
	}
	if err := s.out.Write(out); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// Close writes what is left.
func (s *Sheet) Close() error {
	s.out.Flush()
	if err := s.out.Error(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

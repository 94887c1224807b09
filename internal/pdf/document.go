// Package pdf sets a plain document on A4 paper. It knows nothing of cases: it
// takes values and gives bytes.
package pdf

import (
	"bytes"
	"fmt"
	"time"
)

// Document is what is printed, in the order in which it is read.
type Document struct {
	Language string // "es", "en": told to screen readers
	Title    string // the large line on the first page
	Lead     string // the small line above it
	Head     string // at the top of every page from the second on
	Foot     string // at the bottom left of every page
	Page     string // "Página {{n}} de {{of}}"
	Author   string
	Made     time.Time
	Facts    []Fact // below the title
	Sections []Section
}

// Section is a heading with what stands below it; what is empty is left out.
type Section struct {
	Title   string
	Text    string
	Fine    bool     // small letters, as notes on an official sheet are
	Grid    [][]Cell // boxes, a row each, as official sheets have them
	Facts   []Fact
	Entries []Entry
}

// Cell is one box of a grid: a small label and what is filled in. Wide is its
// share of the row, 1 when it is not said.
type Cell struct {
	Label, Value string
	Wide         float64
}

// Fact is a name and its value, side by side.
type Fact struct{ Name, Value string }

// Entry is something that was said or done: by whom or what, when, and its text.
type Entry struct{ Head, When, Text string }

// Render sets the document. Letters that the font lacks are shown as a box, so
// any text can be printed; only a fault of the library is an error.
func Render(d Document) ([]byte, error) {
	s, err := newSheet(d)
	if err != nil {
		return nil, err
	}
	s.title(d)
	s.facts(d.Facts)
	for _, section := range d.Sections {
		s.section(section)
	}
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write pdf %q: %w", d.Title, err)
	}
	return out.Bytes(), nil
}

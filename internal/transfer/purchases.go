package transfer

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/purchase"
	"escucha/internal/casework"
)

// Options of an import.
type Options struct {
	Columns  map[purchase.Field]string // field to header, where the guess is wrong
	Decimal  purchase.Mark             // of amounts that could be either; found in the file when zero
	Commit   bool                      // else nothing is stored
	MakeThem bool                      // customers who are not known
	Language string                    // of the sentences
	By       complaint.Actor
}

// Result is what became of a file, or would.
type Result struct {
	DryRun    bool                   `json:"dry_run"`
	Rows      int                    `json:"rows"`
	Created   int                    `json:"created"`
	Updated   int                    `json:"updated"`
	Unchanged int                    `json:"unchanged"`
	Rejected  int                    `json:"rejected"`
	Customers int                    `json:"customers_created"`
	Headers   []string               `json:"headers"`
	Mapping   map[purchase.Field]int `json:"mapping"` // field to column, from 0
	Decimal   string                 `json:"decimal"`
	Errors    []Refusal              `json:"errors"` // the first ones
}

// Refusal is one row with what is wrong with it. Line is that of the file.
type Refusal struct {
	Line    int    `json:"line"`
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
	cells   []string
}

// Missing are the columns that a file lacks.
type Missing struct{ Fields []purchase.Field }

func (m Missing) Error() string { return fmt.Sprint("columns are missing: ", m.Fields) }

const (
	// shown is how many refusals an answer lists; the file of rejects has all.
	shown = 200
	// together is how many rows are stored in one transaction: others write in
	// between.
	together = 50
)

// Purchases takes a file in. A bad row does not stop the others; a file without
// the columns that it needs is refused whole. What is refused is told to rejects
// (which may be nil) with the headers.
func Purchases(app core.App, g *casework.Engine, file io.ReadSeeker, o Options, rejects func(headers []string) (*Rejects, error)) (*Result, error) {
	s, err := opened(file, o)
	if err != nil {
		return nil, err
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	t := &taking{app: app, g: g, house: h, source: s, Options: o, seen: map[string]sighting{}, nth: map[string]int{}, made: map[string]bool{},
		Result: Result{DryRun: !o.Commit, Headers: s.headers, Mapping: s.columns, Errors: []Refusal{}}}
	if s.mark != purchase.Unknown {
		t.Result.Decimal = string(s.mark)
	}
	if rejects != nil {
		if t.rejects, err = rejects(s.headers); err != nil {
			return nil, err
		}
	}
	if err := t.run(); err != nil {
		return nil, err
	}
	if t.rejects != nil {
		err = t.rejects.Close()
	}
	return &t.Result, err
}

// opened reads the headers and finds whether the file can be taken at all.
func opened(file io.ReadSeeker, o Options) (*source, error) {
	s, err := open(file, o.Columns)
	if errors.Is(err, errNoHeaders) {
		return nil, Missing{purchase.Missing(nil)}
	}
	if err != nil {
		return nil, err
	}
	if missing := purchase.Missing(s.columns); len(missing) > 0 {
		return nil, Missing{missing}
	}
	if o.Decimal != purchase.Unknown {
		s.mark = o.Decimal
	}
	return s, nil
}

// taking is an import at work.
type taking struct {
	Options
	Result
	app     core.App
	g       *casework.Engine
	house   *casework.House
	source  *source
	rejects *Rejects
	seen    map[string]sighting // by number: where it stood before in this file
	nth     map[string]int      // how often a purchase without a number came
	made    map[string]bool     // who would be made in a dry run, by key
}

// run takes the rows a few at a time.
func (t *taking) run() error {
	var waiting []*buying
	err := t.source.each(func(r row) error {
		t.Rows++
		waiting = append(waiting, t.read(r))
		if len(waiting) < together {
			return nil
		}
		some := waiting
		waiting = nil
		return t.take(some)
	})
	if err != nil {
		return err
	}
	return t.take(waiting)
}

// take decides on some rows and stores them in one transaction.
func (t *taking) take(some []*buying) error {
	work := func(app core.App) error {
		if err := t.decide(app, some); err != nil {
			return err
		}
		if !t.Commit {
			return nil
		}
		return t.store(app, some)
	}
	var err error
	if t.Commit {
		err = t.app.RunInTransaction(work)
	} else {
		err = work(t.app)
	}
	if err != nil {
		return fmt.Errorf("take in purchases: %w", err)
	}
	for _, b := range some {
		if err := t.count(b); err != nil {
			return err
		}
	}
	return nil
}

// count adds what became of a row to the result.
func (t *taking) count(b *buying) error {
	if b.newCustomer {
		t.Customers++
	}
	switch {
	case b.refused == nil && b.same:
		t.Unchanged++
	case b.refused == nil && b.record.IsNew() || b.created:
		t.Created++
	case b.refused == nil:
		t.Updated++
	default:
		t.Rejected++
		if len(t.Errors) < shown {
			t.Errors = append(t.Errors, *b.refused)
		}
		if t.rejects != nil {
			return t.rejects.Add(*b.refused)
		}
	}
	return nil
}

// refuse notes what is wrong with a row, the first of it.
func (t *taking) refuse(b *buying, field, code string) {
	b.refused = &Refusal{b.row.line, field, code, t.g.Text(t.Language, code), b.row.cells}
}

// refuseAll notes what the rules say of it; an error of another kind is one.
func (t *taking) refuseAll(b *buying, err error) error {
	found := t.g.Explain(err, t.Language)
	if found == nil {
		return err
	}
	var fields []string
	for field := range found {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	b.refused = &Refusal{b.row.line, fields[0], found[fields[0]][0], found[fields[0]][1], b.row.cells}
	return nil
}

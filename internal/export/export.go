// Package export writes the cases themselves as a table: one row for each, with
// what reports measure of it.
package export

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/sheet"
)

// Filter is which cases; empty means any. Days are of the business, both included.
type Filter struct {
	From, To string
	By       string          // the day that the period is of: received, resolved or closed
	Queue    casework.Filter // what the queue can be narrowed by
	Open     bool            // only those that are open
	equal    map[string]string
}

// days are the columns that a period may be of.
var days = map[string]string{"received": "measures.received_day", "resolved": "measures.resolved_day", "closed": "measures.closed_day"}

// equals are the parts that the queue is not narrowed by; each names one value.
var equals = map[string]string{"cause": "complaints.cause", "product": "complaints.product", "agent": "complaints.assignee"}

// FilterOf reads the address; wrong names the part of its own that nobody could
// mean. Those of the queue are the engine's to check.
func FilterOf(q url.Values) (f Filter, wrong string) {
	f = Filter{From: q.Get("from"), To: q.Get("to"), By: q.Get("day"), Queue: casework.FilterOf(q), Open: q.Get("open") == "1", equal: map[string]string{}}
	if f.By == "" {
		f.By = "received"
	}
	for name, text := range map[string]string{"from": f.From, "to": f.To} {
		if _, err := calendar.Parse(text); text != "" && err != nil {
			return f, name
		}
	}
	if f.From != "" && f.To != "" && f.To < f.From {
		return f, "to"
	}
	for name, column := range equals {
		if q.Get(name) != "" {
			f.equal[column] = q.Get(name)
		}
	}
	if days[f.By] == "" {
		return f, "day"
	}
	f.Queue.Sort = "" // one row after the other, as they came
	return f, ""
}

// narrow adds the filter to a question about complaints and their measures.
func (f Filter) narrow(app core.App, g *casework.Engine, q *dbx.SelectQuery) error {
	day := days[f.By]
	if f.From != "" {
		q.AndWhere(dbx.NewExp(day+" >= {:first}", dbx.Params{"first": f.From}))
	}
	if f.To != "" {
		q.AndWhere(dbx.NewExp(day+" <= {:last} AND "+day+" != ''", dbx.Params{"last": f.To}))
	}
	for column, value := range f.equal {
		q.AndWhere(dbx.HashExp{column: value})
	}
	queue, err := g.Narrowed(app, f.Queue, f.Open)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	q.AndWhere(queue)
	return nil
}

// perPage is how many rows are held at a time.
const perPage = 500

// Options is how the table is written.
type Options struct {
	Language string
	Codes    bool         // codes instead of labels
	Flush    func() error // after each page
}

// Cases writes every case of the filter that the caller may see, in the order in
// which they came, as they were at one moment, a page at a time. It ends when
// nobody reads any more.
func Cases(ctx context.Context, app core.App, g *casework.Engine, f Filter, visible casework.Visible, o Options, to io.Writer) (n int, err error) {
	l, err := labelsOf(app, g, o)
	if err != nil {
		return 0, err
	}
	if _, err := io.WriteString(to, sheet.Mark); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	s := sheet.New(to)
	if err := s.Row(l.header()); err != nil {
		return 0, err
	}
	q := app.ConcurrentDB().Select(selected()...).From(records.Complaints).
		InnerJoin("measures", dbx.NewExp("measures.complaint = complaints.id")).
		OrderBy("measures.received_day", "measures.complaint")
	if err := f.narrow(app, g, q); err != nil {
		return 0, err
	}
	if err := visible(q); err != nil {
		return 0, err
	}
	// One question is one moment: SQLite shows it the database as it began.
	rows, err := q.WithContext(ctx).Rows()
	if err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	defer rows.Close() // only read: nothing can be lost
	for ; rows.Next(); n++ {
		row := dbx.NullStringMap{}
		if err := rows.ScanMap(row); err != nil {
			return n, fmt.Errorf("export: %w", err)
		}
		if err := s.Row(l.row(row)); err != nil {
			return n, err
		}
		if n%perPage == perPage-1 {
			if err := flush(ctx, s, o); err != nil {
				return n, err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return n, fmt.Errorf("export: %w", err)
	}
	return n, s.Close()
}

func flush(ctx context.Context, s *sheet.Sheet, o Options) error {
	if err := s.Close(); err != nil {
		return err
	}
	if o.Flush != nil {
		if err := o.Flush(); err != nil {
			return fmt.Errorf("send a page of the export: %w", err)
		}
	}
	return ctx.Err()
}

// selected are the columns in the order in which they are written.
func selected() []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.from + " AS " + c.name
	}
	return slices.Clip(out)
}

// oneLine keeps a cell on its line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

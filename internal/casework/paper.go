package casework

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/calendar"
	"escucha/domain/legal"
	"escucha/internal/records"
)

// Sheet is one case that was written on paper first.
type Sheet struct {
	ID         string `json:"id"`
	Number     string `json:"number"`
	PaperBook  string `json:"paper_book"`
	Folio      string `json:"folio"`
	Source     string `json:"source"`
	Region     string `json:"region"`
	Written    string `json:"written"`    // civil dates
	Registered string `json:"registered"` //
	Late       bool   `json:"late"`       // later than the law allows
}

// Gap are sheets of one book of paper that nobody registered.
type Gap struct {
	PaperBook string   `json:"paper_book"`
	Missing   []string `json:"missing"`
}

// Sheets lists what a book has of paper, the newest first, as far as the caller
// may see it. A gap is told of every sheet that is missing: those that exist
// and are hidden from the caller are no gap.
func (g *Engine) Sheets(app core.App, book string, visible Visible) ([]Sheet, []Gap, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, nil, err
	}
	rows, err := sheetRows(app, book, visible)
	if err != nil {
		return nil, nil, err
	}
	out := []Sheet{}
	for _, r := range rows {
		out = append(out, h.sheet(r))
	}
	gaps, err := sheetGaps(app, book)
	return out, gaps, err
}

const onPaper = "book = {:book} AND folio != ''"

func sheetRows(app core.App, book string, visible Visible) ([]*core.Record, error) {
	q := app.RecordQuery(records.Complaints).AndWhere(dbx.NewExp("complaints."+onPaper, dbx.Params{"book": book})).OrderBy("complaints.paper_book", "complaints.folio DESC").Limit(500)
	if err := visible(q); err != nil {
		return nil, err
	}
	var rows []*core.Record
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("sheets of book %s: %w", book, err)
	}
	return rows, nil
}

func (h *House) sheet(r *core.Record) Sheet {
	registered := calendar.DateIn(r.GetDateTime("received_at").Time(), h.Location)
	out := Sheet{ID: r.Id, Number: r.GetString("number"), PaperBook: r.GetString("paper_book"), Folio: r.GetString("folio"), Source: r.GetString("source"),
		Region: r.GetString("paper_region"), Registered: registered.String()}
	if written := r.GetDateTime("paper_date").Time(); !written.IsZero() {
		out.Written = civilDate(written, h.Location).String()
	}
	if restored := r.GetDateTime("paper_restored").Time(); !restored.IsZero() {
		out.Late = legal.SheetLate(h.Profile, civilDate(restored, h.Location), registered)
	}
	return out
}

func sheetGaps(app core.App, book string) ([]Gap, error) {
	var rows []struct {
		Book  string `db:"paper_book"`
		Folio string `db:"folio"`
	}
	if err := app.ConcurrentDB().Select("paper_book", "folio").From(records.Complaints).Where(dbx.NewExp(onPaper, dbx.Params{"book": book})).All(&rows); err != nil {
		return nil, fmt.Errorf("sheets of book %s: %w", book, err)
	}
	books := map[string][]string{}
	for _, r := range rows {
		books[r.Book] = append(books[r.Book], r.Folio)
	}
	out := []Gap{}
	for name, folios := range books {
		if missing := legal.Gaps(folios); len(missing) > 0 {
			out = append(out, Gap{name, missing})
		}
	}
	slices.SortFunc(out, func(a, b Gap) int { return slices.Compare([]string{a.PaperBook}, []string{b.PaperBook}) })
	return out, nil
}

// maxExport bounds the cases of one export.
const maxExport = 5000

// InBook lists the cases of a book that were filed from one civil date to
// another, as far as the caller may see them, in the order of their numbers;
// and how many more there are.
func (g *Engine) InBook(app core.App, book string, from, to calendar.Date, visible Visible) ([]*core.Record, int, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, 0, err
	}
	span := dbx.NewExp("complaints.book = {:book} AND complaints.received_at >= {:from} AND complaints.received_at <= {:to}",
		dbx.Params{"book": book, "from": records.Stamp(from.StartIn(h.Location)), "to": records.Stamp(to.EndIn(h.Location).Truncate(time.Second))})
	n, err := app.CountRecords(records.Complaints, span)
	if err != nil {
		return nil, 0, fmt.Errorf("count cases of book %s: %w", book, err)
	}
	if n > maxExport {
		return nil, 0, g.refuse("from", "export_too_large")
	}
	q := app.RecordQuery(records.Complaints).AndWhere(span).OrderBy("complaints.received_at", "complaints.number")
	if err := visible(q); err != nil {
		return nil, 0, err
	}
	var rows []*core.Record
	if err := q.All(&rows); err != nil {
		return nil, 0, fmt.Errorf("cases of book %s: %w", book, err)
	}
	return rows, int(n) - len(rows), nil
}

// filePapers: the documents that there are of a case, to be handed over.
func (g *Engine) filePapers(app core.App, _ *core.Record, _ Visible, out *File) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	papers := []string{"receipt"}
	if h.Profile.HasSheet() {
		papers = append([]string{"sheet"}, papers...)
	}
	sent := func(m map[string]any) bool {
		at, _ := m["sent_at"].(types.DateTime)
		return m["purpose"] == "letter" && m["direction"] == "out" && !at.Time().After(g.Now())
	}
	if slices.ContainsFunc(out.Messages, sent) {
		papers = append(papers, "letter")
	}
	out.Links["papers"] = papers
	return nil
}

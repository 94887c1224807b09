package paper

import (
	"fmt"
	"io"

	"escucha/internal/pdf"
	"escucha/internal/portal"
	"escucha/internal/sheet"
)

// Entry is one case of a book on its way to the authority.
type Entry struct {
	portal.Receipt
	Stage  string
	Source string
}

// Book is what one book holds of a period; From and To are civil dates.
type Book struct {
	Provider portal.Provider
	From, To string
	Entries  []Entry
	Hidden   int // cases that the reader may not see
}

// columns of the export, in the order of the law (Perú, DS 011-2011-PCM art. 5).
var columns = []string{"number", "date", "folio", "written", "source", "kind", "name", "document_type", "document_number", "address", "phone", "email",
	"representative", "product", "amount", "currency", "detail", "request", "due", "stage", "answered", "answer"}

func (w Writer) cells(e Entry) []string {
	f := e.Filing
	amount := ""
	if f.Amount != 0 {
		amount = fmt.Sprintf("%.2f", f.Amount)
	}
	answered := ""
	if !e.AnsweredAt.IsZero() {
		answered = e.AnsweredAt.In(w.Business.Zone).Format("2006-01-02 15:04")
	}
	return []string{e.Number, e.ReceivedAt.In(w.Business.Zone).Format("2006-01-02 15:04"), e.Folio, e.PaperDate, w.of("source", e.Source), w.of("legal_kind", e.LegalKind),
		f.Name, w.of("portal.document_type", f.DocumentType), f.DocumentNumber, f.Address, f.Phone, f.Email, f.Representative, f.Product, amount, f.Currency,
		f.Narrative, f.RemedyRequested, e.Due, w.of("stage", e.Stage), answered, e.Answer}
}

// CSV writes the book as a table.
func (w Writer) CSV(to io.Writer, b Book) error {
	if _, err := io.WriteString(to, sheet.Mark); err != nil {
		return fmt.Errorf("export of a book: %w", err)
	}
	table := sheet.New(to)
	heads := make([]string, len(columns))
	for i, name := range columns {
		heads[i] = w.t("paper.column." + name)
	}
	if err := table.Row(heads); err != nil {
		return err
	}
	for _, e := range b.Entries {
		if err := table.Row(w.cells(e)); err != nil {
			return err
		}
	}
	return table.Close()
}

// Book sets the book as a document, a case after the other.
func (w Writer) Book(b Book) pdf.Document {
	title := join(" · ", w.t("paper.book"), b.Provider.Book, b.Provider.BookCode)
	period := w.t("paper.period", "from", w.civil(b.From), "to", w.civil(b.To))
	d := pdf.Document{Language: w.Lang, Title: title, Lead: letterhead(b.Provider), Head: title + " · " + period, Author: provider(b.Provider), Made: w.Now,
		Foot: w.t("paper.printed", "when", w.moment(w.Now)), Page: w.t("pdf.page", "n", "{{n}}", "of", "{{of}}"),
		Facts: []pdf.Fact{{Name: w.t("paper.range"), Value: period}, {Name: w.t("paper.entries"), Value: fmt.Sprint(len(b.Entries))}}}
	if b.Hidden > 0 {
		d.Facts = append(d.Facts, pdf.Fact{Name: w.t("paper.hidden"), Value: fmt.Sprint(b.Hidden)})
	}
	for _, e := range b.Entries {
		values, facts := w.cells(e), []pdf.Fact{}
		for i, name := range columns[1:] {
			facts = append(facts, pdf.Fact{Name: w.t("paper.column." + name), Value: values[i+1]})
		}
		d.Sections = append(d.Sections, pdf.Section{Title: e.Number, Facts: facts})
	}
	return d
}

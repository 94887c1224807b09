package paper

import (
	"escucha/internal/pdf"
	"escucha/internal/portal"
)

// Sheet is the sheet of the complaints book with everything that it must have
// (Perú, DS 011-2011-PCM art. 5), as it was filed.
func (w Writer) Sheet(r portal.Receipt) pdf.Document {
	d := w.frame(r, w.t("portal.sheet.heading"), w.t("portal.sheet.book"))
	f, p := r.Filing, r.Provider
	code := ""
	if p.BookCode != "" {
		code = w.t("portal.sheet.code", "code", p.BookCode)
	}
	written := ""
	if r.PaperDate != "" {
		written = w.t("paper.written", "date", w.civil(r.PaperDate), "folio", r.Folio)
	}
	d.Sections = []pdf.Section{
		{Grid: [][]pdf.Cell{
			{{Label: w.t("portal.sheet.number"), Value: join("\n", r.Number, code)}, {Label: w.t("portal.sheet.date"), Value: join("\n", w.moment(r.ReceivedAt), written)}},
			{{Label: w.t("portal.sheet.provider"), Value: provider(p), Wide: 2}, {Label: w.t("portal.sheet.tax"), Value: p.TaxID}},
			{{Label: w.t("portal.sheet.shop"), Value: p.Address}},
		}},
		{Title: w.t("portal.sheet.part1"), Grid: w.person(f)},
		{Title: w.t("portal.sheet.part2"), Grid: [][]pdf.Cell{{{Label: w.t("portal.sheet.product"), Value: f.Product, Wide: 2},
			{Label: w.t("portal.sheet.amount"), Value: w.money(f.Amount, f.Currency)}}}},
		{Title: w.t("portal.sheet.part3"), Grid: [][]pdf.Cell{
			{{Label: w.t("portal.sheet.kind"), Value: w.marks(r)}},
			{{Label: w.t("portal.sheet.detail"), Value: f.Narrative}},
			{{Label: w.t("portal.sheet.request"), Value: f.RemedyRequested, Wide: 2}, {Label: w.t("portal.sheet.signature"), Value: w.signed(r)}},
		}},
		{Title: w.t("portal.sheet.part4"), Grid: [][]pdf.Cell{
			{{Label: w.t("portal.sheet.detail"), Value: r.Answer}},
			{{Label: w.t("portal.sheet.answered"), Value: w.moment(r.AnsweredAt)}, {Label: w.t("portal.sheet.provider_signature"), Value: " "}},
		}},
		{Text: w.notes(r), Fine: true},
	}
	return d
}

// person is who complains; of a minor, who answers for them too.
func (w Writer) person(f portal.Filing) [][]pdf.Cell {
	document := w.t("portal.sheet.document")
	if f.DocumentType != "" {
		document = w.of("portal.document_type", f.DocumentType)
	}
	rows := [][]pdf.Cell{
		{{Label: w.t("portal.sheet.name"), Value: f.Name, Wide: 2}, {Label: document, Value: f.DocumentNumber}},
		{{Label: w.t("portal.sheet.address"), Value: f.Address, Wide: 2}, {Label: w.t("portal.sheet.phone"), Value: f.Phone, Wide: 1.2},
			{Label: w.t("portal.sheet.email"), Value: f.Email, Wide: 2}},
	}
	if !f.Minor && f.Representative == "" {
		return append(rows, []pdf.Cell{{Label: w.t("portal.sheet.representative")}})
	}
	return append(rows,
		[]pdf.Cell{{Label: w.t("portal.sheet.representative"), Value: f.Representative, Wide: 2}, {Label: w.t("portal.sheet.document"), Value: f.RepDocument}},
		[]pdf.Cell{{Label: w.t("portal.sheet.address"), Value: f.RepAddress}, {Label: w.t("portal.sheet.phone"), Value: f.RepPhone}, {Label: w.t("portal.sheet.email"), Value: f.RepEmail}})
}

// marks are the two kinds of the book, one of them crossed.
func (w Writer) marks(r portal.Receipt) string {
	cross := map[bool]string{true: "[X] ", false: "[  ] "}
	grievance := r.LegalKind == "queja" || r.LegalKind == "" && r.Filing.Kind == "grievance"
	return cross[!grievance] + w.t("portal.sheet.claim") + " (1)      " + cross[grievance] + w.t("portal.sheet.grievance") + " (2)"
}

func (w Writer) notes(r portal.Receipt) string {
	due, mailed := "", ""
	if r.Due != "" {
		due = w.t("portal.sheet.due", "term", w.term(r.Term), "date", w.civil(r.Due))
	}
	if r.MailTo != "" {
		mailed = w.t("portal.sheet.mailed", "email", r.MailTo, "date", w.Texts.Short(w.Lang, r.ReceivedAt, w.Business.Zone), "time", clock(w, r))
	}
	return join("\n", w.t("portal.sheet.meaning"), join(" ", w.Business.LegalNote, due), join(" ", w.t("portal.sheet.copy"), mailed))
}

// signed is what stands for the customer's signature.
func (w Writer) signed(r portal.Receipt) string {
	switch r.Source {
	case "online":
		return w.t("portal.sheet.signed")
	case "paper", "backup_book":
		return w.t("paper.signed")
	}
	return ""
}

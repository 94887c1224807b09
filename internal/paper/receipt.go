package paper

import (
	"strings"

	"escucha/internal/i18n"
	"escucha/internal/pdf"
	"escucha/internal/portal"
)

func clock(w Writer, r portal.Receipt) string { return i18n.Clock(r.ReceivedAt, w.Business.Zone) }

// Receipt is the proof of a filing, of an oral one too: number, date, hour and
// object (Colombia, Ley 1480 art. 58-5; Spain, TRLGDCU art. 21; Ley 10/2025
// art. 12).
func (w Writer) Receipt(r portal.Receipt) pdf.Document {
	d := w.frame(r, w.t("paper.receipt"), letterhead(r.Provider))
	f := r.Filing
	d.Facts = []pdf.Fact{
		{Name: w.t("paper.number"), Value: r.Number}, {Name: w.t("portal.receipt.key"), Value: portal.Group(r.Key)},
		{Name: w.t("portal.sheet.date"), Value: w.moment(r.ReceivedAt)}, {Name: w.t("paper.folio"), Value: join(", ", r.Folio, w.civil(r.PaperDate))},
		{Name: w.t("portal.sheet.name"), Value: f.Name}, {Name: w.of("portal.document_type", f.DocumentType), Value: f.DocumentNumber},
		{Name: w.t("paper.kind"), Value: w.of("legal_kind", r.LegalKind)}, {Name: w.t("portal.sheet.product"), Value: f.Product},
		{Name: w.t("portal.sheet.amount"), Value: w.money(f.Amount, f.Currency)},
		{Name: w.t("portal.receipt.due"), Value: w.due(r)},
		{Name: w.t("portal.receipt.by"), Value: w.of("portal.reply_channel", f.ReplyChannel)},
	}
	d.Sections = []pdf.Section{
		{Title: w.t("paper.object"), Text: f.Narrative},
		{Title: w.t("paper.asked"), Text: f.RemedyRequested},
		{Title: w.t("paper.files"), Text: strings.Join(r.FileNames, "\n")},
		{Title: w.t("paper.rights"), Text: join("\n", w.Business.LegalNote, strings.Join(w.Business.ExternalWays, "\n"))},
	}
	return d
}

func (w Writer) due(r portal.Receipt) string {
	if r.Due == "" {
		return ""
	}
	return join("\n", w.t("portal.receipt.due_date", "date", w.civil(r.Due)), r.Base)
}

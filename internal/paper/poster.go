package paper

import (
	"escucha/domain/legal"
	"escucha/internal/pdf"
)

// Poster is the notice for one establishment, with a code that leads to its form.
func (w Writer) Poster(p legal.Profile, establishment, bookCode, link string) pdf.Poster {
	text := p.PosterES
	if w.Lang == "en" {
		text = p.PosterEN
	}
	title := w.t("paper.poster.title")
	switch {
	case p.HasSheet():
		title = w.t("paper.poster.title_book")
	case p.Paper != nil && p.Paper.Kind == legal.PaperOfficial:
		title = w.t("paper.poster.title_forms")
	}
	if text == "" { // a profile that was stored before there were notices
		text = w.t("paper.poster.text")
	}
	foot := w.Business.LegalName
	if w.Business.TaxID != "" {
		foot = join(" · ", foot, w.Business.TaxID)
	}
	if bookCode != "" {
		foot = join(" · ", foot, w.t("portal.sheet.code", "code", bookCode))
	}
	return pdf.Poster{Language: w.Lang, Title: title, Text: text, Call: w.t("paper.poster.call"), Link: link, Place: establishment, Foot: foot, Made: w.Now}
}

// Package paper writes what the law asks to hand over: the sheet of the book,
// the receipt, the letter, the poster of the shop and the whole book. It takes
// values and gives documents; who may have them is the caller's to ask.
package paper

import (
	"strings"
	"time"

	"escucha/internal/i18n"
	"escucha/internal/pdf"
	"escucha/internal/portal"
)

// Kinds of documents of one case, as they are asked for and attached.
const (
	KindSheet   = "sheet"
	KindReceipt = "receipt"
	KindLetter  = "letter"
)

// Kinds lists them.
func Kinds() []string { return []string{KindSheet, KindReceipt, KindLetter} }

// Writer writes in one language, in the zone of the business.
type Writer struct {
	Texts    *i18n.Catalog
	Lang     string
	Business portal.Business
	Now      time.Time
}

func (w Writer) t(key string, pairs ...string) string {
	params := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		params[pairs[i]] = pairs[i+1]
	}
	return plain(w.Texts.T(w.Lang, key, params))
}

// plain takes the marks of the pages out of a text that both use.
func plain(text string) string {
	return strings.NewReplacer("<strong>", "", "</strong>", "").Replace(text)
}

// moment is "17 nov 2026, 16:08" where the business is.
func (w Writer) moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return w.Texts.Short(w.Lang, at, w.Business.Zone) + ", " + i18n.Clock(at, w.Business.Zone)
}

// civil writes a date without a time: "jueves 10 de diciembre de 2026".
func (w Writer) civil(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return w.Texts.Date(w.Lang, at, time.UTC)
}

func (w Writer) term(t portal.Term) string {
	return w.Texts.N(w.Lang, "portal.term."+t.Unit, t.Amount, nil)
}

func (w Writer) money(amount float64, currency string) string {
	if amount == 0 {
		return ""
	}
	return i18n.Money(w.Lang, amount, currency)
}

// of is the name of a code; a code without one stands for itself.
func (w Writer) of(space, code string) string {
	if key := space + "." + code; code != "" && w.Texts.Has(w.Lang, key) {
		return w.t(key)
	}
	return code
}

// frame is what every document of a case has around it.
func (w Writer) frame(r portal.Receipt, title, lead string) pdf.Document {
	return pdf.Document{Language: w.Lang, Title: title, Lead: lead, Head: r.Number + " · " + title, Author: provider(r.Provider), Made: w.Now,
		Foot: provider(r.Provider) + " · " + r.Number, Page: w.t("pdf.page", "n", "{{n}}", "of", "{{of}}")}
}

// provider is how the business signs: by its legal name, where it has one.
func provider(p portal.Provider) string {
	if p.LegalName != "" {
		return p.LegalName
	}
	return p.Name
}

// letterhead is the line above the title: who writes, from where.
func letterhead(p portal.Provider) string {
	return join(" · ", provider(p), p.TaxID, p.Address)
}

// join puts what is not empty one after the other.
func join(with string, parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, part := range parts {
		if strings.TrimSpace(part) != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, with)
}

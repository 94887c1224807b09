// Package dossier writes the whole of a case as a document to keep or hand over.
package dossier

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cast"

	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/pdf"
	"escucha/internal/records"
)

// maker knows how things are called and written for one reader.
type maker struct {
	texts *i18n.Catalog
	lang  string
	zone  *time.Location
	names map[string]map[string]string // of catalogue rows, by collection and id
	file  *casework.File
}

// Make sets the file of a case in the reader's language. Who may open the case
// is the caller's to ask; the file is printed whole, notes and costs included.
func Make(app core.App, g *casework.Engine, file *casework.File, lang, reader string) (pdf.Document, error) {
	h, err := g.House(app)
	if err != nil {
		return pdf.Document{}, err
	}
	names, err := catalogues(app, lang)
	if err != nil {
		return pdf.Document{}, err
	}
	m := maker{g.Texts, lang, h.Location, names, file}
	business := ""
	if h.Business != nil {
		business = h.Business.GetString("name")
	}
	return m.document(business, reader, g.Now()), nil
}

func (m maker) document(business, reader string, now time.Time) pdf.Document {
	number, title := m.of("number"), m.of("goal")
	if title == "" {
		title = number
	}
	lead := m.t("pdf.lead", map[string]any{"business": business, "number": number, "kind": m.label("kind", m.of("kind"))})
	if m.of("confidential") == "true" {
		lead += " · " + m.t("desk.case.confidential", nil)
	}
	return pdf.Document{
		Language: m.lang, Title: title, Lead: lead, Head: number + " · " + title, Author: business, Made: now,
		Foot:  m.t("pdf.printed", map[string]any{"when": m.moment(records.Stamp(now)), "name": reader}),
		Page:  m.t("pdf.page", map[string]any{"n": "{{n}}", "of": "{{of}}"}),
		Facts: m.facts(head), Sections: m.sections(),
	}
}

// catalogues are the names of the rows that a case points at.
func catalogues(app core.App, lang string) (map[string]map[string]string, error) {
	out := map[string]map[string]string{}
	for _, collection := range []string{records.Causes, records.Urgencies, records.Channels, records.Products, records.Areas, records.Agents} {
		rows, err := app.FindRecordsByFilter(collection, "id != ''", "", 0, 0)
		if err != nil {
			return nil, fmt.Errorf("names of %s: %w", collection, err)
		}
		out[collection] = map[string]string{}
		for _, r := range rows {
			if name := r.GetString("name_" + lang); name != "" {
				out[collection][r.Id] = name
			} else {
				out[collection][r.Id] = r.GetString("name")
			}
		}
	}
	return out, nil
}

func (m maker) t(key string, params map[string]any) string { return m.texts.T(m.lang, key, params) }

// of is a field of the case as text.
func (m maker) of(field string) string { return value(m.file.Complaint, field) }

// label is the name of a code; a code without one stands for itself.
func (m maker) label(space, code string) string {
	if code == "" {
		return ""
	}
	if key := space + "." + code; m.texts.Has(m.lang, key) {
		return m.t(key, nil)
	}
	return code
}

// moment is "17 nov 2026, 16:08" of a stored time; "" for none.
func (m maker) moment(stored string) string {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", stored)
	if err != nil {
		return ""
	}
	return m.texts.Short(m.lang, at, m.zone) + ", " + i18n.Clock(at, m.zone)
}

// day is the civil date of a stored time in the zone of the business.
func (m maker) day(stored string) string {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", stored)
	if err != nil {
		return stored
	}
	if at.Equal(at.Truncate(24 * time.Hour)) { // written without a time of day
		return m.texts.Short(m.lang, at, time.UTC)
	}
	return m.texts.Short(m.lang, at, m.zone)
}

func value(row map[string]any, field string) string { return cast.ToString(row[field]) }

package privacy

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cast"

	"escucha/internal/casework"
	"escucha/internal/dossier"
	"escucha/internal/i18n"
	"escucha/internal/pdf"
	"escucha/internal/records"
)

// PDF is the copy on paper, in the language of the person.
func (s *Service) PDF(app core.App, c Copy, to io.Writer) error {
	document, err := s.Document(app, c)
	if err != nil {
		return err
	}
	content, err := pdf.Render(document)
	if err != nil {
		return err
	}
	if _, err := to.Write(content); err != nil {
		return fmt.Errorf("write the copy of a person: %w", err)
	}
	return nil
}

// Document sets the copy: who they are, what was noted of them, their cases.
func (s *Service) Document(app core.App, c Copy) (pdf.Document, error) {
	h, err := s.g.House(app)
	if err != nil {
		return pdf.Document{}, err
	}
	m := paper{s.g.Texts, c.Language, h.Location}
	files := make([]*casework.File, len(c.Cases))
	for i, one := range c.Cases {
		files[i] = one.file()
	}
	cases, err := dossier.Cases(app, s.g, files, c.Language)
	if err != nil {
		return pdf.Document{}, err
	}
	business, name := textOf(c.Business["name"]), textOf(c.Person[0]["name"])
	title := m.t("privacy.title", nil)
	return pdf.Document{Language: c.Language, Title: name, Lead: business + " · " + title, Head: title + " · " + name, Author: business, Made: s.g.Now(),
		Foot:  m.t("privacy.made", map[string]any{"when": m.moment(c.Made)}),
		Page:  m.t("pdf.page", map[string]any{"n": "{{n}}", "of": "{{of}}"}),
		Facts: m.facts(c.Person[0], person...), Sections: append(m.sections(c), cases...)}, nil
}

// file is a case as the dossier prints it.
func (c Case) file() *casework.File {
	rows := func(collection string) []map[string]any {
		out := make([]map[string]any, len(c.Held[collection]))
		for i, row := range c.Held[collection] {
			out[i] = row
		}
		return out
	}
	f := &casework.File{Complaint: c.Case, Messages: rows(records.Messages), Statements: rows(records.Statements), Proposals: rows(records.Proposals),
		Tasks: rows(records.Tasks), FollowUps: rows(records.FollowUps), Attachments: rows(records.Attachments), Events: rows(records.Events)}
	for _, proposal := range f.Proposals {
		var options []map[string]any
		for _, option := range rows(records.Options) {
			if option["proposal"] == proposal["id"] {
				options = append(options, option)
			}
		}
		proposal["options"] = options
	}
	return f
}

// paper knows how things are called and written for one reader.
type paper struct {
	texts *i18n.Catalog
	lang  string
	zone  *time.Location
}

func (m paper) t(key string, params map[string]any) string { return m.texts.T(m.lang, key, params) }

// person are the fields at the head of the copy.
var person = []string{"name", "preferred_name", "document_type", "document_number", "phone", "email", "address", "language", "public_reach", "press", "notes_handling", "created"}

// spaces are where the codes of a field have their texts.
var spaces = map[string]string{"document_type": "document", "language": "privacy.language", "criterion": "desk.type", "profile": "desk.profile", "status": "privacy.status",
	"kind": "privacy.kind", "channel": "channel", "source": "privacy.source", "expectation": "privacy.status"}

// moments are the fields with a time.
var moments = map[string]bool{"created": true, "confirmed_at": true, "answered_at": true, "delivered_at": true, "sent_at": true, "done_at": true, "undone_at": true}

// days are those with a day.
var days = map[string]bool{"expires": true, "due": true, "date": true}

// facts are some fields of a row with their names; what is empty is left out.
func (m paper) facts(row Row, names ...string) []pdf.Fact {
	var out []pdf.Fact
	for _, name := range names {
		if text := m.value(row, name); text != "" {
			out = append(out, pdf.Fact{Name: m.fieldName(name), Value: text})
		}
	}
	return out
}

// value is a field as a person reads it; "" when there is nothing to tell.
func (m paper) value(row Row, name string) string {
	switch v := row[name].(type) {
	case nil:
		return ""
	case bool:
		return map[bool]string{true: m.t("desk.yes", nil)}[v]
	case float64:
		if v == 0 {
			return ""
		}
		if name == "amount" || name == "cost" {
			return i18n.Money(m.lang, v, textOf(row["currency"]))
		}
	}
	text := strings.TrimSpace(cast.ToString(row[name]))
	switch {
	case text == "":
		return ""
	case moments[name]:
		return m.moment(text)
	case days[name]:
		return m.day(text)
	case name == "value" || name == "previous":
		return m.typeName(textOf(row["criterion"]), text)
	case spaces[name] != "":
		return m.label(spaces[name], text)
	}
	return text
}

// typeName is the short name of a type of customer.
func (m paper) typeName(criterion, value string) string {
	if key := "desk.type." + criterion + "." + value + ".short"; m.texts.Has(m.lang, key) {
		return m.t(key, nil)
	}
	return m.label("desk.type."+criterion, value)
}

func (m paper) label(space, code string) string {
	if key := space + "." + code; m.texts.Has(m.lang, key) {
		return m.t(key, nil)
	}
	return code
}

// fieldName is what a field is called; those that only the copy shows have names
// of their own.
func (m paper) fieldName(name string) string {
	if key := "privacy.field." + name; m.texts.Has(m.lang, key) {
		return m.t(key, nil)
	}
	return m.label("field", name)
}

func (m paper) moment(stored string) string {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", stored)
	if err != nil {
		return stored
	}
	return m.texts.Short(m.lang, at, m.zone) + ", " + i18n.Clock(at, m.zone)
}

func (m paper) day(stored string) string {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", stored)
	if err != nil {
		return stored
	}
	zone := m.zone
	if at.Equal(at.Truncate(24 * time.Hour)) {
		zone = time.UTC // written without a time of day
	}
	return m.texts.Short(m.lang, at, zone)
}

package dossier

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/pdf"
)

// ForAuthority sets what an authority asks for of a complaint: who the parties
// are, the contract, the facts, what was offered and answered, and the evidence
// (México, LFPC art. 99). Notes of the team, costs and what is said of the
// customer stay inside.
func ForAuthority(app core.App, g *casework.Engine, file *casework.File, c *core.Record, lang, reader string) (pdf.Document, error) {
	d, err := Make(app, g, file, lang, reader)
	if err != nil {
		return d, err
	}
	h, err := g.House(app)
	if err != nil {
		return d, err
	}
	provider, err := h.Provider(c)
	if err != nil {
		return d, err
	}
	names, err := catalogues(app, lang)
	if err != nil {
		return d, err
	}
	m := maker{g.Texts, lang, h.Location, names, file}
	d.Facts, d.Sections = m.facts([]field{{"received_at", "moment"}, {"stage", "stage"}, {"authority", ""}, {"authority_case", ""}, {"authority_due", "day"}, {"resolved_at", "moment"}}), m.parts(provider)
	return d, nil
}

func (m maker) parts(provider map[string]string) []pdf.Section {
	business := []string{provider["legal_name"], provider["name"], provider["tax_id"], provider["address"], provider["phone"], provider["email"]}
	return []pdf.Section{
		{Title: m.t("pdf.parties", nil), Facts: append(m.customer(), pdf.Fact{Name: m.t("pdf.business", nil), Value: join("\n", business...)})},
		{Title: m.t("pdf.contract", nil), Facts: m.facts([]field{{"product", "@products"}, {"product_text", ""}, {"amount", "sum"}, {"since_when", ""}})},
		{Title: m.t("pdf.facts", nil), Text: m.of("narrative"), Facts: m.facts([]field{{"impact", ""}, {"remedy_requested", ""}}), Entries: m.points()},
		{Title: m.t("pdf.offered", nil), Facts: m.facts([]field{{"cause_public", ""}, {"actions_public", ""}, {"explanation", ""}, {"denial_letter", ""}, {"temporary_alternative", ""}}), Entries: m.rows(m.put(), "status", m.offer)},
		{Title: m.t("pdf.said", nil), Entries: m.rows(m.spoken(), "author_name", m.message)},
		{Title: m.t("pdf.evidence", nil), Facts: m.facts([]field{{"evidence_note", ""}}), Entries: m.rows(m.file.Attachments, "name", m.attachment)},
	}
}

// put are the proposals that the customer saw.
func (m maker) put() []map[string]any {
	var out []map[string]any
	for _, row := range m.file.Proposals {
		if value(row, "status") != "draft" {
			out = append(out, row)
		}
	}
	return out
}

// spoken is what went between the business and the customer, without notes.
func (m maker) spoken() []map[string]any {
	var out []map[string]any
	for _, row := range m.file.Messages {
		if value(row, "direction") != "note" {
			out = append(out, row)
		}
	}
	return out
}

// offer is a proposal without what it costs us.
func (m maker) offer(row map[string]any, e *pdf.Entry) {
	e.Head = m.label("desk.proposal.status", value(row, "status"))
	lines := []string{value(row, "customer_text")}
	options, _ := row["options"].([]map[string]any) // none: a proposal of one way
	for _, option := range options {
		lines = append(lines, "• "+strings.TrimSpace(value(option, "text")))
	}
	e.Text = join("\n", append(lines, value(row, "accepted_words"), value(row, "refusal_reason"))...)
}

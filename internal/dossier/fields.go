package dossier

import (
	"github.com/spf13/cast"

	"escucha/internal/i18n"
	"escucha/internal/pdf"
	"escucha/internal/records"
)

// field is one of the case's, with how its value is written: "" as it stands,
// a moment, a day, a sum, a yes, "@collection" a row's name, else a space of codes.
type field struct{ name, how string }

var head = []field{
	{"stage", "stage"}, {"received_at", "moment"}, {"channel", "@" + records.Channels}, {"legal_due", "day"}, {"owner", "@" + records.Agents},
	{"assignee", "@" + records.Agents}, {"area", "@" + records.Areas}, {"next_step", ""}, {"next_step_due", "moment"}, {"resolved_at", "moment"}, {"closed_at", "moment"},
}

var groups = []struct {
	title  string
	fields []field
}{
	{"pdf.story", []field{{"legal_kind", "legal_kind"}, {"product", "@" + records.Products}, {"product_text", ""}, {"amount", "sum"}, {"since_when", ""},
		{"impact", ""}, {"remedy_requested", ""}, {"reply_channel", "channel"}, {"mood_start", "mood"}, {"mood_end", "mood"}, {"anonymous_reason", ""}}},
	{"pdf.handling", []field{{"severity", "severity"}, {"safety", "desk"}, {"data_loss", "desk"}, {"urgency", "@" + records.Urgencies}, {"urgency_reason", ""},
		{"lane", "lane"}, {"supervisor", "@" + records.Agents}, {"person_only", "yes"}, {"confidential", "yes"}, {"confidential_reason", ""},
		{"transfer_reason", ""}, {"transfer_summary", ""}, {"escalation_reason", ""}, {"escalation_request", ""},
		{"information_requested", ""}, {"information_until", "day"}, {"extension_until", "day"}, {"extension_reason", ""},
		{"temporary_alternative", ""}, {"temporary_from", "day"}, {"temporary_until", "day"}, {"temporary_cost", "sum"}, {"temporary_closed_at", "moment"},
		{"authority", ""}, {"authority_case", ""}, {"authority_served_at", "moment"}, {"authority_due", "day"}, {"authority_outcome", ""}}},
	{"pdf.finding", []field{{"paraphrase", ""}, {"understanding_confirmed_at", "moment"}, {"understanding_channel", "@" + records.Channels}, {"understanding_waived_reason", ""},
		{"cause", "@" + records.Causes}, {"cause_detail", ""}, {"fault", "fault"}, {"explanation", ""}, {"evidence_note", ""}, {"alternatives", ""},
		{"denial_letter", ""}, {"cause_public", ""}, {"actions_public", ""}, {"apology_given_at", "moment"}, {"apology_channel", "@" + records.Channels}}},
	{"pdf.ending", []field{{"resolution_kind", "resolution"}, {"closing_kind", "closing"}, {"learning", ""}, {"second_review", ""}, {"reopen_reason", ""},
		{"withdrawal_words", ""}, {"withdrawal_channel", "@" + records.Channels}, {"void_reason", ""}}},
}

func (m maker) facts(fields []field) []pdf.Fact {
	out := make([]pdf.Fact, 0, len(fields))
	for _, f := range fields {
		out = append(out, pdf.Fact{Name: m.label("field", f.name), Value: m.written(f)})
	}
	return out
}

// written is the value of a field as a person reads it; "" when there is none.
func (m maker) written(f field) string {
	v := m.of(f.name)
	switch f.how {
	case "":
		return v
	case "moment":
		return m.moment(v)
	case "day":
		return m.day(v)
	case "sum":
		return m.sum(m.file.Complaint[f.name])
	case "yes":
		if v != "true" {
			return ""
		}
		return m.t("desk.yes", nil)
	case "mood":
		if v == "0" {
			return ""
		}
		return m.label("desk.mood", v)
	}
	if f.how[0] == '@' {
		return m.name(f.how[1:], v)
	}
	return m.label(f.how, v)
}

// name is what a row is called; one that is gone keeps its id.
func (m maker) name(collection, id string) string {
	if name := m.names[collection][id]; name != "" {
		return name
	}
	return id
}

func (m maker) sum(v any) string {
	amount := cast.ToFloat64(v)
	if amount == 0 {
		return ""
	}
	return i18n.Money(m.lang, amount, m.of("currency"))
}

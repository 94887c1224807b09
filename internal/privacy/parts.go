package privacy

import (
	"slices"
	"strings"

	"escucha/internal/pdf"
	"escucha/internal/records"
)

// parts are what was noted of a person, in the order of the paper: what stands at
// the head of each entry, when it was, and what below it, each with its name.
var parts = []struct {
	collection string
	head       []string
	when       string
	text       []string
}{
	{"contacts", []string{"value"}, "created", []string{"label"}},
	{records.Purchases, []string{"product", "amount"}, "date", []string{"external_id"}},
	{records.Classifications, []string{"criterion", "value"}, "created", []string{"previous", "source", "reason", "expires"}},
	{records.CustomerProfiles, []string{"profile", "status"}, "created", []string{"evidence", "reason", "expires"}},
	{records.Behaviours, []string{"profile"}, "created", []string{"text", "evidence"}},
	{"incidents", []string{"kind"}, "created", []string{"text"}},
	{records.Grants, []string{"reward_name", "cost", "status"}, "created", []string{"justification", "refusal_reason", "delivery_note", "delivered_at"}},
	{"surveys", []string{"channel"}, "answered_at", []string{"solution", "treatment", "expectation", "recommend", "effort", "reason", "comment"}},
	{"loyalty", []string{"title"}, "due", []string{"outcome", "done_at"}},
	{"merges", nil, "created", []string{"reason", "undone_at"}},
}

// sections are the parts that have something to say.
func (m paper) sections(c Copy) []pdf.Section {
	out := []pdf.Section{{Title: m.t("privacy.what", nil), Text: m.t("privacy.what_text", nil)}}
	if len(c.Person) > 1 {
		one := pdf.Section{Title: m.t("privacy.merged", nil)}
		for _, row := range c.Person[1:] {
			one.Entries = append(one.Entries, pdf.Entry{Head: m.value(row, "name"), When: m.value(row, "created"), Text: m.lines(row, person[2:11])})
		}
		out = append(out, one)
	}
	out = append(out, m.types(c.Person[0]), m.consents(c))
	for _, part := range parts {
		section := pdf.Section{Title: m.t("privacy.of."+part.collection, nil)}
		for _, row := range c.Held[part.collection] {
			heads := []string{}
			for _, name := range part.head {
				heads = append(heads, m.value(row, name))
			}
			section.Entries = append(section.Entries, pdf.Entry{Head: joined(" · ", heads...), When: m.value(row, part.when), Text: m.lines(row, part.text)})
		}
		out = append(out, section)
	}
	return out
}

// lines are fields one below the other; a text needs no name.
func (m paper) lines(row Row, names []string) string {
	var out []string
	for _, fact := range m.facts(row, names...) {
		if fact.Name == m.fieldName("text") {
			out = append(out, fact.Value)
			continue
		}
		out = append(out, fact.Name+": "+fact.Value)
	}
	return strings.Join(out, "\n")
}

// types are those that stand now.
func (m paper) types(row Row) pdf.Section {
	out := pdf.Section{Title: m.t("privacy.types", nil)}
	for _, criterion := range []string{"relation", "activity", "frequency", "volume", "satisfaction", "influence"} {
		if value := textOf(row[criterion]); value != "" {
			out.Facts = append(out.Facts, pdf.Fact{Name: m.label("desk.type", criterion), Value: m.typeName(criterion, value)})
		}
	}
	return out
}

// consents are the texts that were accepted, each once, with the cases.
func (m paper) consents(c Copy) pdf.Section {
	out := pdf.Section{Title: m.t("privacy.consents", nil)}
	var told []string
	for _, one := range c.Consents {
		text := one.Text
		if key := one.Version + " " + one.Language; slices.Contains(told, key) {
			text = ""
		} else {
			told = append(told, key)
		}
		out.Entries = append(out.Entries, pdf.Entry{Head: m.t("privacy.consent", map[string]any{"version": one.Version, "number": one.Case}),
			When: m.moment(one.At), Text: text})
	}
	return out
}

// joined puts what is not empty one after the other.
func joined(with string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return part == "" }), with)
}

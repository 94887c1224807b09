package dossier

import (
	"strings"

	"github.com/spf13/cast"

	"escucha/internal/pdf"
	"escucha/internal/records"
)

// sections are the parts of a case, in the order of its life.
func (m maker) sections() []pdf.Section {
	story := pdf.Section{Title: m.t(groups[0].title, nil), Text: m.of("narrative"), Facts: m.facts(groups[0].fields), Entries: m.points()}
	out := []pdf.Section{{Title: m.t("pdf.customer", nil), Facts: m.customer()}, story,
		{Title: m.t("pdf.statements", nil), Entries: m.rows(m.file.Statements, "author_name", m.plain)}}
	for _, group := range groups[1:] {
		out = append(out, pdf.Section{Title: m.t(group.title, nil), Facts: m.facts(group.fields)})
	}
	return append(out,
		pdf.Section{Title: m.t("pdf.proposals", nil), Entries: m.rows(m.file.Proposals, "status", m.proposal)},
		pdf.Section{Title: m.t("pdf.tasks", nil), Entries: m.rows(m.file.Tasks, "title", m.task)},
		pdf.Section{Title: m.t("pdf.messages", nil), Entries: m.rows(m.file.Messages, "author_name", m.message)},
		pdf.Section{Title: m.t("pdf.calls", nil), Entries: m.rows(m.file.FollowUps, "agent_name", m.call)},
		pdf.Section{Title: m.t("pdf.files", nil), Entries: m.rows(m.file.Attachments, "name", m.attachment)},
		pdf.Section{Title: m.t("pdf.events", nil), Entries: m.rows(m.file.Events, "actor_name", m.event)})
}

// rows turns a list of the file into entries; who is the field of their heads.
func (m maker) rows(list []map[string]any, who string, write func(map[string]any, *pdf.Entry)) []pdf.Entry {
	out := make([]pdf.Entry, 0, len(list))
	for _, row := range list {
		e := pdf.Entry{Head: value(row, who), When: m.moment(value(row, "created"))}
		write(row, &e)
		out = append(out, e)
	}
	return out
}

func (m maker) customer() []pdf.Fact {
	if m.file.Customer == nil {
		return []pdf.Fact{{Name: m.t("pdf.customer", nil), Value: m.t("desk.anonymous", nil)}}
	}
	var out []pdf.Fact
	for _, name := range []string{"name", "document_type", "document_number", "phone", "email", "address"} {
		v := value(m.file.Customer, name)
		if name == "document_type" {
			v = m.label("document", v)
		}
		out = append(out, pdf.Fact{Name: m.label("field", name), Value: v})
	}
	return out
}

// points are the customer's questions with their answers.
func (m maker) points() []pdf.Entry {
	var out []pdf.Entry
	for _, one := range cast.ToSlice(m.file.Complaint["points"]) {
		point := cast.ToStringMap(one)
		out = append(out, pdf.Entry{Head: value(point, "text"), Text: value(point, "answer")})
	}
	return out
}

func (m maker) plain(row map[string]any, e *pdf.Entry) { e.Text = value(row, "text") }

func (m maker) message(row map[string]any, e *pdf.Entry) {
	way := m.name(records.Channels, value(row, "channel"))
	switch value(row, "direction") {
	case "in":
		e.Head = m.t("actor.customer", nil)
	case "note":
		way = m.t("desk.message.note", nil)
		if value(row, "purpose") == "call" {
			way = m.t("desk.message.call", nil)
		}
	}
	e.Head = join(" · ", e.Head, way, value(row, "subject"))
	e.Text = value(row, "text")
}

func (m maker) proposal(row map[string]any, e *pdf.Entry) {
	e.Head = m.label("desk.proposal.status", value(row, "status"))
	lines := []string{value(row, "customer_text")}
	options, _ := row["options"].([]map[string]any) // none: a proposal of one way
	for _, option := range options {
		line := "• " + join(" · ", value(option, "text"), m.sum(option["cost"]))
		if value(option, "chosen") == "true" {
			line += " (" + m.t("desk.proposal.chosen", nil) + ")"
		}
		lines = append(lines, line)
	}
	lines = append(lines, join(" · ", m.label("eta", value(row, "eta_kind")), m.day(value(row, "eta")), value(row, "eta_basis")),
		value(row, "accepted_words"), value(row, "refusal_reason"), value(row, "preferred_solution"))
	e.Text = join("\n", lines...)
}

func (m maker) task(row map[string]any, e *pdf.Entry) {
	e.When, e.Text = m.day(value(row, "due")), value(row, "assignee_name")
	if done := m.moment(value(row, "done_at")); done != "" {
		e.Text = join(" · ", e.Text, m.t("pdf.done", map[string]any{"when": done}))
	}
}

func (m maker) call(row map[string]any, e *pdf.Entry) {
	for _, name := range []string{"satisfied", "recurred", "solved"} {
		if answer := value(row, name); answer != "" {
			e.Text = join("\n", e.Text, m.label("field", "follow_up."+name)+": "+m.label("desk", answer))
		}
	}
	e.Text = join("\n", e.Text, value(row, "note"))
}

// attachment has its digest: the file itself is kept beside the case.
func (m maker) attachment(row map[string]any, e *pdf.Entry) {
	e.Text = join(" · ", value(row, "author_name"), m.t("pdf.bytes", map[string]any{"n": value(row, "size")}), "SHA-256 "+value(row, "digest"))
}

func (m maker) event(row map[string]any, e *pdf.Entry) {
	if e.Head == "" {
		e.Head = m.label("actor", value(row, "actor_kind"))
	}
	what := m.label("event", value(row, "type"))
	if to := value(cast.ToStringMap(value(row, "data")), "to"); to != "" && value(row, "type") == "complaint.moved" {
		what += ": " + m.label("stage", to)
	}
	e.Head = join(" · ", what, e.Head)
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

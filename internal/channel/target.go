package channel

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// target is the case that a message belongs to; empty when there is none. One
// that the program names is taken only if the sender belongs to it.
func (s *Service) target(app core.App, code string, in Inbound) (string, error) {
	known, err := s.g.Reached(app, casework.Phone, in.From)
	if err != nil {
		return "", err
	}
	if len(known) > 1 {
		known = nil // whose of them it is, the number does not say
	}
	ids, err := candidates(app, code, in.From, known)
	if err != nil {
		return "", err
	}
	if in.Complaint != "" {
		return s.named(app, in.Complaint, ids, known)
	}
	for _, id := range ids {
		c, err := app.FindRecordById(records.Complaints, id)
		if err != nil {
			return "", fmt.Errorf("case of %s: %w", in.From, err)
		}
		again, err := s.g.Reopens(app, c)
		if err != nil {
			return "", err
		}
		if again || c.GetBool("open") {
			return id, nil
		}
	}
	return "", nil
}

// named judges a case that the program says the message belongs to.
func (s *Service) named(app core.App, id string, ids, known []string) (string, error) {
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return "", s.g.Refuse("complaint", "not_found", nil)
	}
	if !slices.Contains(ids, id) && !slices.Contains(known, c.GetString("customer")) {
		return "", s.g.Refuse("complaint", "gateway_stranger", nil)
	}
	return id, nil
}

// mostCandidates bounds how far back one looks.
const mostCandidates = 20

// candidates are the cases of a sender by a channel, the newest first: those that
// they wrote to by it, and those that a customer with their telephone opened by it.
func candidates(app core.App, code, from string, known []string) ([]string, error) {
	wrote := app.DB().Select("complaint").From(records.Messages).Where(dbx.HashExp{"channel": code}).
		AndWhere(dbx.NewExp("`from` = {:from} AND external_id != ''", dbx.Params{"from": from})).Distinct(true).OrderBy("created DESC").Limit(mostCandidates)
	var ids []string
	if err := wrote.Column(&ids); err != nil {
		return nil, fmt.Errorf("cases that %s wrote to: %w", from, err)
	}
	cases := []any{}
	for _, id := range ids {
		cases = append(cases, id)
	}
	belongs := []dbx.Expression{dbx.In("id", cases...)}
	if len(known) == 1 {
		belongs = append(belongs, dbx.HashExp{"customer": known[0], "channel": code})
	}
	var out []string
	err := app.DB().Select("id").From(records.Complaints).Where(dbx.Or(belongs...)).AndWhere(dbx.NewExp("stage != 'voided'")).
		OrderBy("open DESC", "received_at DESC").Limit(mostCandidates).Column(&out)
	if err != nil {
		return nil, fmt.Errorf("cases of %s: %w", from, err)
	}
	return out, nil
}

// file opens a case for a first message. What the customer wants is for somebody
// to ask: the words stand as they came, and it counts as a claim, the stricter
// reading, until somebody has looked at it.
func (s *Service) file(app core.App, code string, in Inbound, actor complaint.Actor) (string, error) {
	lang := s.language(app)
	text := strings.TrimSpace(in.Text)
	if text == "" {
		text = s.g.Texts.T(lang, "mail.files_only", nil)
	}
	fields := map[string]any{"kind": "claim", "channel": code, "source": "api", "narrative": text, "goal": goal(text),
		"remedy_requested": s.g.Texts.T(lang, "mail.remedy_unknown", nil), "language": lang}
	if code == "whatsapp" {
		fields["reply_channel"] = code
	}
	customer, err := s.sender(app, in, actor)
	if err != nil {
		return "", err
	}
	fields["customer"] = customer
	if customer == "" {
		fields["anonymous_reason"] = s.g.Texts.T(lang, "mail.shared_number", nil)
	}
	c, err := s.g.Create(app, records.Complaints, fields, actor)
	if err != nil {
		return "", err
	}
	return c.Id, nil
}

// sender is the one customer with the telephone, or a new one; none when several
// share it.
func (s *Service) sender(app core.App, in Inbound, actor complaint.Actor) (string, error) {
	known, err := s.g.Reached(app, casework.Phone, in.From)
	switch {
	case err != nil || len(known) > 1:
		return "", err
	case len(known) == 1:
		return known[0], nil
	}
	name := strings.TrimSpace(in.Name)
	if name == "" {
		name = in.From
	}
	values := map[string]any{"name": name}
	if strings.IndexFunc(in.From, func(r rune) bool { return r != '+' && r != ' ' && (r < '0' || r > '9') }) < 0 {
		values["phone"] = in.From
	}
	r, err := s.g.Create(app, records.Customers, values, actor)
	if err != nil {
		return "", err
	}
	return r.Id, nil
}

func (s *Service) language(app core.App) string {
	h, err := s.g.House(app)
	if err != nil || h.Business == nil || h.Business.GetString("language") == "" {
		return "es"
	}
	return h.Business.GetString("language")
}

// goal is the beginning of a text in one line, as long as a goal may be.
func goal(text string) string {
	line := strings.Join(strings.Fields(text), " ")
	for utf8.RuneCountInString(line) > complaint.MaxGoal {
		_, size := utf8.DecodeLastRuneInString(line)
		line = line[:len(line)-size]
	}
	return line
}

package casework

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/message"
	"escucha/domain/offer"
	"escucha/internal/records"
)

// SoundTemplate is the create and update hook of templates: nothing in it that
// no case could fill, everything that its kind must say (R035) and, where the
// law keeps sales offers out of the answer to a complaint, none (Ley 10/2025
// art. 16.2). What it is for does not change.
func (g *Engine) SoundTemplate(e *core.RecordEvent) error {
	r := e.Record
	for _, name := range []string{"code", "language"} {
		if was := r.Original().GetString(name); was != "" && was != r.GetString(name) {
			return g.refuse(name, "fixed_field")
		}
	}
	h, err := g.House(e.App)
	if err != nil {
		return err
	}
	if refused := g.faults(h, r.GetString("code"), r.GetString("subject"), r.GetString("body")); len(refused) > 0 {
		return g.answer(http.StatusBadRequest, refused)
	}
	return e.Next()
}

// faults are what is wrong with a template, by field.
func (g *Engine) faults(h *House, code, subject, body string) validation.Errors {
	refused := validation.Errors{}
	for name, text := range map[string]string{"subject": subject, "body": body} {
		if offer.Sale(h.Profile.CommercialBan, "", text) {
			refused[name] = g.problem("sales_offer")
		}
	}
	for _, p := range message.Lint(code, subject, body) {
		if refused[p.Field] == nil {
			refused[p.Field] = g.about(p.Code, strings.Join(p.Names, ", "))
		}
	}
	return refused
}

// single: the text of a problem is a template itself, and must not read those
// that it is about.
var single = strings.NewReplacer("{{", "{", "}}", "}")

// about is a problem with what it is about.
func (g *Engine) about(code, names string) validation.Error {
	names = single.Replace(names)
	params := map[string]any{"names": names}
	return validation.NewError(code, g.Texts.T("es", "error."+code, params)).SetParams(params)
}

// SoundWords is the create hook of messages: no text leaves with a gap that
// nobody filled in, and where we said that there is no date, none is promised
// (R008, R143). It holds for what the application writes and what people write.
func (g *Engine) SoundWords(e *core.RecordEvent) error {
	r := e.Record
	if r.GetString("direction") != "out" {
		return e.Next()
	}
	for _, name := range []string{"subject", "text"} {
		gaps, err := g.gaps(e.App, r, name)
		if err != nil {
			return err
		}
		if len(gaps) > 0 {
			return g.answer(http.StatusBadRequest, validation.Errors{name: g.about("template_gap", strings.Join(gaps, ", "))})
		}
	}
	if slices.Contains(byItself, r.GetString("purpose")) || !ActorOf(r).Staff() {
		return e.Next()
	}
	words, err := g.promisesADay(e.App, r)
	if err != nil {
		return err
	}
	if words != "" && r.GetString("purpose") == "proposal" { // there the agent wrote it
		return g.answer(http.StatusBadRequest, validation.Errors{"proposal.customer_text": g.about("date_without_eta", words)})
	}
	if words != "" {
		return g.answer(http.StatusBadRequest, validation.Errors{"text": g.about("date_without_eta", words)})
	}
	return e.Next()
}

// quotable are the words of a case that its letters repeat. Whoever typed a
// placeholder there meant to: what they wrote is no gap of ours.
var quotable = []string{"customer_snapshot", "narrative", "goal", "remedy_requested", "product_text", "impact", "since_when", "points"}

// gaps are the placeholders that a message leaves empty, those left out that the
// case itself has in its words.
func (g *Engine) gaps(app core.App, r *core.Record, name string) ([]string, error) {
	gaps := message.Gaps(r.GetString(name))
	if len(gaps) == 0 {
		return nil, nil
	}
	c, err := g.parent(app, r)
	if err != nil {
		return nil, err
	}
	words := []string{CustomerName(c)}
	for _, field := range quotable {
		words = append(words, c.GetString(field))
	}
	return without(gaps, message.Gaps(words...)), nil
}

// onRecord are the days of a case that may be told where there is no date of
// the solution: that of the law, those of the next news and of what we ask for.
var onRecord = []string{"legal_due", "next_step_due", "information_until", "extension_until", "temporary_from", "temporary_until"}

// promisesADay finds a day to come that a message names although its offer says
// that there is none.
func (g *Engine) promisesADay(app core.App, r *core.Record) (string, error) {
	rows, err := app.FindRecordsByFilter(records.Proposals, "complaint = {:c} && (status = 'draft' || status = 'sent' || status = 'accepted')", "-created", 1, 0,
		dbx.Params{"c": r.GetString("complaint")})
	if err != nil {
		return "", fmt.Errorf("offer of %s: %w", r.GetString("complaint"), err)
	}
	if len(rows) == 0 || rows[0].GetString("eta_kind") != "none" {
		return "", nil
	}
	h, err := g.House(app)
	if err != nil {
		return "", err
	}
	c, err := g.parent(app, r)
	if err != nil {
		return "", err
	}
	var known []calendar.Date
	for _, from := range []struct {
		record *core.Record
		names  []string
	}{{c, onRecord}, {rows[0], []string{"expires", "starts", "ends"}}} {
		for _, name := range from.names {
			if at := from.record.GetDateTime(name).Time(); !at.IsZero() {
				known = append(known, calendar.DateIn(at, h.Location))
			}
		}
	}
	return message.Unfounded(r.GetString("text"), calendar.DateIn(g.Now(), h.Location), known), nil
}

// Preview renders a text that is not stored yet: for a case, or for one that
// stands in its place.
func (g *Engine) Preview(app core.App, c *core.Record, subject, body string, r *core.Record) (Text, error) {
	h, err := g.House(app)
	if err != nil {
		return Text{}, err
	}
	actor := AuthActor(r)
	values, err := g.values(app, c, h, actor)
	if err != nil {
		return Text{}, fmt.Errorf("preview: %w", err)
	}
	text, missing := message.Render(body, values)
	head, more := message.Render(subject, values)
	return Text{Subject: head, Body: capital(text), Missing: append(append([]string{}, missing...), more...)}, nil
}

// Faults are what is wrong with a text that is not stored yet, by field: code
// and sentence in a language.
func (g *Engine) Faults(app core.App, code, subject, body, lang string) (map[string][2]string, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	return g.Explain(g.answer(http.StatusBadRequest, g.faults(h, code, subject, body)), lang), nil
}

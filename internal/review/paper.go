package review

import (
	"fmt"
	"strings"
	"time"

	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/pdf"
)

// writer sets a pack on paper in one language.
type writer struct {
	texts *i18n.Catalog
	lang  string
	house *casework.House
	made  time.Time
}

func (w writer) t(key string, params map[string]any) string { return w.texts.T(w.lang, key, params) }

// of is the name of a code; one without a name stands for itself.
func (w writer) of(space, code string) string {
	if w.texts.Has(w.lang, space+"."+code) {
		return w.t(space+"."+code, nil)
	}
	return code
}

func (w writer) day(stored string) string {
	if stored == "" {
		return ""
	}
	d, err := dayOf(stored, w.house)
	if err != nil {
		return stored
	}
	return w.texts.CivilShort(w.lang, d.String())
}

// document has the week in figures, each case with both versions side by side,
// and what was decided now and before.
func (w writer) document(p *Pack, week rules.Week) pdf.Document {
	business := ""
	if w.house.Business != nil {
		business = w.house.Business.GetString("name")
	}
	title := w.t("meeting.paper.title", map[string]any{"week": week.Number})
	span := w.t("meeting.paper.span", map[string]any{"from": w.texts.CivilDayMonth(w.lang, p.From), "to": w.texts.CivilDate(w.lang, p.To)})
	d := pdf.Document{Language: w.lang, Title: title, Lead: business + " · " + span, Head: title + " · " + span, Author: business, Made: w.made,
		Foot: w.t("meeting.paper.foot", map[string]any{"when": w.texts.Short(w.lang, w.made, w.house.Location)}),
		Page: w.t("pdf.page", map[string]any{"n": "{{n}}", "of": "{{of}}"})}
	d.Sections = append(d.Sections, pdf.Section{Title: w.t("reviews.figures", nil), Grid: w.figures(p.Figures)}, w.people(p))
	d.Sections = append(d.Sections, w.cases(p)...)
	return w.rest(d, p)
}

// figures stand in two rows of boxes.
func (w writer) figures(list []Figure) [][]pdf.Cell {
	var rows [][]pdf.Cell
	for i, f := range list {
		value := fmt.Sprint(f.Count)
		if f.Of != nil {
			value += " " + w.t("reviews.figure.of", map[string]any{"n": *f.Of})
		}
		value += "\n" + w.t("reviews.figure.before", map[string]any{"n": f.Previous})
		if i%4 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], pdf.Cell{Label: w.t("reviews.figure."+f.Code, nil), Value: value})
	}
	return rows
}

// people: who is there; the minutes of a meeting that has them.
func (w writer) people(p *Pack) pdf.Section {
	var present []string
	for _, a := range p.Attendees {
		if a.Present {
			present = append(present, a.Name)
		}
	}
	out := pdf.Section{Facts: []pdf.Fact{{Name: w.t("reviews.attendees", nil), Value: strings.Join(present, ", ")}}}
	if p.Review != nil {
		held, _ := p.Review["held_at"].(fmt.Stringer)
		if held != nil {
			out.Facts = append(out.Facts, pdf.Fact{Name: w.t("meeting.paper.held", nil), Value: w.day(held.String())})
		}
		out.Facts = append(out.Facts, pdf.Fact{Name: w.t("reviews.minutes", nil), Value: fmt.Sprint(p.Review["minutes"])})
	}
	if p.Unlisted > 0 {
		out.Facts = append(out.Facts, pdf.Fact{Name: w.t("meeting.paper.unlisted", nil), Value: fmt.Sprint(p.Unlisted)})
	}
	return out
}

// cases are a part each: why, both versions side by side, what was said and
// decided of it.
func (w writer) cases(p *Pack) []pdf.Section {
	if len(p.Cases) == 0 {
		return []pdf.Section{{Title: w.t("reviews.cases", nil), Text: w.t("reviews.cases.none", nil)}}
	}
	var out []pdf.Section
	for i, c := range p.Cases {
		one := pdf.Section{Title: fmt.Sprintf("%d. %s", i+1, c.Goal), Grid: [][]pdf.Cell{
			{{Label: strings.TrimLeft(c.Number, "0") + " · " + w.of("stage", c.Stage), Value: w.reasons(c.Reasons)}},
			{{Label: w.t("reviews.customer", map[string]any{"name": c.Customer}), Value: c.CustomerVersion}, {Label: w.t("reviews.team", nil), Value: w.team(c.TeamVersions)}}}}
		for _, r := range c.Remarks {
			one.Entries = append(one.Entries, pdf.Entry{Head: w.t("reviews.remark", nil) + ": " + r.Author, When: w.day(r.Created), Text: r.Text})
		}
		one.Entries = append(one.Entries, w.decisions(c.Decisions)...)
		if c.State == rules.Studying {
			one.Entries = append(one.Entries, pdf.Entry{Head: w.t("reviews.case.studying", nil)})
		}
		out = append(out, one)
	}
	if p.More > 0 {
		out = append(out, pdf.Section{Text: w.texts.N(w.lang, "reviews.more", p.More, nil)})
	}
	return out
}

func (w writer) reasons(list []rules.Reason) string {
	names := make([]string, len(list))
	for i, r := range list {
		names[i] = w.t("reviews.reason."+string(r), nil)
	}
	return strings.Join(names, " · ")
}

// team is what each said; that nobody did is said, too.
func (w writer) team(list []Version) string {
	var out []string
	for _, v := range list {
		out = append(out, v.Author+": "+v.Text)
	}
	if len(out) == 0 {
		return w.t("reviews.team.none", nil)
	}
	return strings.Join(out, "\n")
}

func (w writer) decisions(list []Decision) []pdf.Entry {
	var out []pdf.Entry
	for _, d := range list {
		head := w.t("meeting.paper.decision", map[string]any{"kind": w.of("reviews.kind", d.Kind), "name": d.OwnerName})
		if d.OwnerName == "" {
			head = w.t("meeting.paper.unowned", map[string]any{"kind": w.of("reviews.kind", d.Kind)})
		}
		out = append(out, pdf.Entry{Head: head, When: w.day(d.Due), Text: d.Text})
	}
	return out
}

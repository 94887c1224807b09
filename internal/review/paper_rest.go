package review

import (
	"fmt"
	"strings"

	"github.com/spf13/cast"

	"escucha/internal/i18n"
	"escucha/internal/pdf"
)

// rest is what a meeting has besides the cases; what is empty is left out.
func (w writer) rest(d pdf.Document, p *Pack) pdf.Document {
	d.Sections = append(d.Sections,
		pdf.Section{Title: w.t("reviews.decisions.other", nil), Entries: w.decisions(p.Decisions)},
		pdf.Section{Title: w.t("reviews.causes", nil), Facts: w.causes(p.Causes)},
		pdf.Section{Title: w.t("reviews.earlier", nil), Entries: w.earlier(p.Earlier)},
		pdf.Section{Title: w.t("reviews.self_approvals", nil), Entries: w.acts(p.SelfApprovals)},
		pdf.Section{Title: w.t("reviews.queue_jumps", nil), Entries: w.acts(p.QueueJumps)},
		pdf.Section{Title: w.t("reviews.detractors", nil), Entries: w.answers(p.Detractors)},
		pdf.Section{Title: w.t("reviews.suggestions", nil), Entries: w.answers(p.Suggestions)},
		pdf.Section{Title: w.t("reviews.ideas", nil), Entries: titles(p.Ideas)},
		pdf.Section{Title: w.t("reviews.issues", nil), Entries: titles(p.Issues)},
		pdf.Section{Title: w.t("reviews.addendum", nil), Entries: w.remarks(p.Remarks)})
	return d
}

func (w writer) causes(list []Cause) []pdf.Fact {
	var out []pdf.Fact
	for _, c := range list {
		value := fmt.Sprint(c.Count, " · ", w.t("reviews.figure.before", map[string]any{"n": c.Previous}))
		if c.Taught > 0 {
			value += " · " + w.texts.N(w.lang, "reviews.taught", c.Taught, nil)
		}
		out = append(out, pdf.Fact{Name: c.Label, Value: value})
	}
	return out
}

// earlier says of each what became of it, with the cases per 30 days before and after.
func (w writer) earlier(list []Earlier) []pdf.Entry {
	var out []pdf.Entry
	for _, e := range list {
		state := e.Code
		switch {
		case e.Late:
			state = "late"
		case e.Status == "open":
			state = "open"
		case state == "":
			state = "unknown"
		}
		text := w.of("reviews.effect", state) + " · " + e.OwnerName
		if e.Before != nil && e.After != nil {
			text += fmt.Sprintf(" · %s: %.1f · %s: %.1f", w.t("reviews.earlier.before", nil), *e.Before, w.t("reviews.earlier.after", nil), *e.After)
		}
		out = append(out, pdf.Entry{Head: e.Title, When: w.day(e.Due), Text: text})
	}
	return out
}

func (w writer) acts(list []ActView) []pdf.Entry {
	var out []pdf.Entry
	for _, a := range list {
		head := strings.TrimLeft(a.Number, "0") + " · " + a.Label
		if a.Cost > 0 {
			head += " · " + i18n.Money(w.lang, a.Cost, a.Currency)
		}
		out = append(out, pdf.Entry{Head: head + " · " + a.Name, When: w.day(a.At), Text: a.Note})
	}
	return out
}

func (w writer) answers(list []AnswerView) []pdf.Entry {
	var out []pdf.Entry
	for _, a := range list {
		rated := w.t("reviews.rated", map[string]any{"solution": a.Solution, "treatment": a.Treatment})
		out = append(out, pdf.Entry{Head: strings.TrimLeft(a.Number, "0") + " · " + a.Customer + " · " + rated, Text: a.Comment})
	}
	return out
}

func (w writer) remarks(list []Remark) []pdf.Entry {
	var out []pdf.Entry
	for _, r := range list {
		out = append(out, pdf.Entry{Head: r.Author, When: w.day(r.Created), Text: r.Text})
	}
	return out
}

func titles(list []map[string]any) []pdf.Entry {
	var out []pdf.Entry
	for _, one := range list {
		out = append(out, pdf.Entry{Head: cast.ToString(one["title"]), Text: cast.ToString(one["text"])})
	}
	return out
}

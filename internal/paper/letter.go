package paper

import (
	"time"

	"escucha/internal/pdf"
	"escucha/internal/portal"
)

// Letter is the written answer as it was sent, with what the law wants in it:
// each point, why, what was done, the evidence, and where else to go.
type Letter struct {
	Receipt portal.Receipt
	Subject string
	Text    string
	SentAt  time.Time
	By      string // who signs
	Points  []Point
	Cause   string
	Actions string
	Proof   string   // what the answer rests on (Colombia, Ley 1480 art. 58-5 c)
	Files   []string // sent with it
}

// Point is one question of the customer and its answer.
type Point struct{ Text, Answer string }

// Letter sets it under the letterhead of the business of that day.
func (w Writer) Letter(l Letter) pdf.Document {
	r := l.Receipt
	title := l.Subject
	if title == "" {
		title = w.t("paper.letter", "number", r.Number)
	}
	d := w.frame(r, title, letterhead(r.Provider))
	d.Facts = []pdf.Fact{{Name: w.t("paper.number"), Value: r.Number}, {Name: w.t("paper.date"), Value: w.moment(l.SentAt)},
		{Name: w.t("paper.to"), Value: join("\n", r.Filing.Name, r.Filing.Address)}, {Name: w.t("paper.by"), Value: l.By}}
	var points []pdf.Entry
	for _, p := range l.Points {
		points = append(points, pdf.Entry{Head: p.Text, Text: p.Answer})
	}
	d.Sections = []pdf.Section{
		{Title: w.t("paper.answer"), Text: l.Text},
		{Title: w.t("paper.points"), Entries: points},
		{Title: w.t("paper.facts"), Facts: []pdf.Fact{{Name: w.t("paper.cause"), Value: l.Cause}, {Name: w.t("paper.actions"), Value: l.Actions},
			{Name: w.t("paper.proof"), Value: l.Proof}, {Name: w.t("paper.files"), Value: join("\n", l.Files...)}}},
		{Title: w.t("paper.rights"), Text: join("\n", w.Business.ExternalWays...)},
	}
	return d
}

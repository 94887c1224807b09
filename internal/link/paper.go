package link

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/paper"
	"escucha/internal/pdf"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// Paper is a document of a case for whoever has its key: the sheet, the receipt,
// the letter once it was sent.
func (l *Link) Paper(ctx context.Context, key, kind, lang string) (portal.Paper, error) {
	c, err := l.find(l.app, key)
	if err != nil {
		return portal.Paper{}, err
	}
	return l.PaperOf(ctx, c, kind, lang)
}

// PaperOf is a document of a case; who may open the case is the caller's to ask.
// portal.ErrNotFound for a sheet where the law has none, and for a letter that
// was not sent yet.
func (l *Link) PaperOf(ctx context.Context, c *core.Record, kind, lang string) (portal.Paper, error) {
	return l.PaperAt(ctx, c, kind, lang, l.g.Now())
}

// PaperAt is the same as made at a moment: the same bytes however often it is
// asked for, so that a mail that is handed over again is the same mail.
func (l *Link) PaperAt(ctx context.Context, c *core.Record, kind, lang string, made time.Time) (portal.Paper, error) {
	w, err := l.Writer(ctx, lang)
	if err != nil {
		return portal.Paper{}, err
	}
	w.Now = made
	receipt, err := l.Receipt(ctx, c.GetString("tracking_key"), lang)
	if err != nil {
		return portal.Paper{}, err
	}
	var d pdf.Document
	switch {
	case kind == paper.KindReceipt:
		d = w.Receipt(receipt)
	case kind == paper.KindSheet && w.Business.HasSheet():
		d = w.Sheet(receipt)
	case kind == paper.KindLetter:
		letter, err := l.letter(c, receipt)
		if err != nil {
			return portal.Paper{}, err
		}
		d = w.Letter(letter)
	default:
		return portal.Paper{}, portal.ErrNotFound
	}
	content, err := pdf.Render(d)
	if err != nil {
		return portal.Paper{}, err
	}
	return portal.Paper{Name: c.GetString("number") + "-" + l.g.Texts.T(lang, "paper.file."+kind, nil) + ".pdf", Content: content}, nil
}

// Writer writes documents of this business in a language.
func (l *Link) Writer(ctx context.Context, lang string) (paper.Writer, error) {
	b, err := l.Business(ctx, lang)
	if err != nil {
		return paper.Writer{}, err
	}
	return paper.Writer{Texts: l.g.Texts, Lang: lang, Business: b, Now: l.g.Now()}, nil
}

// letter gathers the newest answer that went out.
func (l *Link) letter(c *core.Record, receipt portal.Receipt) (paper.Letter, error) {
	rows, err := l.app.FindRecordsByFilter(records.Messages, "complaint = {:c} && direction = 'out' && purpose = 'letter' && delivery != 'withdrawn' && sent_at <= {:now}",
		"-sent_at,-@rowid", 1, 0, dbx.Params{"c": c.Id, "now": records.Stamp(l.g.Now())})
	if err != nil {
		return paper.Letter{}, fmt.Errorf("letter of %s: %w", c.Id, err)
	}
	if len(rows) == 0 {
		return paper.Letter{}, portal.ErrNotFound
	}
	m := rows[0]
	out := paper.Letter{Receipt: receipt, Subject: m.GetString("subject"), Text: m.GetString("text"), SentAt: at(m, "sent_at"),
		By: casework.AgentName(l.app, m.GetString("author")), Proof: c.GetString("evidence_note")}
	for _, p := range records.Points(c) {
		if !says(out.Text, p.Answer) {
			out.Points = append(out.Points, paper.Point{Text: p.Text, Answer: p.Answer})
		}
	}
	for into, field := range map[*string]string{&out.Cause: "cause_public", &out.Actions: "actions_public"} {
		if text := c.GetString(field); !says(out.Text, text) {
			*into = text
		}
	}
	err = l.app.ConcurrentDB().Select("name").From(records.Attachments).Where(dbx.HashExp{"complaint": c.Id, "message": m.Id}).OrderBy("created").Column(&out.Files)
	return out, err
}

// Entries are cases as the export of their book has them.
func (l *Link) Entries(rows []*core.Record, lang string) ([]paper.Entry, error) {
	out := make([]paper.Entry, 0, len(rows))
	for _, c := range rows {
		r, err := l.receiptOfCase(c, lang)
		if err != nil {
			return nil, fmt.Errorf("entry of %s: %w", c.Id, err)
		}
		out = append(out, paper.Entry{Receipt: r, Stage: c.GetString("stage"), Source: c.GetString("source")})
	}
	return out, nil
}

// says tells whether a letter has these words already, however it breaks lines.
func says(letter, words string) bool {
	line := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	return strings.Contains(line(letter), line(words))
}

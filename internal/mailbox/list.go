package mailbox

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/inbound"
	"escucha/internal/records"
)

// pageSize is how many mails a list shows at once.
const pageSize = 50

// Lists of mails that people look at.
var lists = map[string][]any{"waiting": {Quarantined, Unreadable}, "ignored": {Ignored, Bounce}, "filed": {Filed}}

// List is one page of mails, the newest first, and how many wait.
type List struct {
	Items   []map[string]any `json:"items"`
	More    bool             `json:"more"`
	Waiting int              `json:"waiting"`
}

// ListOf reads the mails of a list that the caller may see; before is the
// received_at of the last one of the page before.
func (p *Post) ListOf(app core.App, name, before string, visible casework.Visible) (List, error) {
	out := List{Items: []map[string]any{}}
	states := lists[name]
	if states == nil {
		states = lists["waiting"]
	}
	q := app.RecordQuery(records.Mails).AndWhere(dbx.In("mails.status", states...)).OrderBy("mails.received_at DESC").Limit(pageSize + 1)
	if before != "" {
		q.AndWhere(dbx.NewExp("mails.received_at < {:before}", dbx.Params{"before": before}))
	}
	var rows []*core.Record
	if err := read(q, visible, &rows); err != nil {
		return out, err
	}
	if out.More = len(rows) > pageSize; out.More {
		rows = rows[:pageSize]
	}
	for _, row := range rows {
		out.Items = append(out.Items, p.line(row))
	}
	var err error
	out.Waiting, err = Waiting(app, visible)
	return out, err
}

func read(q *dbx.SelectQuery, visible casework.Visible, rows *[]*core.Record) error {
	if err := visible(q); err != nil {
		return err
	}
	if err := q.All(rows); err != nil {
		return fmt.Errorf("list mails: %w", err)
	}
	return nil
}

// Waiting counts the mails that wait for a person and that the caller may see.
func Waiting(app core.App, visible casework.Visible) (int, error) {
	q := app.RecordQuery(records.Mails).Select("COUNT(*)").AndWhere(dbx.In("mails.status", lists["waiting"]...))
	if err := visible(q); err != nil {
		return 0, err
	}
	var n int
	if err := q.Row(&n); err != nil {
		return 0, fmt.Errorf("count mails: %w", err)
	}
	return n, nil
}

// line is a mail in a list.
func (p *Post) line(row *core.Record) map[string]any {
	out := map[string]any{}
	for _, name := range []string{"id", "mailbox", "size", "partial", "sender", "sender_name", "subject", "received_at", "status", "kind", "complaint", "reason", "note", "handled_by", "handled_at", "raw"} {
		out[name] = row.Get(name)
	}
	return out
}

// Content is a mail to be read: as text, never as a page.
type Content struct {
	Mail     map[string]any   `json:"mail"`
	Text     string           `json:"text"`
	Quoted   string           `json:"quoted"`
	To       []string         `json:"to"`
	Files    []FileLine       `json:"files"`
	Problems []string         `json:"problems"`
	Readable bool             `json:"readable"`
	Known    []map[string]any `json:"known"` // customers with this address, with their cases that the caller may see
}

// FileLine is a file of a mail by its name alone.
type FileLine struct {
	Name      string `json:"name"`
	Size      int    `json:"size"`
	Dangerous bool   `json:"dangerous"`
}

// ContentOf reads a mail for a person. What cannot be read says so.
func (p *Post) ContentOf(app core.App, row *core.Record, visible casework.Visible) (Content, error) {
	out := Content{Mail: p.line(row), To: []string{}, Files: []FileLine{}, Problems: []string{}, Known: []map[string]any{}}
	if m, err := p.Read(app, row); err == nil {
		out.fill(m)
	}
	if row.GetString("sender") == "" {
		return out, nil
	}
	var err error
	if out.Known, err = p.g.Lookup(app, "", row.GetString("sender"), "", visible); err != nil {
		return out, fmt.Errorf("who writes from %s: %w", row.GetString("sender"), err)
	}
	return out, nil
}

func (c *Content) fill(m inbound.Mail) {
	c.Readable, c.Text, c.Quoted = true, m.Text, m.Quoted
	c.Problems = append(c.Problems, m.Problems...)
	for _, a := range slices.Concat(m.To, m.Cc) {
		c.To = append(c.To, a.Email)
	}
	for _, f := range m.Files {
		c.Files = append(c.Files, FileLine{f.Name, len(f.Data), f.Dangerous})
	}
}

package article

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/article"
	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// link finds the addresses of articles in a message.
var link = regexp.MustCompile(`/portal/ayuda/([a-z0-9]+(?:-[a-z0-9]+)*)`)

// Sent is a create hook of the messages: an article that goes to a customer
// teaches them something, and that is told in their case as the corrective act
// that it is (R051). By whatever door the message came.
func (s Shelf) Sent(e *core.RecordEvent) error {
	if err := e.Next(); err != nil || e.Record.GetString("direction") != "out" {
		return err
	}
	var codes []string
	for _, match := range link.FindAllStringSubmatch(e.Record.GetString("text"), -1) {
		codes = append(codes, match[1])
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		if err := s.tell(e.App, e.Record, code); err != nil {
			return err
		}
	}
	return nil
}

func (s Shelf) tell(app core.App, m *core.Record, code string) error {
	r, err := published(app, code)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // an address that somebody mistyped teaches nothing
	}
	if err != nil {
		return err
	}
	c, err := s.g.CaseOf(app, m)
	if err != nil {
		return err
	}
	title, _, _ := spoken(r, c.GetString("language"))
	return s.g.Tell(app, c, casework.ActorOf(m), "article.sent", event.Data{Ref: r.Id, Note: title,
		Extra: map[string]any{"message": m.Id, "corrective": "education"}})
}

// published is an article that customers may read.
func published(app core.App, code string) (*core.Record, error) {
	r, err := app.FindFirstRecordByFilter(records.Articles, "code = {:code} && status = {:status} && public = true",
		dbx.Params{"code": code, "status": string(rules.Published)})
	if err != nil {
		return nil, fmt.Errorf("article %q: %w", code, err)
	}
	return r, nil
}

// sentTimes counts how often each article was sent.
func sentTimes(app core.App) (map[string]int, error) {
	var rows []struct {
		Article string `db:"article"`
		N       int    `db:"n"`
	}
	err := app.ConcurrentDB().NewQuery("SELECT json_extract(data, '$.ref') AS article, COUNT(*) AS n FROM events WHERE type = 'article.sent' GROUP BY 1").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count articles that were sent: %w", err)
	}
	out := map[string]int{}
	for _, row := range rows {
		out[row.Article] = row.N
	}
	return out, nil
}

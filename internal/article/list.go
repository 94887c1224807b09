package article

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/article"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/search"
)

const (
	most  = 8   // words of a question that are looked for
	shown = 100 // articles in a list
)

// Item is an article in the lists of the desk.
type Item struct {
	ID       string   `json:"id"`
	Code     string   `json:"code"`
	Title    string   `json:"title"`
	Status   string   `json:"status"`
	Public   bool     `json:"public"`
	Causes   []string `json:"causes"`
	Products []string `json:"products"`
	Author   string   `json:"author_name"`
	Updated  string   `json:"updated"`
	Version  int      `json:"version"`
	Helped   int      `json:"helped"`
	Unhelped int      `json:"unhelped"`
	Sent     int      `json:"sent"`          // how often it was sent on a case
	Why      string   `json:"why,omitempty"` // of a case: cause, product or empty
	Share    string   `json:"share"`         // what a message says: title and address; empty for what is internal
}

// Ask narrows the list. Language is of the titles; of a case, that of its customer.
type Ask struct {
	Query, Status, Language string
	Case                    *core.Record // may be nil: what fits it comes first, and only what is published
}

// Known reports whether the filters are codes that exist.
func (a Ask) Known() bool {
	return a.Status == "" || slices.Contains(rules.Statuses(), rules.Status(a.Status))
}

// List are the articles that the caller may see and that have all the words asked
// for. With a case, those of its cause come before those of its product.
func (s Shelf) List(app core.App, in Ask, visible casework.Visible) ([]Item, error) {
	q := app.RecordQuery(records.Articles).OrderBy("articles.title_es", "articles.id").Limit(shown)
	if in.Case != nil {
		in.Status = string(rules.Published)
	}
	if in.Status != "" {
		q.AndWhere(dbx.HashExp{"articles.status": in.Status})
	}
	q.AndWhere(holds(in.Query))
	if err := visible(q); err != nil {
		return nil, err
	}
	rows := []*core.Record{}
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("list articles: %w", err)
	}
	sent, err := sentTimes(app)
	if err != nil {
		return nil, err
	}
	out := []Item{}
	for _, r := range rows {
		one := s.item(app, r, in)
		one.Sent = sent[r.Id]
		out = append(out, one)
	}
	asked := search.Folded(in.Query)
	slices.SortStableFunc(out, func(a, b Item) int { return rank(a, asked) - rank(b, asked) })
	return out, nil
}

// rank: by cause, by product, by title, the rest.
func rank(i Item, asked string) int {
	switch {
	case i.Why == "cause":
		return 0
	case i.Why == "product":
		return 1
	case asked != " " && strings.Contains(search.Folded(i.Title), strings.TrimSpace(asked)):
		return 2
	}
	return 3
}

func (s Shelf) item(app core.App, r *core.Record, in Ask) Item {
	lang := in.Language
	if in.Case != nil {
		lang = in.Case.GetString("language")
	}
	title, _, _ := spoken(r, lang)
	out := Item{ID: r.Id, Code: r.GetString("code"), Title: title, Status: r.GetString("status"), Public: r.GetBool("public"),
		Causes: r.GetStringSlice("causes"), Products: r.GetStringSlice("products"), Author: casework.AgentName(app, r.GetString("author")),
		Updated: r.GetString("updated"), Version: r.GetInt("version"), Helped: r.GetInt("helped"), Unhelped: r.GetInt("unhelped")}
	if out.Public && out.Status == string(rules.Published) {
		out.Share = title + ": " + address(app, out.Code)
	}
	if in.Case != nil {
		switch {
		case slices.Contains(out.Causes, in.Case.GetString("cause")):
			out.Why = "cause"
		case slices.Contains(out.Products, in.Case.GetString("product")):
			out.Why = "product"
		}
	}
	return out
}

// holds is that an article has every word that was asked for, or its plural.
func holds(query string) dbx.Expression {
	var all []dbx.Expression
	for i, forms := range search.Forms(query, most) {
		var either []dbx.Expression
		for j, form := range forms {
			name := fmt.Sprintf("word%d_%d", i, j)
			either = append(either, dbx.NewExp("instr(articles.words, {:"+name+"}) > 0", dbx.Params{name: " " + form}))
		}
		all = append(all, dbx.Or(either...))
	}
	return dbx.And(all...)
}

// spoken are title, text and the language that they are in: Spanish where there is
// no English.
func spoken(r *core.Record, lang string) (title, body, language string) {
	if lang == "en" && r.GetString("title_en") != "" {
		return r.GetString("title_en"), r.GetString("body_en"), "en"
	}
	return r.GetString("title_es"), r.GetString("body_es"), "es"
}

// path is where customers read an article.
func path(code string) string { return "/portal/ayuda/" + code }

func address(app core.App, code string) string {
	return strings.TrimRight(app.Settings().Meta.AppURL, "/") + path(code)
}

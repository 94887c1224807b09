package article

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/article"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// Articles are what customers may read: of a subject, with the words that they
// look for. A subject is a cause that the business sorts its articles by.
func (s Shelf) Articles(_ context.Context, lang, query, subject string) (portal.HelpList, error) {
	out := portal.HelpList{}
	var err error
	if out.Subjects, err = s.subjects(lang); err != nil {
		return out, err
	}
	q := s.app.RecordQuery(records.Articles).OrderBy("articles.title_es", "articles.id").Limit(shown).
		AndWhere(dbx.HashExp{"articles.status": string(rules.Published), "articles.public": true}).AndWhere(holds(query))
	if subject != "" {
		q.AndWhere(dbx.NewExp("EXISTS (SELECT 1 FROM json_each(articles.causes) c WHERE c.value = {:subject})", dbx.Params{"subject": subject}))
	}
	rows := []*core.Record{}
	if err := q.All(&rows); err != nil {
		return out, fmt.Errorf("articles for customers: %w", err)
	}
	for _, r := range rows {
		title, body, language := spoken(r, lang)
		out.Items = append(out.Items, portal.HelpItem{Code: r.GetString("code"), Title: title, Begins: begins(body), Language: language})
	}
	return out, nil
}

// Any reports whether there is something to read.
func (s Shelf) Any(context.Context) (is bool, err error) {
	err = s.app.ConcurrentDB().NewQuery("SELECT EXISTS (SELECT 1 FROM articles WHERE status = 'published' AND public = 1)").Row(&is)
	if err != nil {
		return false, fmt.Errorf("look for articles: %w", err)
	}
	return is, nil
}

// subjects are the causes that have an article to read, in the order of their list.
func (s Shelf) subjects(lang string) ([]portal.Subject, error) {
	out := []portal.Subject{}
	name := "causes.name_es"
	if lang == "en" {
		name = "CASE causes.name_en WHEN '' THEN causes.name_es ELSE causes.name_en END"
	}
	err := s.app.ConcurrentDB().Select("causes.id AS code", "("+name+") AS name").From(records.Causes).
		Where(dbx.NewExp(`EXISTS (SELECT 1 FROM articles, json_each(articles.causes) c WHERE c.value = causes.id AND articles.status = {:s} AND articles.public = 1)`,
			dbx.Params{"s": string(rules.Published)})).OrderBy("causes.position", "causes.id").Limit(shown).All(&out)
	if err != nil {
		return nil, fmt.Errorf("subjects of articles: %w", err)
	}
	return out, nil
}

// Article is one that customers may read.
func (s Shelf) Article(_ context.Context, lang, code string) (portal.HelpArticle, error) {
	r, err := published(s.app, code)
	if errors.Is(err, sql.ErrNoRows) {
		return portal.HelpArticle{}, portal.ErrNotFound
	}
	if err != nil {
		return portal.HelpArticle{}, err
	}
	title, body, language := spoken(r, lang)
	text, err := Render(body)
	return portal.HelpArticle{Code: code, Title: title, Text: text, Language: language, Updated: r.GetDateTime("updated").Time()}, err
}

// Judge counts whether an article was of use. Only the figure is kept.
func (s Shelf) Judge(_ context.Context, code string, helped bool) error {
	r, err := published(s.app, code)
	if errors.Is(err, sql.ErrNoRows) {
		return portal.ErrNotFound
	}
	if err != nil {
		return err
	}
	column := "unhelped"
	if helped {
		column = "helped"
	}
	_, err = s.app.NonconcurrentDB().Update(records.Articles, dbx.Params{column: dbx.NewExp("[[" + column + "]] + 1")}, dbx.HashExp{"id": r.Id}).Execute()
	if err != nil {
		return fmt.Errorf("count use of article %q: %w", code, err)
	}
	return nil
}

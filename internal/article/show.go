package article

import (
	"fmt"
	"html/template"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// Version is one that an article had.
type Version struct {
	Version int    `json:"version" db:"version"`
	Title   string `json:"title" db:"title_es"`
	Body    string `json:"body" db:"body_es"`
	Status  string `json:"status" db:"status"`
	Public  bool   `json:"public" db:"public"`
	Author  string `json:"author_name" db:"author_name"`
	Created string `json:"created" db:"created"`
}

// Page is an article as the desk reads it.
type Page struct {
	Record   map[string]any           `json:"article"`
	HTML     map[string]template.HTML `json:"html"` // by language
	Versions []Version                `json:"versions"`
	Share    string                   `json:"share"`
}

// Show is one article; who writes them sees how it was before.
func (s Shelf) Show(app core.App, r *core.Record, writes bool) (Page, error) {
	out := Page{Record: r.PublicExport(), HTML: map[string]template.HTML{}, Versions: []Version{}, Share: s.item(app, r, Ask{Language: "es"}).Share}
	out.Record["author_name"] = casework.AgentName(app, r.GetString("author"))
	for _, lang := range []string{"es", "en"} {
		var err error
		if out.HTML[lang], err = Render(r.GetString("body_" + lang)); err != nil {
			return out, err
		}
	}
	if !writes {
		return out, nil
	}
	err := app.ConcurrentDB().Select("v.version", "v.title_es", "v.body_es", "v.status", "v.public", "v.created", "COALESCE(agents.name, '') AS author_name").
		From("article_versions v").LeftJoin(records.Agents, dbx.NewExp("agents.id = v.author")).
		Where(dbx.HashExp{"v.article": r.Id}).OrderBy("v.version DESC").Limit(20).All(&out.Versions)
	if err != nil {
		return out, fmt.Errorf("versions of article %s: %w", r.Id, err)
	}
	return out, nil
}

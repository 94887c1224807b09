package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What customers can read by themselves, and what only the team should know;
// each version stays as it was.
func init() {
	m.Register(func(app core.App) error {
		if err := createArticles(app); err != nil {
			return err
		}
		return createArticleVersions(app)
	}, func(app core.App) error { return drop(app, "article_versions", "articles") })
}

func createArticles(app core.App) error {
	r, err := refs(app, "agents", "causes", "products")
	if err != nil {
		return err
	}
	words := &core.TextField{Name: "words", Max: 60000, Hidden: true}
	_, err = build(app, "articles",
		[]string{
			"CREATE UNIQUE INDEX idx_articles_code ON articles (code)",
			"CREATE INDEX idx_articles_shown ON articles (status, public, code)",
		},
		&core.TextField{Name: "code", Required: true, Max: 60, Pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", Help: "Cómo acaba su dirección: palabras en minúscula con guiones."},
		&core.TextField{Name: "title_es", Required: true, Max: 200, Presentable: true, Help: "El título en español."},
		&core.TextField{Name: "body_es", Required: true, Max: 20000, Help: "El texto en español. Admite títulos, listas, negrita y enlaces con Markdown."},
		&core.TextField{Name: "title_en", Max: 200, Help: "El título en inglés. Sin inglés se muestra el español."},
		&core.TextField{Name: "body_en", Max: 20000, Help: "El texto en inglés."},
		many(r["causes"], "causes"), many(r["products"], "products"),
		&core.SelectField{Name: "status", MaxSelect: 1, Values: []string{"draft", "published", "retired"}},
		&core.BoolField{Name: "public", Help: "Lo leen los clientes. Si no, solo el equipo."},
		&core.NumberField{Name: "helped", OnlyInt: true, Help: "Cuántas veces dijeron que sirvió. Lo cuenta la aplicación."},
		&core.NumberField{Name: "unhelped", OnlyInt: true, Help: "Cuántas veces dijeron que no sirvió. Lo cuenta la aplicación."},
		words, one(r["agents"], "author"), date("published_at"), date("created"), updated(), count("version"))
	return err
}

func createArticleVersions(app core.App) error {
	r, err := refs(app, "articles", "agents")
	if err != nil {
		return err
	}
	_, err = build(app, "article_versions",
		[]string{"CREATE UNIQUE INDEX idx_article_versions_of ON article_versions (article, version)"},
		needed(one(r["articles"], "article")), count("version"),
		&core.TextField{Name: "title_es", Max: 200, Presentable: true}, text("body_es", 20000), text("title_en", 200), text("body_en", 20000),
		text("status", 20), flag("public"), one(r["agents"], "author"), date("created"))
	return err
}

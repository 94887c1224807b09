package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/article"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// bindArticles: what customers can read by themselves, and what only the team.
func bindArticles(app core.App, g *casework.Engine) {
	s := article.New(app, g)
	on(app.OnRecordCreate(records.Articles), "articles.write", s.Keep)
	on(app.OnRecordUpdate(records.Articles), "articles.change", s.Keep)
	on(app.OnRecordDelete(records.Articles), "articles.kept", g.Kept)
	on(app.OnRecordCreate(records.ArticleVersions), "article_versions.create", g.EngineOnly)
	on(app.OnRecordUpdate(records.ArticleVersions), "article_versions.change", g.EngineOnly)
	on(app.OnRecordDelete(records.ArticleVersions), "article_versions.delete", g.EngineOnly)
	// Once a message is stored: which articles it sends.
	on(app.OnRecordCreate(records.Messages), "messages.articles", s.Sent)
}

// shelf is the routes of the articles.
type shelf struct {
	api
	article.Shelf
}

func bindShelf(crm *router.RouterGroup[*core.RequestEvent], a api, app core.App) {
	s := shelf{a, article.New(app, a.g)}
	crm.GET("/articles", s.list)
	crm.GET("/articles/{id}", s.show)
	crm.POST("/articles/preview", s.preview)
}

// list finds articles by words; with a case, those that fit it first.
func (s shelf) list(e *core.RequestEvent) error {
	query := e.Request.URL.Query()
	ask := article.Ask{Query: query.Get("q"), Status: query.Get("status"), Language: language(e)}
	if !ask.Known() {
		return e.BadRequestError("", nil)
	}
	if id := query.Get("complaint"); id != "" {
		c, err := s.complaint(e, id)
		if err != nil {
			return err
		}
		ask.Case = c
	}
	items, err := s.List(e.App, ask, visibleOf(e, records.Articles))
	if err != nil {
		return err
	}
	may, err := doorsOf(e, records.Articles)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"items": items, "may": may})
}

// show is one article by its id or its code.
func (s shelf) show(e *core.RequestEvent) error {
	if found, err := e.App.FindFirstRecordByData(records.Articles, "code", e.Request.PathValue("id")); err == nil {
		e.Request.SetPathValue("id", found.Id)
	}
	r, err := readable(e, records.Articles, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	may, err := doorsOf(e, records.Articles)
	if err != nil {
		return err
	}
	page, err := s.Show(e.App, r, may.Update)
	if err != nil {
		return err
	}
	return answer(e, struct {
		article.Page
		May doors `json:"may"`
	}{page, may})
}

// preview shows how a text will read; it stores nothing.
func (s shelf) preview(e *core.RequestEvent) error {
	var in struct{ Body string }
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	if len(in.Body) > 60000 {
		return e.BadRequestError("", nil)
	}
	html, err := article.Render(in.Body)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"html": html})
}

package portal

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v5"

	"escucha/internal/portal/web"
)

// Help is what customers can read by themselves (R051). A code that leads to no
// article, or to one that is not for them, is ErrNotFound.
type Help interface {
	// Articles are those with all the words of a query, of one subject or of all.
	Articles(ctx context.Context, lang, query, subject string) (HelpList, error)
	// Article is one of them, to be read.
	Article(ctx context.Context, lang, code string) (HelpArticle, error)
	// Any reports whether there is one.
	Any(ctx context.Context) (bool, error)
	// Judge counts whether it was of use.
	Judge(ctx context.Context, code string, helped bool) error
}

// Subject is what articles are sorted by.
type Subject struct {
	Code string `db:"code"`
	Name string `db:"name"`
}

// HelpItem is an article in a list.
type HelpItem struct{ Code, Title, Begins, Language string }

// HelpList is what was found, and all subjects that have something to read.
type HelpList struct {
	Items    []HelpItem
	Subjects []Subject
}

// HelpArticle is an article as its page shows it; Text is safe HTML.
type HelpArticle struct {
	Code, Title, Language string
	Text                  template.HTML
	Updated               time.Time
}

// helpData is the list, with what was asked.
type helpData struct {
	HelpList
	Query, Subject string
}

// articleData is one article, and whether the reader has said how it was.
type articleData struct {
	HelpArticle
	Thanked bool
}

func (p *Portal) helpRoutes(g *echo.Group) {
	g.GET("/ayuda", p.helpList)
	g.GET("/ayuda/:code", p.helpArticle)
	g.POST("/ayuda/:code", p.judgeArticle)
}

// helps reports whether there is anything to read: no page leads to an empty one.
func (p *Portal) helps(c *echo.Context) (bool, error) {
	if p.help == nil {
		return false, nil
	}
	any, err := p.help.Any(c.Request().Context())
	if err != nil {
		return false, fmt.Errorf("look for articles: %w", err)
	}
	return any, nil
}

func (p *Portal) helpList(c *echo.Context) error {
	data := helpData{Query: short(line(c.QueryParam("q")), 100), Subject: short(c.QueryParam("tema"), 40)}
	found, err := p.help.Articles(c.Request().Context(), web.Language(c), data.Query, data.Subject)
	if err != nil {
		return fmt.Errorf("list articles: %w", err)
	}
	data.HelpList = found
	return p.show(c, http.StatusOK, "help", "portal.help.title", func(v *view) error {
		v.NoIndex = data.Query != ""
		v.D = data
		return nil
	})
}

func (p *Portal) helpArticle(c *echo.Context) error {
	found, err := p.help.Article(c.Request().Context(), web.Language(c), c.Param("code"))
	if err != nil {
		return status(err)
	}
	return p.show(c, http.StatusOK, "article", "portal.help.title", func(v *view) error {
		v.Title, v.D = found.Title, articleData{found, c.QueryParam("gracias") != ""}
		return nil
	})
}

// judgeArticle counts one answer for each page that was shown; nothing else of
// whoever answers is kept.
func (p *Portal) judgeArticle(c *echo.Context) error {
	form, code := postedOf(c), c.Param("code")
	seal, ok := p.stamps.read(form.values.Get("token"))
	helped := form.values.Get("helped")
	if !ok || p.now().Sub(seal.Born) > mostFill || helped != "yes" && helped != "no" {
		return echo.ErrBadRequest
	}
	_, _, err := p.once.do(seal.ID, code+helped, func() (string, error) {
		return code, p.help.Judge(c.Request().Context(), code, helped == "yes")
	})
	if errors.Is(err, ErrNotFound) {
		return echo.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("judge article: %w", err)
	}
	return c.Redirect(http.StatusSeeOther, prefix+"/ayuda/"+code+"?gracias=1")
}

func short(text string, most int) string {
	runes := []rune(strings.TrimSpace(text))
	return string(runes[:min(len(runes), most)])
}

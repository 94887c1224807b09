package portal

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"time"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/i18n"
	"escucha/internal/portal/web"
)

//go:embed templates/*.html
var templates embed.FS

const prefix = "/portal"

// Deps is what the portal needs from its host.
type Deps struct {
	Casework Casework
	Surveys  Surveys // may be missing
	Help     Help    // may be missing
	Catalog  *i18n.Catalog
	Public   fs.FS            // pb_public: stylesheets, pictures
	Secret   []byte           // signs form tokens; the same after a restart
	Uploads  string           // folder for files of unfinished forms, e.g. pb_data
	Now      func() time.Time // the clock
	Writes   web.Rate         // posts of one address; zero = 30 at once, then one every 4 s
	Reads    web.Rate         // everything else; zero = 120 at once, then 10 a second
}

// Portal is the customers' pages.
type Portal struct {
	site    *web.Site
	work    Casework
	surveys Surveys
	help    Help
	now     func() time.Time
	stamps  stamper
	once    *once
	shelf   *shelf
}

// Mount serves the pages under /portal/ of PocketBase's router.
func Mount(se *core.ServeEvent, deps Deps) error {
	e, err := New(deps)
	if err != nil {
		return err
	}
	web.Mount(se, prefix+"/", e)
	return nil
}

// New is the Echo application alone. It empties its folder inside
// deps.Uploads; a secret of less than 32 bytes is an error.
func New(deps Deps) (*echo.Echo, error) {
	if len(deps.Secret) < 32 {
		return nil, errors.New("portal: the secret needs at least 32 bytes")
	}
	site, err := newSite(deps)
	if err != nil {
		return nil, fmt.Errorf("portal: %w", err)
	}
	shelf, err := newShelf(deps.Uploads, deps.Now)
	if err != nil {
		return nil, fmt.Errorf("portal: %w", err)
	}
	p := &Portal{
		site: site, work: deps.Casework, surveys: deps.Surveys, help: deps.Help, now: deps.Now, shelf: shelf,
		stamps: stamper{deps.Secret}, once: newOnce(deps.Now),
	}
	site.ErrorPage = p.errorPage
	return p.routes(deps), nil
}

func newSite(deps Deps) (*web.Site, error) {
	pages, err := web.NewPages(templates)
	if err != nil {
		return nil, err
	}
	assets, err := web.NewAssets(deps.Public,
		[]string{"css/portal.css", "portal/portal.css"},
		[]string{"portal/portal.js", "img/mark.svg", "img/mosaico.svg", "img/down.svg"})
	if err != nil {
		return nil, err
	}
	return &web.Site{Prefix: prefix, Catalog: deps.Catalog, Pages: pages, Assets: assets}, nil
}

func (p *Portal) routes(deps Deps) *echo.Echo {
	e := web.New(p.site)
	g := e.Group(prefix, limits(deps)...)
	g.Use(middleware.BodyLimit(hardLimit), p.readForm, web.Guard(prefix))
	g.GET("/", p.home)
	g.GET("/privacy", p.privacy)
	g.GET("/form", p.form)
	g.GET("/w/:token", p.invited, web.Private)
	g.POST("/file", p.file)
	g.POST("/open", p.open, web.Private)

	r := g.Group("/r/:key", web.Private)
	r.GET("", p.receipt)
	r.GET("/sheet", p.sheet)
	r.GET("/:kind", p.paper)

	t := g.Group("/c/:key", web.Private)
	t.GET("", p.track)
	t.GET("/:kind", p.paper)
	for _, a := range p.actions() {
		t.POST("/"+a.name, p.act(a))
	}
	if p.surveys != nil {
		p.surveyRoutes(g)
	}
	if p.help != nil {
		p.helpRoutes(g)
	}
	g.Any("/*", func(*echo.Context) error { return echo.ErrNotFound })
	return e
}

// limits are per address: writing is slower than reading, for a flood of
// forms costs work and a reader at a shared address none.
func limits(deps Deps) []echo.MiddlewareFunc {
	writes, reads := deps.Writes, deps.Reads
	if writes == (web.Rate{}) {
		writes = web.Rate{PerSecond: 0.25, Burst: 30}
	}
	if reads == (web.Rate{}) {
		reads = web.Rate{PerSecond: 10, Burst: 120}
	}
	return []echo.MiddlewareFunc{only(http.MethodPost, writes.Limit()), only(http.MethodGet, reads.Limit())}
}

// only applies a middleware to one method.
func only(method string, m echo.MiddlewareFunc) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		limited := m(next)
		return func(c *echo.Context) error {
			if c.Request().Method == method {
				return limited(c)
			}
			return next(c)
		}
	}
}

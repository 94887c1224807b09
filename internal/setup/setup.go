// Package setup serves the first page of a new installation: the business,
// its country and zone, its first administrator. Once it was sent, the page
// is gone.
package setup

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/i18n"
	"escucha/internal/portal/web"
)

//go:embed templates/*.html
var templates embed.FS

const (
	prefix    = "/setup"
	bodyLimit = 1 << 20
)

// Setup is the installation as the page sees it.
type Setup interface {
	// Open tells whether the installation still has no business.
	Open(ctx context.Context) bool
	// CheckToken compares the one-time token in constant time.
	CheckToken(ctx context.Context, token string) bool
	// Offer is what can be chosen, in the reader's language.
	Offer(ctx context.Context, lang string) (Offer, error)
	// Preview is what follows from an input that may still be incomplete.
	Preview(ctx context.Context, in Input, lang string) (Preview, error)
	// Apply stores business and administrator, all or nothing, and spends the
	// token. FieldErrors name the fields as Input's comments do; ErrClosed
	// when somebody else was faster.
	Apply(ctx context.Context, token string, in Input) error
}

// FieldError and FieldErrors are what the form can be told.
type (
	FieldError  = web.FieldError
	FieldErrors = web.FieldErrors
)

// ErrClosed says that the installation was set up already.
var ErrClosed = errors.New("already set up")

// Deps is what the page needs from its host.
type Deps struct {
	Setup   Setup
	Catalog *i18n.Catalog
	Public  fs.FS    // pb_public
	Tries   web.Rate // of one address; zero = 30 at once, then one a second
}

// pages serves the setup.
type pages struct {
	site  *web.Site
	setup Setup
}

// Mount serves the page under /setup/ of PocketBase's router.
func Mount(se *core.ServeEvent, deps Deps) error {
	e, err := New(deps)
	if err != nil {
		return err
	}
	web.Mount(se, prefix+"/", e)
	return nil
}

// New is the Echo application alone.
func New(deps Deps) (*echo.Echo, error) {
	site, err := newSite(deps)
	if err != nil {
		return nil, fmt.Errorf("setup: %w", err)
	}
	p := &pages{site: site, setup: deps.Setup}
	site.ErrorPage = p.errorPage
	e := web.New(site)
	tries := deps.Tries
	if tries == (web.Rate{}) {
		tries = web.Rate{PerSecond: 1, Burst: 30}
	}
	g := e.Group(prefix, tries.Limit(), middleware.BodyLimit(bodyLimit), web.Private, web.Guard(prefix), p.admit)
	g.GET("/", p.first)
	g.POST("/", p.send)
	g.Any("/*", func(*echo.Context) error { return echo.ErrNotFound })
	return e, nil
}

func newSite(deps Deps) (*web.Site, error) {
	templates, err := web.NewPages(templates)
	if err != nil {
		return nil, err
	}
	assets, err := web.NewAssets(deps.Public,
		[]string{"css/portal.css", "css/parts/door.css", "portal/portal.css", "portal/setup.css"},
		[]string{"img/mark.svg", "img/mosaico.svg", "img/down.svg"})
	if err != nil {
		return nil, err
	}
	return &web.Site{Prefix: prefix, Catalog: deps.Catalog, Pages: templates, Assets: assets}, nil
}

// admit lets in whoever has the token, while there is something to set up.
// All others see the same page, whatever was wrong.
func (p *pages) admit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		ctx := c.Request().Context()
		if !p.setup.Open(ctx) || !p.setup.CheckToken(ctx, token(c)) {
			return echo.ErrNotFound
		}
		return next(c)
	}
}

// token comes in the printed link, and then in the form.
func token(c *echo.Context) string {
	if sent := c.FormValue("t"); sent != "" {
		return sent
	}
	return c.QueryParam("t")
}

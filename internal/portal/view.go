package portal

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v5"

	"escucha/internal/portal/web"
)

// view is what a template gets: the page's frame, the business and, in D,
// what the page is about.
type view struct {
	web.Page
	Title    string
	Business Business
	Token    string // of the page's forms
	D        any
}

// Group writes a key for reading aloud.
func (view) Group(key string) string { return group(key) }

// TermText is "15 días hábiles".
func (v view) TermText(t Term) string { return v.N("portal.term."+t.Unit, t.Amount) }

// show renders a page with the business around it.
func (p *Portal) show(c *echo.Context, status int, name, titleKey string, fill func(*view) error) error {
	v := view{Page: p.site.NewPage(c)}
	business, err := p.work.Business(c.Request().Context(), v.Lang)
	if err != nil {
		return fmt.Errorf("load business: %w", err)
	}
	v.Business, v.Zone = business, business.Zone
	v.Title = v.T(titleKey)
	if v.Token, err = p.stamps.issue(p.now(), false); err != nil {
		return err
	}
	if fill != nil {
		if err := fill(&v); err != nil {
			return err
		}
	}
	return c.Render(status, name, v)
}

func (p *Portal) home(c *echo.Context) error {
	return p.showHome(c, http.StatusOK, homeData{})
}

// homeData is what the home page repeats after a number and key that fit no
// case.
type homeData struct {
	Number  string
	Unknown bool
	Form    FormSpec
	Help    bool // there is something to read
}

func (p *Portal) showHome(c *echo.Context, status int, data homeData) error {
	spec, err := p.work.Form(c.Request().Context(), web.Language(c))
	if err != nil {
		return fmt.Errorf("load form: %w", err)
	}
	data.Form = spec
	if data.Help, err = p.helps(c); err != nil {
		return err
	}
	return p.show(c, status, "home", "portal.home.title", func(v *view) error {
		v.D = data
		return nil
	})
}

func (p *Portal) privacy(c *echo.Context) error {
	text, err := p.work.Privacy(c.Request().Context(), web.Language(c))
	if err != nil {
		return fmt.Errorf("load privacy text: %w", err)
	}
	return p.show(c, http.StatusOK, "privacy", "portal.privacy.title", func(v *view) error {
		v.D = text
		return nil
	})
}

// receipt is the page after filing; reading it again changes nothing.
func (p *Portal) receipt(c *echo.Context) error {
	return p.showReceipt(c, "receipt", "portal.receipt.title")
}

// sheet is the printed form that the law prescribes, where it does.
func (p *Portal) sheet(c *echo.Context) error {
	return p.showReceipt(c, "sheet", "portal.sheet.title")
}

func (p *Portal) showReceipt(c *echo.Context, page, title string) error {
	r, err := p.work.Receipt(c.Request().Context(), ungroup(c.Param("key")), web.Language(c))
	if err != nil {
		return status(err)
	}
	return p.show(c, http.StatusOK, page, title, func(v *view) error {
		if page == "sheet" && !v.Business.HasSheet() {
			return echo.ErrNotFound
		}
		v.NoIndex, v.D = true, r
		return nil
	})
}

// errorPage works without the business too: the database may be what failed.
func (p *Portal) errorPage(c *echo.Context, status int) error {
	v := view{Page: p.site.NewPage(c), D: status}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), patience)
	defer cancel()
	if business, err := p.work.Business(ctx, v.Lang); err == nil {
		v.Business, v.Zone = business, business.Zone
	}
	v.NoIndex = true
	v.Title = v.T(fmt.Sprintf("portal.error_page.%d.title", status))
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Render(status, "error", v)
}

package setup

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v5"

	"escucha/internal/portal/web"
)

// view is what a template gets.
type view struct {
	web.Page
	Title   string
	Token   string
	Host    string // scheme and host of this request, for links to copy
	Offer   Offer
	In      Input
	Errs    FieldErrors
	Preview *Preview
	Failed  bool
	Status  int
}

func (p *pages) view(c *echo.Context, title string) view {
	v := view{Page: p.site.NewPage(c), Token: token(c), Host: host(c)}
	v.NoIndex = true
	v.Title = v.T("setup." + title)
	return v
}

func host(c *echo.Context) string { return c.Scheme() + "://" + c.Request().Host }

// first is the page as it opens: with the first profile chosen and what
// follows from it.
func (p *pages) first(c *echo.Context) error {
	lang := web.Language(c)
	offer, err := p.setup.Offer(c.Request().Context(), lang)
	if err != nil {
		return fmt.Errorf("load what can be chosen: %w", err)
	}
	in := Input{Language: lang}
	if len(offer.Profiles) > 0 {
		in.Profile, in.Zone = offer.Profiles[0].Code, offer.Profiles[0].Zone
	}
	return p.form(c, http.StatusOK, in, nil, false)
}

// send previews or applies, by the button pressed.
func (p *pages) send(c *echo.Context) error {
	in := newInput(c.FormValue)
	in.Host = host(c)
	switch lang := c.FormValue("switch"); {
	case lang != "":
		p.site.Speak(c, lang)
		return p.form(c, http.StatusOK, in, nil, false)
	case c.FormValue("preview") != "":
		return p.form(c, http.StatusOK, in, nil, false)
	}
	if errs := in.check(); len(errs) > 0 {
		return p.form(c, http.StatusBadRequest, in, errs, false)
	}
	return p.applied(c, in, p.setup.Apply(c.Request().Context(), token(c), in))
}

func (p *pages) applied(c *echo.Context, in Input, err error) error {
	var wrong FieldErrors
	switch {
	case err == nil:
		v := p.view(c, "done.title")
		v.In = in
		return c.Render(http.StatusOK, "done", v)
	case errors.As(err, &wrong):
		return p.form(c, http.StatusBadRequest, in, wrong, false)
	case errors.Is(err, ErrClosed):
		return echo.ErrNotFound.Wrap(err)
	}
	web.Report(c, err)
	return p.form(c, http.StatusInternalServerError, in, nil, true)
}

func (p *pages) form(c *echo.Context, status int, in Input, errs FieldErrors, failed bool) error {
	v := p.view(c, "title")
	v.In, v.Errs, v.Failed, v.SwitchForm = in, errs, failed, "setup"
	var err error
	if v.Offer, err = p.setup.Offer(c.Request().Context(), v.Lang); err != nil {
		return fmt.Errorf("load what can be chosen: %w", err)
	}
	preview, err := p.setup.Preview(c.Request().Context(), in, v.Lang)
	if err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	v.Preview = &preview
	return c.Render(status, "setup", v)
}

func (p *pages) errorPage(c *echo.Context, status int) error {
	v := p.view(c, "title")
	v.Status = status
	if v.Title = v.T("setup.error.failed"); status == http.StatusNotFound {
		v.Title = v.T("setup.error.gone")
	}
	return c.Render(status, "error", v)
}

// field is one line of the form.
type field struct {
	Name, Label, Hint, Value, Error string
	Attr                            map[string]string
}

// Field is a line of the form; pairs are attributes.
func (v view) Field(name string, pairs ...string) field {
	f := field{
		Name: name, Label: v.T("setup.field." + name), Value: v.In.values()[name],
		Error: v.Wrong(name), Attr: map[string]string{},
	}
	if v.Has("setup.hint." + name) {
		f.Hint = v.T("setup.hint." + name)
	}
	for at := 0; at+1 < len(pairs); at += 2 {
		f.Attr[pairs[at]] = pairs[at+1]
	}
	return f
}

// Wrong is what to tell about a field.
func (v view) Wrong(name string) string {
	e, wrong := v.Errs[name]
	switch {
	case !wrong:
		return ""
	case e.Message != "":
		return e.Message
	case v.Has("setup.error." + e.Code):
		return v.T("setup.error." + e.Code)
	}
	return v.T("setup.error.invalid")
}

// Mistakes are the names of the fields to correct, in the page's order; an
// error of the whole form comes last without a name.
func (v view) Mistakes() []field {
	var list []field
	for _, name := range fieldOrder {
		if _, wrong := v.Errs[name]; wrong {
			list = append(list, v.Field(name))
		}
	}
	for name := range v.Errs {
		if !slices.Contains(fieldOrder, name) {
			list = append(list, field{Error: v.Wrong(name)})
		}
	}
	return list
}

// TaxLabel is how the chosen country calls the tax number.
func (v view) TaxLabel() string {
	for _, profile := range v.Offer.Profiles {
		if profile.Code == v.In.Profile && profile.TaxID != "" {
			return profile.TaxID
		}
	}
	return v.T("setup.field.tax_id")
}

// TermText is "15 días hábiles".
func (v view) TermText() string {
	return v.N("portal.term."+v.Preview.Unit, v.Preview.Amount)
}

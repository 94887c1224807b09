package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"

	"escucha/internal/i18n"
)

// Site is one set of pages: its texts, templates and files, under one prefix.
type Site struct {
	Prefix  string // "/portal", without the last slash
	Catalog *i18n.Catalog
	Pages   *Pages
	Assets  *Assets
	// ErrorPage renders the page of a refused request; status is one of
	// 400, 403, 404, 413, 429, 500.
	ErrorPage func(c *echo.Context, status int) error
}

// New is the Echo application of s, ready for routes.
func New(s *Site) *echo.Echo {
	e := echo.NewWithConfig(echo.Config{
		Router:           echo.NewRouter(echo.RouterConfig{AutoHandleHEAD: true}),
		Renderer:         s.Pages,
		IPExtractor:      address,
		HTTPErrorHandler: s.failed,
	})
	e.Use(middleware.Recover(), middleware.Gzip(), headers, s.language)
	e.GET(s.Prefix+"/assets/*", s.Assets.serve(s.Prefix+"/assets/"))
	return e
}

// failed answers an error with a page; when even that fails, with its status.
func (s *Site) failed(c *echo.Context, err error) {
	if answer, uerr := echo.UnwrapResponse(c.Response()); uerr == nil && answer.Committed {
		report(c.Request(), http.StatusInternalServerError, err)
		return
	}
	status := Status(err)
	report(c.Request(), status, err)
	if perr := s.ErrorPage(c, status); perr != nil {
		report(c.Request(), http.StatusInternalServerError, errors.Join(err, perr))
		http.Error(c.Response(), http.StatusText(status), status)
	}
}

// Status is the status of the page that tells of err: what we have no page
// for becomes the nearest one.
func Status(err error) int {
	switch status := echo.StatusCode(err); status {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusRequestEntityTooLarge, http.StatusTooManyRequests:
		return status
	case http.StatusMethodNotAllowed:
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

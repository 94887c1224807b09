package portal

import (
	"mime"
	"net/http"
	"strings"

	"github.com/labstack/echo/v5"

	"escucha/internal/portal/web"
)

// paper is a document of a case to keep or print, such as letter.pdf.
func (p *Portal) paper(c *echo.Context) error {
	kind, isPDF := strings.CutSuffix(c.Param("kind"), ".pdf")
	if !isPDF {
		return echo.ErrNotFound
	}
	found, err := p.work.Paper(c.Request().Context(), key(c), kind, web.Language(c))
	if err != nil {
		return status(err)
	}
	c.Response().Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": found.Name}))
	return c.Blob(http.StatusOK, "application/pdf", found.Content)
}

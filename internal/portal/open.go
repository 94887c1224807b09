package portal

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v5"

	"escucha/internal/portal/web"
)

// open leads from number and key, as typed, to the case.
func (p *Portal) open(c *echo.Context) error {
	form := postedOf(c)
	number := form.line("number")
	key, err := p.work.Open(c.Request().Context(), strings.ToUpper(strings.ReplaceAll(number, " ", "")), ungroup(form.line("key")))
	if errors.Is(err, ErrNotFound) {
		return p.showHome(c, http.StatusNotFound, homeData{Number: number, Unknown: true})
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, prefix+"/c/"+key)
}

// key is the key in the address, as stored.
func key(c *echo.Context) string { return ungroup(c.Param("key")) }

// caseOf reads the case of the address.
func (p *Portal) caseOf(c *echo.Context) (CaseView, error) {
	found, err := p.work.Case(c.Request().Context(), key(c), web.Language(c))
	if err != nil {
		return CaseView{}, status(err)
	}
	return found, nil
}

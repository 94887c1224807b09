package portal

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v5"
)

// invited is the form with what was taken down in a call already in it (R139). A
// link that serves no more still opens the form: nobody is sent away.
func (p *Portal) invited(c *echo.Context) error {
	token := c.Param("token")
	known, err := p.work.Invitation(c.Request().Context(), token)
	if errors.Is(err, ErrNotFound) {
		return p.showForm(c, http.StatusGone, formData{Draft: newDraft(&posted{}, nil), Over: true})
	}
	if err != nil {
		return fmt.Errorf("open invitation: %w", err)
	}
	values := url.Values{"invitation": {token}}
	for name, value := range known {
		values.Set(name, value)
	}
	return p.showForm(c, http.StatusOK, formData{Draft: newDraft(&posted{values: values}, nil)})
}

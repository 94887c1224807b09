package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// gestures lists what may be given on a case, and what was.
func (a api) gestures(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	found, err := a.g.Gestures(e.App, c, casework.AuthActor(e.Auth))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, found)
}

package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// technique records that somebody used what the card of a profile proposes.
func (a api) technique(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if err := mayChange(e, c); err != nil {
		return err
	}
	var in casework.Technique
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	n, err := a.g.ApplyTechnique(e.App, c.Id, in, casework.AuthActor(e.Auth))
	if err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]any{"applied": n})
}

// kin adds to a file what it is related to and what is done about it.
func (a api) kin(e *core.RequestEvent, c *core.Record, file *casework.File) error {
	sees := func(collection string) casework.Visible { return visibleOf(e, collection) }
	return a.g.Kin(e.App, c, casework.AuthActor(e.Auth), sees, file)
}

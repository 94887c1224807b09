package hooks

import (
	"fmt"
	"io"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// prefer keeps what the caller chose for themselves; what the body does not
// name stays as it was.
func (a api) prefer(e *core.RequestEvent) error {
	if casework.AuthActor(e.Auth).Kind != "agent" {
		return e.ForbiddenError("", nil)
	}
	info, err := e.RequestInfo()
	if err != nil {
		return fmt.Errorf("keep preferences: %w", err)
	}
	if ok, err := e.App.CanAccessRecord(e.Auth, info, e.Auth.Collection().UpdateRule); err != nil || !ok {
		return e.ForbiddenError("", err)
	}
	changes, err := io.ReadAll(e.Request.Body)
	if err != nil {
		return e.BadRequestError("", err)
	}
	kept, err := a.g.Prefer(e.App, e.Auth.Id, changes)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, kept)
}

// bindPreferences: whoever writes them, they are what the desk can read.
func bindPreferences(app core.App, g *casework.Engine) {
	on(app.OnRecordCreate(records.Agents), "agents.preferences.create", g.SoundPreferences)
	on(app.OnRecordUpdate(records.Agents), "agents.preferences.update", g.SoundPreferences)
}

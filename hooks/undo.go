package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// undo calls back a message that has not left yet, and answers with its text so
// that it can be written on.
func (a api) undo(e *core.RequestEvent) error {
	m, err := e.App.FindRecordById(records.Messages, e.Request.PathValue("id"))
	if err != nil {
		return e.NotFoundError("", err)
	}
	c, err := a.complaint(e, m.GetString("complaint"))
	if err != nil {
		return err
	}
	if err := mayChange(e, c); err != nil {
		return err
	}
	if m, err = a.g.Undo(e.App, m.Id, casework.AuthActor(e.Auth)); err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]any{"complaint": c.Id, "message": map[string]any{"id": m.Id, "delivery": m.GetString("delivery"),
		"purpose": m.GetString("purpose"), "channel": m.GetString("channel"), "subject": m.GetString("subject"), "text": m.GetString("text")}})
}

package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// bindLabour: the time that somebody spent on a case, for whoever wishes to note
// it.
func bindLabour(app core.App, g *casework.Engine) {
	// Before an entry is stored: who, when, and what an hour costs today.
	on(app.OnRecordCreate(records.TimeEntries), "time.note", g.NoteTime)
	// Before a change is stored: it can only be taken back.
	on(app.OnRecordUpdate(records.TimeEntries), "time.undo", g.TakeBackTime)
	on(app.OnRecordDelete(records.TimeEntries), "time.kept", g.Kept)
}

// spent lists the time that was noted on a case, with its sum.
func (a api) spent(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	found, err := a.g.Spent(e.App, c, casework.AuthActor(e.Auth), visibleOf(e, records.TimeEntries))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, found)
}

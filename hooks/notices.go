package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/mailbox"
	"escucha/internal/records"
)

// counts are the figures beside the words of the menu.
func (a api) counts(e *core.RequestEvent) error {
	counts, err := a.g.Counts(e.App, casework.AuthActor(e.Auth), visible(e))
	if err != nil {
		return err
	}
	owed, err := a.g.Owed(e.App, casework.AuthActor(e.Auth), visibleOf(e, records.Loyalty))
	if err != nil {
		return err
	}
	counts.Today += len(owed)
	mail, err := mailbox.Waiting(e.App, visibleOf(e, records.Mails))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, struct {
		casework.Counts
		Mail int `json:"mail"` // mails that wait for a person
	}{counts, mail})
}

// notices lists what the caller was told.
func (a api) notices(e *core.RequestEvent) error {
	list, err := a.g.Notices(e.App, casework.AuthActor(e.Auth), visible(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": list})
}

// readNotices marks all that the caller may see as read; they are the caller's
// own, as the access rule of the collection wants.
func (a api) readNotices(e *core.RequestEvent) error {
	if err := a.g.ReadAll(e.App, casework.AuthActor(e.Auth), visible(e)); err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

// colleagues lists who may be named in the notes of a case.
func (a api) colleagues(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	people, err := a.g.Colleagues(e.App, c)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": people})
}

package hooks

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/agenda"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// calendar tells whether the caller has an address for their calendar, and since
// when; the address itself is said only when it is made.
func (r reminding) calendar(e *core.RequestEvent) error {
	if casework.AuthActor(e.Auth).Kind != "agent" {
		return e.ForbiddenError("", nil)
	}
	return e.JSON(http.StatusOK, map[string]any{"made": e.Auth.GetString("calendar_made")})
}

// newCalendar gives the caller an address, in place of the one before.
func (r reminding) newCalendar(e *core.RequestEvent) error {
	if casework.AuthActor(e.Auth).Kind != "agent" {
		return e.ForbiddenError("", nil)
	}
	token, err := r.agenda.NewAddress(e.App, e.Auth.Id)
	if err != nil {
		return err
	}
	url := strings.TrimRight(e.App.Settings().Meta.AppURL, "/") + "/api/crm/calendar/" + token + ".ics"
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.JSON(http.StatusOK, map[string]any{"url": url, "made": records.Stamp(r.g.Now())})
}

// endCalendar takes the caller's address back.
func (r reminding) endCalendar(e *core.RequestEvent) error {
	if casework.AuthActor(e.Auth).Kind != "agent" {
		return e.ForbiddenError("", nil)
	}
	if err := r.agenda.Revoke(e.App, e.Auth.Id); err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

// feed answers a calendar: the address is all that it asks for.
func (r reminding) feed(e *core.RequestEvent) error {
	token, isCalendar := strings.CutSuffix(e.Request.PathValue("file"), ".ics")
	if !isCalendar {
		return e.NotFoundError("", nil)
	}
	body, err := r.agenda.Calendar(e.App, token)
	if errors.Is(err, agenda.ErrNoCalendar) {
		return e.NotFoundError("", nil)
	}
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:10]) + `"`
	h := e.Response.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Content-Disposition", `inline; filename="escucha.ics"`)
	if e.Request.Header.Get("If-None-Match") == tag {
		return e.NoContent(http.StatusNotModified)
	}
	return e.Blob(http.StatusOK, "text/calendar; charset=utf-8", body)
}

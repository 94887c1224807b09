package hooks

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// visible narrows a query to what the access rule of the complaints lets the
// caller see: the rule itself is asked, not restated.
func visible(e *core.RequestEvent) casework.Visible { return visibleOf(e, records.Complaints) }

// visibleOf does so for any collection.
func visibleOf(e *core.RequestEvent, collection string) casework.Visible {
	return func(q *dbx.SelectQuery) error {
		info, err := e.RequestInfo()
		if err != nil {
			return fmt.Errorf("access to %s: %w", collection, err)
		}
		return casework.VisibleTo(e.App, info, collection)(q)
	}
}

// complaint finds the case of the path, if the caller may open it. One that may
// not be seen is not there.
func (a api) complaint(e *core.RequestEvent, id string) (*core.Record, error) {
	return readable(e, records.Complaints, id)
}

// today lists what the caller must do now.
func (a api) today(e *core.RequestEvent) error {
	day, err := a.g.Day(e.App, casework.AuthActor(e.Auth), visible(e))
	if err != nil {
		return err
	}
	if day.Loyalty, err = a.g.Owed(e.App, casework.AuthActor(e.Auth), visibleOf(e, records.Loyalty)); err != nil {
		return err
	}
	whole, err := a.withMeeting(e, day)
	if err != nil {
		return err
	}
	return answer(e, whole)
}

// takeNext gives the caller the next case of the queue.
func (a api) takeNext(e *core.RequestEvent) error {
	actor := casework.AuthActor(e.Auth)
	if actor.Kind != "agent" || !actor.Staff() {
		return e.ForbiddenError("", nil)
	}
	card, err := a.g.TakeNext(e.App, actor, visible(e))
	if err != nil {
		return err
	}
	advice, err := a.ownAdvice(e, card)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"complaint": card, "advice": advice})
}

// file is everything about one case.
func (a api) file(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	file, err := a.g.Open(e.App, c, visible(e))
	if err != nil {
		return err
	}
	if err := a.person(e, c, file); err != nil {
		return err
	}
	if err := a.kin(e, c, file); err != nil {
		return err
	}
	judgeable(file.Messages, casework.AuthActor(e.Auth))
	return e.JSON(http.StatusOK, file)
}

// next tells what can come next and what is missing for it.
func (a api) next(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	guide, err := a.g.Guide(e.App, c, casework.AuthActor(e.Auth), language(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, guide)
}

// transition moves a case with its evidence, all or nothing.
func (a api) transition(e *core.RequestEvent) error {
	c, err := a.complaint(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if err := mayChange(e, c); err != nil {
		return err
	}
	var move casework.Move
	if err := e.BindBody(&move); err != nil {
		return e.BadRequestError("", err)
	}
	actor := casework.AuthActor(e.Auth)
	moved, err := a.g.Transition(e.App, c.Id, move, actor)
	if err != nil {
		return apis.ToApiError(err)
	}
	return a.answerCase(e, moved, nil)
}

// answerCase answers with the card and what comes next.
func (a api) answerCase(e *core.RequestEvent, c *core.Record, extra map[string]any) error {
	card, err := a.g.CardOf(e.App, c.Id)
	if err != nil {
		return err
	}
	guide, err := a.g.Guide(e.App, c, casework.AuthActor(e.Auth), language(e))
	if err != nil {
		return err
	}
	out := map[string]any{"complaint": card, "next": guide}
	for name, value := range extra {
		out[name] = value
	}
	return e.JSON(http.StatusOK, out)
}

// register files a case that staff takes down.
func (a api) register(e *core.RequestEvent) error {
	actor := casework.AuthActor(e.Auth)
	if !actor.Staff() && actor.Role != complaint.Integration {
		return e.ForbiddenError("", nil)
	}
	var in casework.Registration
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	c, err := a.g.Register(e.App, in, actor)
	if err != nil {
		return apis.ToApiError(err)
	}
	key := c.GetString("tracking_key")
	return a.answerCase(e, c, map[string]any{"track": casework.TrackPath(key), "key": key})
}

// render fills a template for a case.
func (a api) render(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	c, err := a.complaint(e, q.Get("complaint"))
	if err != nil {
		return err
	}
	text, err := a.rendered(e, c, q.Get("template"), q.Get("plan"))
	if err != nil {
		return e.NotFoundError("", err)
	}
	return e.JSON(http.StatusOK, text)
}

// deadline computes a legal date with its trace, for a profile and a day.
func (a api) deadline(e *core.RequestEvent) error {
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	profile, cal := h.Profile, h.Calendar
	if code := e.Request.URL.Query().Get("profile"); code != "" && code != profile.Code {
		if profile, err = casework.ProfileOf(e.App, code); err != nil {
			return e.NotFoundError("", err)
		}
		if cal, err = casework.CalendarOf(e.App, profile); err != nil {
			return err
		}
	}
	received := a.g.Now()
	if date := e.Request.URL.Query().Get("date"); date != "" {
		day, err := calendar.Parse(date)
		if err != nil {
			return e.BadRequestError("", err)
		}
		received = day.StartIn(h.Location).Add(12 * time.Hour)
	}
	due, err := legal.Due(profile, received, h.Location, cal)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"due": due.Due, "trace": due.Trace})
}

// roles that may work on cases, for the pickers of the desk.
var deskRoles = []string{"agent", "lead", "supervisor", "admin"}

func onDesk(role string) bool { return slices.Contains(deskRoles, role) }

package hooks

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/domain/calendar"
	"escucha/internal/agenda"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// reminding holds what the routes of reminders share.
type reminding struct {
	api
	agenda agenda.Agenda
}

// bindReminding: the routes of what falls due for somebody.
func bindReminding(se *core.ServeEvent, crm *router.RouterGroup[*core.RequestEvent], a api) {
	r := reminding{a, agenda.New(a.g)}
	crm.GET("/reminders", r.list)
	crm.POST("/reminders/{id}/snooze", r.snooze)
	crm.GET("/calendar", r.calendar)
	crm.POST("/calendar", r.newCalendar)
	crm.DELETE("/calendar", r.endCalendar)
	// the address is a secret: it is not to stand in the log
	se.Router.GET("/api/crm/calendar/{file}", r.feed).Bind(apis.SkipSuccessActivityLog())
}

// list answers with the reminders that the caller may read, and their figures.
func (r reminding) list(e *core.RequestEvent) error {
	ask, err := r.asked(e)
	if err != nil {
		return err
	}
	reader := agenda.Reader{App: e.App, Actor: casework.AuthActor(e.Auth), Visible: visibleOf(e, records.Reminders)}
	items, err := r.agenda.List(reader, ask)
	if err != nil {
		return err
	}
	sum, err := r.agenda.Sum(reader, items, ask.Team)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"items": items, "summary": sum})
}

func (r reminding) asked(e *core.RequestEvent) (ask agenda.Ask, err error) {
	q := e.Request.URL.Query()
	ask.Team, ask.Done = q.Has("team"), q.Get("state") == "done"
	for name, into := range map[string]*calendar.Date{"from": &ask.From, "to": &ask.To} {
		if text := q.Get(name); text != "" {
			if *into, err = calendar.Parse(text); err != nil {
				return ask, e.BadRequestError("", r.named(name, "validation_date_invalid"))
			}
		}
	}
	return ask, nil
}

// snooze puts a reminder off, by the rule of its collection.
func (r reminding) snooze(e *core.RequestEvent) error {
	row, err := changeable(e, records.Reminders, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	var body casework.Postponement
	if err := e.BindBody(&body); err != nil {
		return e.BadRequestError("", err)
	}
	moved, err := r.g.Postpone(e.App, row.Id, body, casework.AuthActor(e.Auth))
	if err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, moved.PublicExport())
}

// bindDigest: every ten minutes, whose morning it is.
func bindDigest(app core.App, g *casework.Engine) {
	schedule(app, g, job{"digest", "*/10 * * * *", 10 * time.Minute, agenda.New(g).Digest})
}

package hooks

import (
	"errors"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	weekly "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/review"
)

// bindReviews: the weekly meeting, its decisions and what is said in it.
func bindReviews(app core.App, g *casework.Engine) {
	s := review.New(g)
	on(app.OnRecordCreate(records.Reviews), "reviews.open", s.OpenReview)
	on(app.OnRecordUpdate(records.Reviews), "reviews.change", s.ChangeReview)
	on(app.OnRecordEnrich(records.Reviews), "reviews.shown", s.Shown)
	on(app.OnRecordCreate(records.Decisions), "decisions.make", s.MakeDecision)
	on(app.OnRecordUpdate(records.Decisions), "decisions.change", s.ChangeDecision)
	on(app.OnRecordCreate(records.Remarks), "remarks.make", s.MakeRemark)
	on(app.OnRecordUpdate(records.Remarks), "remarks.written", g.AppendOnly)
	on(app.OnRecordDelete(records.Reviews, records.Decisions, records.Remarks), "reviews.kept", g.Kept)
	g.Enclosure = s.Enclosed
	g.AddHealth(s.Health)
	// The pack on the morning of the meeting, and the word that there was none.
	schedule(app, g, job{"reviews", "*/10 * * * *", 10 * time.Minute, s.Round})
}

// meetings holds what the routes of the weekly meeting share.
type meetings struct {
	api
	s *review.Service
}

func bindMeetings(crm *router.RouterGroup[*core.RequestEvent], a api) {
	m := meetings{a, review.New(a.g)}
	crm.GET("/reviews", m.list)
	crm.GET("/reviews/{week}", m.pack)
	crm.POST("/reviews/{week}", m.open)
	crm.POST("/reviews/{week}/close", m.close)
	crm.GET("/reviews/{week}/pack.pdf", m.paper)
	crm.POST("/reviews/{week}/mail", m.mail)
}

// list are the meetings there were, newest first.
func (m meetings) list(e *core.RequestEvent) error {
	list, err := m.s.List(e.App)
	if err != nil {
		return err
	}
	watch, err := m.s.Watching(e.App)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"items": list, "watch": watch})
}

// pack answers with everything about a week that the caller may see.
func (m meetings) pack(e *core.RequestEvent) error {
	w, err := m.week(e)
	if err != nil {
		return err
	}
	return m.answerPack(e, w)
}

func (m meetings) answerPack(e *core.RequestEvent, w weekly.Week) error {
	p, err := m.s.Make(m.reader(e), w)
	if err != nil {
		return err
	}
	if err := m.may(e, p); err != nil {
		return err
	}
	return answer(e, p)
}

// reader is the caller.
func (m meetings) reader(e *core.RequestEvent) review.Reader {
	sees := func(collection string) casework.Visible { return visibleOf(e, collection) }
	return review.Reader{App: e.App, Actor: casework.AuthActor(e.Auth), Sees: []casework.Sees{sees}, Lang: language(e)}
}

// week reads the week of the path; one that is none, or has not begun, is not there.
func (m meetings) week(e *core.RequestEvent) (weekly.Week, error) {
	w, err := m.s.Week(e.App, e.Request.PathValue("week"))
	if errors.Is(err, weekly.ErrWeek) {
		return w, e.NotFoundError("", err)
	}
	return w, err
}

// may says what the rules of the collections let the caller do.
func (m meetings) may(e *core.RequestEvent, p *review.Pack) error {
	meeting, err := doorsOf(e, records.Reviews)
	if err != nil {
		return err
	}
	running := p.Review != nil && p.Review["status"] == review.Open
	p.May = review.May{Open: p.Review == nil && meeting.Create, Decide: running && meeting.Update, Close: running && meeting.Update,
		Remark: p.Review != nil && casework.AuthActor(e.Auth).Staff(), Mail: p.Review != nil && meeting.Update}
	return nil
}

// open begins the meeting of a week, or finds that somebody else did.
func (m meetings) open(e *core.RequestEvent) error {
	w, err := m.week(e)
	if err != nil {
		return err
	}
	doors, err := doorsOf(e, records.Reviews)
	if err != nil {
		return err
	}
	if !doors.Create {
		return e.ForbiddenError("", nil)
	}
	body := map[string]any{}
	if err := e.BindBody(&body); err != nil {
		return e.BadRequestError("", err)
	}
	if _, err := m.s.Begin(e.App, w, body, casework.AuthActor(e.Auth)); err != nil {
		return apis.ToApiError(err)
	}
	return m.answerPack(e, w)
}

// close closes it, by the rules of the record.
func (m meetings) close(e *core.RequestEvent) error {
	w, err := m.week(e)
	if err != nil {
		return err
	}
	meeting, err := m.changeable(e, w)
	if err != nil {
		return err
	}
	var body struct {
		Version *int `json:"version"`
	}
	if err := e.BindBody(&body); err != nil {
		return e.BadRequestError("", err)
	}
	if body.Version != nil {
		meeting.Set("version", *body.Version)
	}
	meeting.Set("status", review.Closed)
	casework.SetActor(meeting, casework.AuthActor(e.Auth))
	if err := e.App.Save(meeting); err != nil {
		return apis.ToApiError(err)
	}
	return m.answerPack(e, w)
}

// changeable is the meeting of a week, if the caller may change it.
func (m meetings) changeable(e *core.RequestEvent, w weekly.Week) (*core.Record, error) {
	meeting, err := e.App.FindFirstRecordByFilter(records.Reviews, "week = {:week}", dbx.Params{"week": w.String()})
	if err != nil {
		return nil, e.NotFoundError("", err)
	}
	if err := mayChange(e, meeting); err != nil {
		return nil, err
	}
	return meeting, nil
}

// paper is the pack as a PDF: what everybody who attends may see.
func (m meetings) paper(e *core.RequestEvent) error {
	w, err := m.week(e)
	if err != nil {
		return err
	}
	meeting, err := m.found(e, w)
	if err != nil {
		return err
	}
	readers, err := m.s.ForPrint(m.reader(e), meeting)
	if err != nil {
		return err
	}
	made, err := m.s.Paper(readers, meeting, m.g.Now())
	if err != nil {
		return err
	}
	return file(e, made.Name, made.Type, made.Data)
}

// found is the meeting of a week; of one that nobody opened, what it would be.
func (m meetings) found(e *core.RequestEvent, w weekly.Week) (*core.Record, error) {
	meeting, err := review.Find(e.App, w.String())
	if err != nil || meeting != nil {
		return meeting, err
	}
	c, err := e.App.FindCachedCollectionByNameOrId(records.Reviews)
	if err != nil {
		return nil, err
	}
	meeting = core.NewRecord(c)
	meeting.Set("week", w.String())
	return meeting, nil
}

// mail sends it to those who attend, to each once.
func (m meetings) mail(e *core.RequestEvent) error {
	w, err := m.week(e)
	if err != nil {
		return err
	}
	meeting, err := m.changeable(e, w)
	if err != nil {
		return err
	}
	sent, err := m.s.Mail(e.App, meeting.Id)
	if err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]any{"sent": sent})
}

package casework

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/event"
	"escucha/domain/survey"
	"escucha/internal/records"
)

// TakeSurvey is the create hook of surveys: what a customer answered on the
// telephone, once for each case and never before it is solved.
func (g *Engine) TakeSurvey(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return g.answered(e, func() error {
		n, err := e.App.CountRecords(records.Surveys, dbx.HashExp{"complaint": e.Record.GetString("complaint"), "campaign": ""})
		if err != nil {
			return fmt.Errorf("look for a survey: %w", err)
		}
		if n > 0 {
			return g.refuse("complaint", "survey_once")
		}
		e.Record.Load(map[string]any{"token": "", "token_again": "", "sent_at": "", "opened_at": "", "reminded_at": "", "closed_at": "", "campaign": "",
			"created": records.Stamp(g.Now())})
		return nil
	})
}

// AnswerSurvey is the update hook: one that was sent and not answered may be
// answered by its link until it closes, and on the telephone; an answer is
// never changed.
func (g *Engine) AnswerSurvey(e *core.RecordEvent) error {
	if _, ok := amendmentOf(e.Context); ok {
		return e.Next()
	}
	return g.answered(e, func() error {
		stored, err := e.App.FindRecordById(records.Surveys, e.Record.Id)
		if err != nil {
			return fmt.Errorf("answer survey %s: %w", e.Record.Id, err)
		}
		if stored.GetString("answered_at") != "" {
			return g.refuse("id", "append_only")
		}
		if ActorOf(e.Record).Role == complaint.Customer && stored.GetString("closed_at") != "" {
			return g.refuse("id", "survey_closed")
		}
		return g.onlyChanged(stored, e.Record, "solution", "treatment", "expectation", "recommend", "effort", "compared", "reason", "comment")
	})
}

// answered keeps an answer with all that follows from it.
func (g *Engine) answered(e *core.RecordEvent, check func() error) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		channel := "link"
		if actor.Role != complaint.Customer {
			channel = "phone"
			if err := g.byStaff(actor); err != nil {
				return err
			}
		}
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		if !survey.Open(complaint.Stage(c.GetString("stage"))) {
			return g.refuse("complaint", "survey_when_resolved")
		}
		if c.GetString("stage") == string(complaint.Resolved) && c.GetString("resolved_at") == "" {
			return g.refuse("complaint", "letter_waits")
		}
		if err := check(); err != nil {
			return err
		}
		answer, err := g.surveyOf(r)
		if err != nil {
			return err
		}
		r.Load(map[string]any{"customer": c.GetString("customer"), "channel": channel, "answered_at": records.Stamp(g.Now()), "agent": agentID(actor)})
		if err := e.Next(); err != nil {
			return fmt.Errorf("store survey: %w", err)
		}
		return g.heard(e.App, c, r, answer)
	})
}

// surveyOf reads and checks what was answered.
func (g *Engine) surveyOf(r *core.Record) (survey.Answer, error) {
	a := survey.Answer{Solution: r.GetInt("solution"), Treatment: r.GetInt("treatment"), Expectation: r.GetString("expectation"),
		Recommend: score(r.GetString("recommend")), Effort: r.GetInt("effort"), Compared: r.GetString("compared"),
		Reason: r.GetString("reason"), Comment: r.GetString("comment")}
	refused := validation.Errors{}
	for _, problem := range survey.Check(a) {
		refused[problem.Field] = g.problem(problem.Code)
	}
	if len(refused) > 0 {
		return a, g.answer(http.StatusBadRequest, refused)
	}
	return a, nil
}

// score reads a number that may be missing: zero is one.
func score(text string) *int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return nil // not answered
	}
	return &n
}

// heard: the event, the types of the customer, and somebody who calls back.
func (g *Engine) heard(app core.App, c, r *core.Record, a survey.Answer) error {
	extra := map[string]any{"solution": a.Solution, "treatment": a.Treatment, "expectation": a.Expectation}
	if a.Recommend != nil {
		extra["recommend"] = *a.Recommend
	}
	actor := ActorOf(r)
	if err := g.tell(app, c, amendment{actor, "survey.answered", event.Data{Ref: r.Id, Note: a.Comment, Extra: extra}}); err != nil {
		return err
	}
	if id := c.GetString("customer"); id != "" {
		if err := g.retype(app, id); err != nil {
			return err
		}
	}
	h, err := g.House(app)
	if err != nil || !survey.Detractor(a, h.Thresholds.Detractor) {
		return err
	}
	return g.recover(app, c, h, actor)
}

// recover reminds a supervisor to win the customer back, the same day (R087).
func (g *Engine) recover(app core.App, c *core.Record, h *House, actor complaint.Actor) error {
	who, err := recoverer(app, c)
	if err != nil {
		return err
	}
	now := g.Now()
	err = journal(app, records.Reminders, dbx.Params{"complaint": c.Id, "kind": complaint.TimerDetractor, "assignee": who,
		"due": records.Stamp(calendar.DateIn(now, h.Location).EndIn(h.Location)), "pending": true, "created": records.Stamp(now)})
	if err != nil {
		return fmt.Errorf("remind of a detractor: %w", err)
	}
	return g.notify(app, c, notice{noticeApproval, actor, map[string]any{"reason": complaint.TimerDetractor}}, who)
}

// recoverer is the supervisor of the case, else the first there is.
func recoverer(app core.App, c *core.Record) (string, error) {
	if id := c.GetString("supervisor"); id != "" {
		return id, nil
	}
	var ids []string
	err := app.DB().Select("id").From(records.Agents).Where(dbx.HashExp{"active": true, "role": []any{string(complaint.Supervisor), string(complaint.Admin)}}).
		OrderBy("role DESC", "id").Limit(1).Column(&ids)
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// loadSurveys reads what customers answered, oldest first.
func loadSurveys(app core.App, ids []string, at map[string]*someone, zone *time.Location) error {
	var rows []struct {
		Customer  string `db:"customer"`
		Answered  string `db:"answered_at"`
		Solution  int    `db:"solution"`
		Recommend string `db:"recommend"`
	}
	err := app.DB().Select("customer", "answered_at", "solution", "recommend").From(records.Surveys).
		Where(dbx.In("customer", anys(ids)...)).AndWhere(dbx.NewExp("answered_at > ''")).OrderBy("customer", "answered_at").All(&rows)
	if err != nil {
		return fmt.Errorf("read surveys: %w", err)
	}
	for _, row := range rows {
		when, err := time.Parse(storedTime, row.Answered)
		if err != nil {
			return fmt.Errorf("survey of %s: %w", row.Customer, err)
		}
		if s := at[row.Customer]; s != nil {
			s.facts.Surveys = append(s.facts.Surveys, customer.Survey{Day: calendar.DateIn(when, zone), Score: row.Solution, Recommend: score(row.Recommend)})
		}
	}
	return nil
}

package survey

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	questions "escucha/domain/survey"
	"escucha/internal/casework"
	"escucha/internal/portal"
	"escucha/internal/records"
)

var _ portal.Surveys = (*Service)(nil)

// shortest is how long a token is at least; what is shorter is looked up nowhere.
const shortest = 20

// find reads the survey of a token with its case.
func (s *Service) find(app core.App, token string) (r, c *core.Record, err error) {
	token = strings.TrimRight(token, ".,;:!?)>»") // as a sentence of a mail ends
	if len(token) < shortest || len(token) > 64 {
		return nil, nil, portal.ErrNotFound
	}
	if r, err = byLink(app, token); errors.Is(err, sql.ErrNoRows) {
		return nil, nil, portal.ErrNotFound
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open survey: %w", err)
	}
	if c, err = app.FindRecordById(records.Complaints, r.GetString("complaint")); err != nil {
		return nil, nil, fmt.Errorf("case of survey %s: %w", r.Id, err)
	}
	return r, c, nil
}

// Survey is what the page of a link shows. Reading it changes nothing, but for
// the note that somebody opened it.
func (s *Service) Survey(_ context.Context, token string, opened bool) (portal.Survey, error) {
	r, c, err := s.find(s.app, token)
	if err != nil {
		return portal.Survey{}, err
	}
	out := portal.Survey{Number: c.GetString("number"), Goal: c.GetString("goal"), Language: c.GetString("language"), State: state(r, c),
		Campaign: r.GetString("campaign") != ""}
	customer, err := s.app.FindRecordById(records.Customers, r.GetString("customer"))
	if err == nil {
		out.Name, out.Stopped = customer.GetString("preferred_name"), customer.GetString("survey_opt_out") != ""
	} else if !errors.Is(err, sql.ErrNoRows) {
		return out, fmt.Errorf("customer of survey %s: %w", r.Id, err)
	}
	if opened && r.GetString("opened_at") == "" {
		return out, update(s.app, r.Id, dbx.Params{"opened_at": records.Stamp(s.g.Now())})
	}
	return out, nil
}

// state is whether it still takes an answer.
func state(r, c *core.Record) string {
	switch {
	case r.GetString("answered_at") != "":
		return portal.SurveyAnswered
	case r.GetString("closed_at") != "":
		return portal.SurveyClosed
	case !questions.Open(complaint.Stage(c.GetString("stage"))):
		return portal.SurveyEarly
	}
	return portal.SurveyOpen
}

// Answer keeps what the customer says, once: the first answer stands.
func (s *Service) Answer(_ context.Context, token string, a questions.Answer) error {
	err := s.app.RunInTransaction(func(tx core.App) error {
		r, c, err := s.find(tx, token)
		if err != nil {
			return err
		}
		if state(r, c) != portal.SurveyOpen {
			return portal.ErrNotNow
		}
		r.Load(map[string]any{"solution": a.Solution, "treatment": a.Treatment, "expectation": a.Expectation, "effort": a.Effort,
			"compared": a.Compared, "reason": a.Reason, "comment": a.Comment})
		if a.Recommend != nil {
			r.Set("recommend", fmt.Sprint(*a.Recommend))
		}
		casework.SetActor(r, customerOf(r))
		return tx.Save(r)
	})
	codes := casework.Codes(err)
	if err == nil || codes == nil {
		return err
	}
	out := portal.FieldErrors{}
	for name, code := range codes {
		if code == "validation_max_text_constraint" {
			code = "too_long"
		}
		out[name] = portal.FieldError{Code: code}
	}
	return out
}

// Stop notes that the customer wants no more surveys. A second time is the same.
func (s *Service) Stop(_ context.Context, token string) error {
	return s.app.RunInTransaction(func(tx core.App) error {
		r, c, err := s.find(tx, token)
		if err != nil {
			return err
		}
		now := records.Stamp(s.g.Now())
		done, err := tx.NonconcurrentDB().Update(records.Customers, dbx.Params{"survey_opt_out": now},
			dbx.HashExp{"id": r.GetString("customer"), "survey_opt_out": ""}).Execute()
		if err != nil {
			return fmt.Errorf("stop surveys: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.g.Tell(tx, c, customerOf(r), "survey.stopped", event.Data{Ref: r.Id})
	})
}

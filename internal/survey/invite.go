package survey

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/complaint"
	"escucha/domain/event"
	questions "escucha/domain/survey"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// page is how many cases are looked at together.
const page = 100

// invite walks through the cases that were answered some days ago and were
// never asked about. Those that may not be asked do not hold up the others.
func (s *Service) invite(days questions.Settings, now time.Time) error {
	if days.Off {
		return nil
	}
	since := now.AddDate(0, 0, -2*(days.After+days.Close)) // a call may come late
	var failed []error
	for sent, last := 0, (place{at: records.Stamp(since)}); sent < atOnce; {
		found, err := s.unasked(last, now.AddDate(0, 0, -days.After))
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		for _, one := range found {
			last = one.place()
			done, err := s.ask(one.ID, days, now)
			failed = append(failed, err)
			if done {
				sent++
			}
			if sent == atOnce {
				break
			}
		}
		if len(found) < page {
			break
		}
	}
	return errors.Join(failed...)
}

// place is where the walk is.
type place struct{ at, id string }

type answered struct {
	ID       string `db:"id"`
	Resolved string `db:"resolved_at"`
}

func (a answered) place() place { return place{a.Resolved, a.ID} }

func (s *Service) unasked(after place, until time.Time) (rows []answered, err error) {
	err = s.app.ConcurrentDB().NewQuery(unasked).Bind(dbx.Params{"at": after.at, "id": after.id, "until": records.Stamp(until), "n": page}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find whom to ask: %w", err)
	}
	return rows, nil
}

const unasked = `SELECT id, resolved_at FROM complaints WHERE resolved_at > '' AND resolved_at >= {:at} AND resolved_at <= {:until}
	AND (resolved_at, id) > ({:at}, {:id}) AND customer != ''
	AND NOT EXISTS (SELECT 1 FROM surveys WHERE surveys.complaint = complaints.id AND surveys.campaign = '') ORDER BY resolved_at, id LIMIT {:n}`

// ask invites the customer of one case, judged as it is now.
func (s *Service) ask(id string, days questions.Settings, now time.Time) (sent bool, err error) {
	err = s.app.RunInTransaction(func(tx core.App) error {
		c, found, err := s.look(tx, id)
		if err != nil || questions.Invite(found, days, now) != questions.Invited {
			return err
		}
		sent = true
		return s.send(tx, c, found.Mail, "", "encuesta", now)
	})
	if err != nil {
		return false, fmt.Errorf("ask about %s: %w", id, err)
	}
	return sent, nil
}

// send stores a survey with its mail and tells of it.
func (s *Service) send(tx core.App, c *core.Record, to, campaign, template string, now time.Time) error {
	token, stored := link()
	id := core.GenerateDefaultRandomId()
	_, err := tx.NonconcurrentDB().Insert(records.Surveys, dbx.Params{"id": id, "complaint": c.Id, "customer": c.GetString("customer"), "campaign": campaign,
		"channel": "link", "token": stored, "sent_at": records.Stamp(now), "created": records.Stamp(now)}).Execute()
	if err != nil {
		return fmt.Errorf("store survey: %w", err)
	}
	if err := s.mail(tx, c, template, to, token); err != nil {
		return err
	}
	return s.g.Tell(tx, c, casework.SystemActor(), "survey.sent", event.Data{Ref: id})
}

// look gathers what the rules must know of a case and its customer.
func (s *Service) look(app core.App, id string) (*core.Record, questions.Case, error) {
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return nil, questions.Case{}, fmt.Errorf("read case: %w", err)
	}
	out := questions.Case{Stage: complaint.Stage(c.GetString("stage")), ResolvedAt: c.GetDateTime("resolved_at").Time(),
		Withdrawn:  c.GetString("closing_kind") == "withdrawal" || c.GetString("resolution_kind") == "withdrawal",
		Gone:       c.GetString("merged_into") != "" || c.GetString("erased_at") != "",
		PersonOnly: c.GetBool("person_only"), Mail: s.g.MailOf(app, c)}
	customer, err := app.FindRecordById(records.Customers, c.GetString("customer"))
	if err != nil {
		return nil, out, fmt.Errorf("read customer: %w", err)
	}
	out.OptedOut, out.Gone = customer.GetString("survey_opt_out") != "", out.Gone || customer.GetString("erased_at") != ""
	if out.Staff, err = staff(app, out.Mail, customer.GetString("email")); err != nil {
		return nil, out, err
	}
	return c, out, s.history(app, c, &out)
}

// history: the last call that was answered, and when this customer was asked before.
func (s *Service) history(app core.App, c *core.Record, out *questions.Case) error {
	var row struct{ Called, Asked, Again string }
	err := app.DB().NewQuery(`SELECT
		COALESCE((SELECT MAX(created) FROM follow_ups WHERE complaint = {:id} AND contacted = 1 AND created >= {:resolved}), '') AS called,
		COALESCE((SELECT MAX(sent_at) FROM surveys WHERE customer = {:who}), '') AS asked,
		COALESCE((SELECT MAX(sent_at) FROM surveys WHERE customer = {:who} AND campaign != ''), '') AS again`).
		Bind(dbx.Params{"id": c.Id, "who": c.GetString("customer"), "resolved": c.GetString("resolved_at")}).One(&row)
	if err != nil {
		return fmt.Errorf("when they were asked before: %w", err)
	}
	var failed []error
	moment := func(text string) time.Time {
		at, err := types.ParseDateTime(text)
		failed = append(failed, err)
		return at.Time()
	}
	out.CalledAt, out.AskedAt, out.CampaignAt = moment(row.Called), moment(row.Asked), moment(row.Again)
	return errors.Join(failed...)
}

// staff reports whether one of the mails is that of somebody of the team, or of
// the business itself.
func staff(app core.App, mails ...string) (bool, error) {
	for _, table := range []string{records.Agents, records.Business} {
		for _, one := range mails {
			if one == "" {
				continue
			}
			n, err := app.CountRecords(table, dbx.NewExp("LOWER(email) = {:mail}", dbx.Params{"mail": strings.ToLower(strings.TrimSpace(one))}))
			if err != nil {
				return false, fmt.Errorf("look for %s: %w", table, err)
			}
			if n > 0 {
				return true, nil
			}
		}
	}
	return false, nil
}

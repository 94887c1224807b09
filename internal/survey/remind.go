package survey

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	questions "escucha/domain/survey"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// waiting are the surveys that went out before a moment and have neither an
// answer nor an end, oldest first.
const waiting = "answered_at = '' AND closed_at = '' AND sent_at > '' AND sent_at <= {:before}"

// closeOld ends what nobody answered in time. No event tells of it: nothing was done.
func (s *Service) closeOld(days questions.Settings, now time.Time) error {
	before := now.AddDate(0, 0, -days.Close)
	_, err := s.app.NonconcurrentDB().NewQuery("UPDATE surveys SET closed_at = {:now} WHERE " + waiting).
		Bind(dbx.Params{"now": records.Stamp(now), "before": records.Stamp(before)}).Execute()
	if err != nil {
		return fmt.Errorf("close surveys: %w", err)
	}
	return nil
}

// remind asks once more, those whose case is still solved and who still may be
// asked. The others are marked too, so that nobody looks at them again.
func (s *Service) remind(days questions.Settings, now time.Time) error {
	if days.Off {
		return nil
	}
	var ids []string
	err := s.app.ConcurrentDB().NewQuery("SELECT id FROM surveys WHERE " + waiting + " AND reminded_at = '' ORDER BY sent_at LIMIT {:n}").
		Bind(dbx.Params{"before": records.Stamp(now.AddDate(0, 0, -days.Remind)), "n": atOnce}).Column(&ids)
	if err != nil {
		return fmt.Errorf("find whom to remind: %w", err)
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, s.app.RunInTransaction(func(tx core.App) error { return s.remindOf(tx, id, now) }))
	}
	return errors.Join(failed...)
}

func (s *Service) remindOf(tx core.App, id string, now time.Time) error {
	r, err := tx.FindRecordById(records.Surveys, id)
	if err != nil || r.GetString("answered_at") != "" || r.GetString("reminded_at") != "" {
		return err
	}
	c, found, err := s.look(tx, r.GetString("complaint"))
	if err != nil {
		return fmt.Errorf("remind of survey %s: %w", id, err)
	}
	values := dbx.Params{"reminded_at": records.Stamp(now)}
	found.AskedAt, found.CampaignAt = time.Time{}, time.Time{} // this is the same question
	if questions.InviteAgain(found, questions.Settings{}, now) != questions.Invited {
		return update(tx, id, values)
	}
	token, stored := link()
	values["token_again"] = stored // the first link goes on opening it
	if err := update(tx, id, values); err != nil {
		return err
	}
	if err := s.mail(tx, c, "encuesta_recordatorio", found.Mail, token); err != nil {
		return err
	}
	return s.g.Tell(tx, c, casework.SystemActor(), "survey.reminded", event.Data{Ref: id})
}

// byLink finds the survey of a token.
func byLink(app core.App, token string) (*core.Record, error) {
	return app.FindFirstRecordByFilter(records.Surveys, "(token = {:t} && token != '') || (token_again = {:t} && token_again != '')", dbx.Params{"t": digest(token)})
}

// customerOf is who the link speaks for.
func customerOf(r *core.Record) complaint.Actor {
	return casework.CustomerActor(r.GetString("customer"))
}

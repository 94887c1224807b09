package survey

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	questions "escucha/domain/survey"
	"escucha/internal/records"
)

// What a campaign means when it does not say.
const (
	months  = 12
	perHour = 20
)

// runCampaigns sends the next invitations of every campaign that is on.
func (s *Service) runCampaigns(days questions.Settings, now time.Time) error {
	if days.Off {
		return nil
	}
	rows, err := s.app.FindRecordsByFilter(records.Campaigns, "active = true && starts <= {:now} && ends > {:before}", "starts,id", 20, 0,
		dbx.Params{"now": records.Stamp(now), "before": records.Stamp(now.AddDate(0, 0, -1))}) // the last day counts
	if err != nil {
		return fmt.Errorf("find campaigns: %w", err)
	}
	var failed []error
	for _, r := range rows {
		if err := s.runCampaign(r, days, now); err != nil {
			failed = append(failed, fmt.Errorf("campaign %s: %w", r.Id, err))
		}
	}
	return errors.Join(failed...)
}

// runCampaign invites a few more, chosen by lot among those who were not asked.
func (s *Service) runCampaign(r *core.Record, days questions.Settings, now time.Time) error {
	room, err := s.room(r, now)
	if err != nil || room <= 0 {
		return err
	}
	ids, err := s.audience(r, now)
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ids {
		if room == 0 {
			break
		}
		sent, err := s.askAgain(id, r.Id, days, now)
		failed = append(failed, err)
		if sent {
			room--
		}
	}
	return errors.Join(failed...)
}

// room is how many more may be asked now: by the hour, and in all.
func (s *Service) room(r *core.Record, now time.Time) (int, error) {
	var row struct{ All, Hour int }
	err := s.app.ConcurrentDB().NewQuery("SELECT COUNT(*) AS \"all\", COALESCE(SUM(sent_at > {:hour}), 0) AS hour FROM surveys WHERE campaign = {:id} AND campaign != ''").
		Bind(dbx.Params{"id": r.Id, "hour": records.Stamp(now.Add(-time.Hour))}).One(&row)
	if err != nil {
		return 0, fmt.Errorf("count invitations: %w", err)
	}
	room := min(or(r.GetInt("per_hour"), perHour)-row.Hour, atOnce)
	if sample := r.GetInt("sample"); sample > 0 {
		room = min(room, sample-row.All)
	}
	return room, nil
}

func or(n, mean int) int {
	if n == 0 {
		return mean
	}
	return n
}

// audience are the newest cases of customers whom a campaign may ask. A
// confidential case is not counted anywhere, and so not asked about.
func (s *Service) audience(r *core.Record, now time.Time) (ids []string, err error) {
	since, until := records.Stamp(now.AddDate(0, -or(r.GetInt("months"), months), 0)), records.Stamp(now)
	query := audience
	if r.GetString("audience") == "consent" {
		since, query = "0", audience+" AND json_extract(c.customer_snapshot, '$.consent') != ''"
	}
	err = s.app.ConcurrentDB().NewQuery(query + " GROUP BY c.customer) ORDER BY RANDOM() LIMIT {:n}").
		Bind(dbx.Params{"campaign": r.Id, "since": since, "until": until, "quarter": records.Stamp(now.AddDate(0, 0, -questions.Quarter())), "n": 4 * atOnce}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find whom to ask: %w", err)
	}
	return ids, nil
}

// Of each group the row with the greatest closed_at is the one that is read: so
// SQLite defines a bare column beside MAX.
const audience = `SELECT id FROM (SELECT c.id AS id, MAX(c.closed_at) AS closed, c.customer AS customer FROM complaints c
	WHERE c.closed_at > {:since} AND c.closed_at <= {:until} AND c.customer != '' AND c.confidential = 0
	AND NOT EXISTS (SELECT 1 FROM surveys s WHERE s.customer = c.customer AND s.campaign != '' AND (s.sent_at > {:quarter} OR s.campaign = {:campaign}))`

// askAgain invites one customer to a campaign.
func (s *Service) askAgain(id, campaign string, days questions.Settings, now time.Time) (sent bool, err error) {
	err = s.app.RunInTransaction(func(tx core.App) error {
		c, found, err := s.look(tx, id)
		if err != nil || questions.InviteAgain(found, days, now) != questions.Invited {
			return err
		}
		sent = true
		return s.send(tx, c, found.Mail, campaign, "encuesta_periodica", now)
	})
	if err != nil {
		return false, fmt.Errorf("ask about %s: %w", id, err)
	}
	return sent, nil
}

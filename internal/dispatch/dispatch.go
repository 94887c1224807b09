// Package dispatch sends the figures of a week or a month by mail to those who
// lead, once for each.
package dispatch

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/schedule"
	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/records"
	"escucha/internal/report"
)

// Service sends for one application.
type Service struct{ g *casework.Engine }

// New returns one on an engine.
func New(g *casework.Engine) Service { return Service{g} }

// Sent is what a sending came to: the days that it was of, how many mails left,
// and whether those days were sent before.
type Sent struct {
	Key   string `json:"key"`
	From  string `json:"from"`
	To    string `json:"to"`
	Mails int    `json:"mails"`
	Again bool   `json:"again"`
}

// Run sends what is due. One that fails does not stop the others.
func (s Service) Run(app core.App) error {
	h, err := s.g.House(app)
	if err != nil {
		return err
	}
	rows, err := app.FindRecordsByFilter(records.Schedules, "active = true", "id", 0, 0)
	if err != nil {
		return fmt.Errorf("find schedules: %w", err)
	}
	var failed []error
	for _, r := range rows {
		next := planOf(r).Last(s.g.Now(), h.Location)
		if next.Due(pastOf(r), s.g.Now()) {
			_, err := s.send(app, h, r, next, "")
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// Now sends the last days that are over at once, also when they were sent
// before, and says so then. By is the name of who asks.
func (s Service) Now(app core.App, r *core.Record, by string) (Sent, error) {
	h, err := s.g.House(app)
	if err != nil {
		return Sent{}, err
	}
	next := planOf(r).Today(s.g.Now(), h.Location)
	return s.send(app, h, r, next, by)
}

func planOf(r *core.Record) schedule.Plan {
	return schedule.Plan{Every: r.GetString("every"), Weekday: max(r.GetInt("weekday"), 1), Hour: r.GetInt("hour")}
}

func pastOf(r *core.Record) schedule.Past {
	return schedule.Past{Key: r.GetString("last_key"), At: r.GetDateTime("last_sent").Time(), Created: r.GetDateTime("created").Time()}
}

// send counts first, then claims the days and writes the mails, both or none:
// of two at once, one sends.
func (s Service) send(app core.App, h *casework.House, r *core.Record, next schedule.Sending, by string) (Sent, error) {
	out := Sent{Key: next.Key, From: next.From.String(), To: next.To.String(), Again: r.GetString("last_key") == next.Key}
	people, err := readers(app, r)
	if err != nil {
		return out, err
	}
	pages, err := s.pages(app, h, r, next, people)
	if err != nil {
		return out, err
	}
	err = app.RunInTransaction(func(tx core.App) error {
		claimed, err := claim(tx, r, next.Key, s.g.Now())
		if err != nil || !claimed {
			return err
		}
		for _, person := range people {
			lang := i18n.Known(person.GetString("locale"))
			letter := letter{texts: s.g.Texts, lang: lang, to: person.GetString("name"), name: r.GetString("name"), page: pages[lang]}
			if by != "" && out.Again {
				letter.again = by
			}
			if err := s.g.MailTo(tx, casework.Mail{To: person.GetString("email"), Subject: letter.subject(), Text: letter.text(app)}); err != nil {
				return err
			}
			out.Mails++
		}
		return nil
	})
	if err != nil {
		return Sent{}, fmt.Errorf("send schedule %s: %w", r.Id, err)
	}
	return out, nil
}

// claim notes what is sent, unless somebody else has noted something meanwhile.
func claim(app core.App, r *core.Record, key string, now time.Time) (bool, error) {
	done, err := app.DB().Update(records.Schedules, dbx.Params{"last_key": key, "last_sent": records.Stamp(now)},
		dbx.HashExp{"id": r.Id, "last_key": r.GetString("last_key"), "last_sent": r.GetString("last_sent")}).Execute()
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

// readers are the recipients who are still here and may read reports.
func readers(app core.App, r *core.Record) ([]*core.Record, error) {
	rows, err := app.FindRecordsByIds(records.Agents, r.GetStringSlice("recipients"))
	if err != nil {
		return nil, fmt.Errorf("recipients of schedule %s: %w", r.Id, err)
	}
	var out []*core.Record
	for _, one := range rows {
		if one.GetBool("active") && report.May(casework.AuthActor(one)) {
			out = append(out, one)
		}
	}
	return out, nil
}

// pages are the figures in each language that somebody reads.
func (s Service) pages(app core.App, h *casework.House, r *core.Record, next schedule.Sending, people []*core.Record) (map[string]*report.Page, error) {
	out := map[string]*report.Page{}
	for _, person := range people {
		lang := i18n.Known(person.GetString("locale"))
		if out[lang] != nil {
			continue
		}
		ask := report.Ask{Period: report.On(next.From, next.To, s.g.Now(), h.Location), Language: lang,
			Actions: casework.VisibleTo(app, casework.As(person), records.Actions)}
		page, err := report.Read(app, s.g, ask)
		if err != nil {
			return nil, err
		}
		page.By = r.GetString("by")
		out[lang] = page
	}
	return out, nil
}

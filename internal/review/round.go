package review

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// When the meeting is, unless the business says otherwise.
const (
	usualDay  = time.Monday
	usualHour = 9
)

// Round is the job of the weekly meeting: the pack goes out on its morning, and
// those who lead hear that there was none. Each once.
func (s *Service) Round(app core.App) error {
	h, err := s.g.House(app)
	if err != nil || h.Business == nil {
		return err
	}
	return errors.Join(s.morning(app, h), s.warn(app, h))
}

// slot is the day of the meeting in the week of a day, and its hour: where the
// business is closed on it, the next day on which it opens.
func slot(h *casework.House, today calendar.Date) (calendar.Date, int) {
	day, hour := usualDay, h.Business.GetInt("review_hour")
	if i := slices.Index([]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}, h.Business.GetString("review_day")); i >= 0 {
		day = time.Weekday(i)
	}
	if hour == 0 {
		hour = usualHour
	}
	at := rules.Of(today).First().AddDays((int(day) + 6) % 7)
	for last := rules.Of(today).Last(); at.Before(last) && !h.Hours.OpensOn(at, h.Location); {
		at = at.AddDays(1)
	}
	return at, hour
}

// morning opens the meeting of the week and sends its pack.
func (s *Service) morning(app core.App, h *casework.House) error {
	today := s.today(h)
	day, hour := slot(h, today)
	if today.Before(day) || today == day && s.g.Now().In(h.Location).Hour() < hour {
		return nil
	}
	w := rules.Current(day)
	first, err := s.since(app, h)
	if err != nil || first.IsZero() || first.After(w.Last()) {
		return err // nothing to talk about yet, or it was talked about
	}
	meeting, err := Find(app, w.String())
	if err != nil || meeting != nil && (meeting.GetString("status") == Closed || len(mailed(meeting)[packKind]) > 0) {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		meeting, err := s.Begin(tx, w, nil, casework.SystemActor())
		if err != nil {
			return err
		}
		people, err := s.invited(tx, h, meeting)
		if err != nil {
			return err
		}
		_, err = s.mail(tx, h, meeting, people)
		return err
	})
}

// invited are those who get the pack by itself: who was marked, else who was
// there the last time, else everybody.
func (s *Service) invited(app core.App, h *casework.House, meeting *core.Record) ([]string, error) {
	if marked := meeting.GetStringSlice("attendees"); len(marked) > 0 {
		return marked, nil
	}
	rows, err := app.FindRecordsByFilter(records.Reviews, "status = 'closed'", "-held_at", 1, 0)
	if err != nil {
		return nil, fmt.Errorf("who was there: %w", err)
	}
	if len(rows) > 0 {
		return rows[0].GetStringSlice("attendees"), nil
	}
	return h.People(), nil
}

// warn tells those who lead that there was no meeting, once they are at work: a
// reminder first, an alert to those who administer, too, later (R113).
func (s *Service) warn(app core.App, h *casework.House) error {
	watch, err := s.watch(app, h)
	if err != nil {
		return err
	}
	state := watch.On(s.today(h))
	if state == rules.Fine || !h.Hours.IsOpen(s.g.Now(), h.Location) {
		return nil
	}
	if state == rules.Due {
		if met, err := s.met(app, h); err != nil || met {
			return err
		}
	}
	told := watch.Since.String() + " " + string(state)
	return app.RunInTransaction(func(tx core.App) error {
		done, err := tx.DB().Update(records.Business, dbx.Params{"review_told": told},
			dbx.NewExp("id = {:id} AND review_told != {:told}", dbx.Params{"id": h.Business.Id, "told": told})).Execute()
		if err != nil {
			return fmt.Errorf("note that the meeting was missed: %w", err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.tellLate(tx, h, watch, state)
	})
}

// heads are who hears of it.
func heads(h *casework.House, state rules.State) []string {
	if state == rules.Late {
		return h.People(complaint.Supervisor, complaint.Admin)
	}
	if list := h.People(complaint.Supervisor); len(list) > 0 {
		return list
	}
	return h.People(complaint.Admin)
}

// met reports whether those who lead need no reminder: the meeting of the running
// week is open, or one that was held earlier was closed in these days.
func (s *Service) met(app core.App, h *casework.House) (bool, error) {
	lately := s.g.Now().AddDate(0, 0, -rules.RemindAfter)
	n, err := app.CountRecords(records.Reviews, dbx.NewExp("week = {:week} AND status = {:open} OR status = {:closed} AND closed_at > {:lately}",
		dbx.Params{"week": rules.Current(s.today(h)).String(), "open": Open, "closed": Closed, "lately": records.Stamp(lately)}))
	if err != nil {
		return false, fmt.Errorf("meetings of these days: %w", err)
	}
	return n > 0, nil
}

func (s *Service) tellLate(app core.App, h *casework.House, watch rules.Watch, state rules.State) error {
	days, people := s.today(h).Sub(watch.Since), heads(h, state)
	word := casework.Word{Kind: "meeting", Actor: casework.SystemActor(), Params: map[string]any{"state": string(state), "days": days}}
	if err := s.g.Inform(app, word, people...); err != nil {
		return err
	}
	for _, id := range people {
		err := s.write(app, h, id, "meeting.mail."+string(state), "", map[string]any{"days": days, "week": rules.Current(s.today(h)).Number, "link": link(app, "current")})
		if err != nil {
			return err
		}
	}
	return nil
}

// Health says that there was no meeting for too long.
func (s *Service) Health(app core.App, state *casework.Health) error {
	watch, err := s.Watching(app)
	if err != nil || watch.State != rules.Late {
		return err
	}
	h, err := s.g.House(app)
	if err != nil {
		return err
	}
	since, err := calendar.Parse(watch.Since)
	if err != nil {
		return fmt.Errorf("since when there was no meeting: %w", err)
	}
	problem := casework.Problem{Code: "review.late", Since: records.Stamp(since.StartIn(h.Location)), Params: map[string]any{"days": watch.Days}}
	state.Problems = append(state.Problems, problem)
	return nil
}

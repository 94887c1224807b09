package review

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// past is how many days back the meeting asks whether what was decided helped.
const past = 120

// Earlier is what an earlier meeting decided, and whether it helped. Before and
// after are cases; nil while they are not counted.
type Earlier struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Kind      string   `json:"kind"`
	Status    string   `json:"status"`
	Owner     string   `json:"owner"`
	OwnerName string   `json:"owner_name"`
	Due       string   `json:"due"`
	DoneAt    string   `json:"done_at"`
	Outcome   string   `json:"outcome"`
	Effect    string   `json:"effect"`      // in words
	Code      string   `json:"effect_code"` // better, same, worse, unknown or empty
	Before    *float64 `json:"before"`      // cases per 30 days, as they were counted when somebody looked
	After     *float64 `json:"after"`
	Late      bool     `json:"late"`
	Complaint string   `json:"complaint"`
	Created   string   `json:"created"`
}

// fillEarlier: "Did what we decided help?"
func (s *Service) fillEarlier(r Reader, h *casework.House, p *Pack) error {
	p.Earlier = []Earlier{}
	rows := []*core.Record{}
	since := records.Stamp(s.g.Now().AddDate(0, 0, -past))
	q := r.App.RecordQuery(records.Actions).AndWhere(dbx.HashExp{"actions.source": "meeting"}).
		AndWhere(dbx.NewExp("actions.created >= {:since}", dbx.Params{"since": since})).OrderBy("actions.created DESC", "actions.id").Limit(30)
	if err := q.All(&rows); err != nil {
		return fmt.Errorf("earlier decisions: %w", err)
	}
	rows, err := kept(r, records.Actions, rows, recordID)
	if err != nil {
		return err
	}
	for _, a := range rows {
		p.Earlier = append(p.Earlier, s.earlier(h, a))
	}
	return nil
}

func (s *Service) earlier(h *casework.House, a *core.Record) Earlier {
	out := Earlier{ID: a.Id, Title: a.GetString("title"), Kind: a.GetString("kind"), Status: a.GetString("status"), Owner: a.GetString("owner"),
		OwnerName: h.Name(a.GetString("owner")), Due: a.GetString("due"), DoneAt: a.GetString("done_at"), Outcome: a.GetString("outcome"),
		Effect: a.GetString("effect"), Code: a.GetString("effect_code"), Complaint: a.GetString("complaint"), Created: a.GetString("created")}
	out.Late = out.Status == "open" && out.Due != "" && a.GetDateTime("due").Time().Before(s.g.Now())
	if a.GetString("effect_checked_at") != "" && out.Code != "unknown" {
		before, after := a.GetFloat("before_rate"), a.GetFloat("after_rate")
		out.Before, out.After = &before, &after
	}
	return out
}

// fillOthers: ideas of the team that wait, and what fails in the business
// itself, where those lists are kept.
func (s *Service) fillOthers(r Reader, p *Pack) (err error) {
	if p.Ideas, err = listed50(r, "ideas", "new", "studying", "trying"); err != nil {
		return err
	}
	p.Issues, err = listed50(r, "issues", "open")
	return err
}

func listed50(r Reader, collection string, states ...string) ([]map[string]any, error) {
	out, rows := []map[string]any{}, []*core.Record{}
	among := make([]any, len(states))
	for i, state := range states {
		among[i] = state
	}
	q := r.App.RecordQuery(collection).AndWhere(dbx.In(collection+".status", among...)).OrderBy(collection + ".rowid DESC").Limit(listed)
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("list %s: %w", collection, err)
	}
	rows, err := kept(r, collection, rows, recordID)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		out = append(out, row.PublicExport())
	}
	return out, nil
}

func recordID(r *core.Record) string { return r.Id }

// Attendee is somebody who may be in the meeting.
type Attendee struct {
	Agent   string `json:"agent"`
	Name    string `json:"name"`
	Role    string `json:"role"`
	Present bool   `json:"present"`
	Host    bool   `json:"host"`
}

// fillPeople: who is there, what is missing before closing, and when the last
// meeting was.
func (s *Service) fillPeople(r Reader, h *casework.House, p *Pack, meeting *core.Record) (err error) {
	present, host := []string{}, ""
	if meeting != nil {
		present, host = meeting.GetStringSlice("attendees"), meeting.GetString("host")
	}
	p.Attendees = []Attendee{}
	for _, id := range join(h.People(), present) {
		p.Attendees = append(p.Attendees, Attendee{id, h.Name(id), string(h.Role(id)), slices.Contains(present, id), id == host})
	}
	if p.Previous, err = s.previous(r.App, h, p.Week); err != nil {
		return err
	}
	if p.Watch, err = s.Watching(r.App); err != nil {
		return err
	}
	p.Missing = []Missing{}
	if meeting == nil || meeting.GetString("status") == Closed {
		return nil
	}
	gaps, err := s.gaps(r.App, h, meeting, p.undecided())
	for _, gap := range gaps {
		level := map[bool]string{true: string(complaint.Advised), false: string(complaint.Required)}[gap.Advised]
		p.Missing = append(p.Missing, Missing{gap.Decision, gap.Complaint, gap.Field, gap.Code, level, s.g.Text(r.Lang, gap.Code)})
	}
	return err
}

// join adds to a list what it does not have.
func join(list, more []string) []string {
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

// undecided are the cases of which nothing was said.
func (p *Pack) undecided() []string {
	var out []string
	for _, c := range p.Cases {
		if c.State == "" {
			out = append(out, c.ID)
		}
	}
	return out
}

// gaps is what a meeting lacks before it is closed, of all its decisions.
func (s *Service) gaps(app core.App, h *casework.House, meeting *core.Record, undecided []string) ([]rules.Gap, error) {
	list, err := decisions(app, h, meeting.Id)
	if err != nil {
		return nil, err
	}
	m := rules.Meeting{Attendees: len(meeting.GetStringSlice("attendees")), Undecided: undecided}
	for _, d := range list {
		one, err := d.judged(h)
		if err != nil {
			return nil, err
		}
		m.Decisions = append(m.Decisions, one)
	}
	return rules.Gaps(m, s.today(h)), nil
}

// previous is the last closed meeting of an earlier week.
func (s *Service) previous(app core.App, h *casework.House, week string) (*Previous, error) {
	rows, err := app.FindRecordsByFilter(records.Reviews, "status = 'closed' && week < {:week}", "-week", 1, 0, dbx.Params{"week": week})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	held := heldOn(rows[0], h)
	return &Previous{rows[0].GetString("week"), rows[0].GetString("held_at"), s.today(h).Sub(held)}, nil
}

// heldOn is the day of a meeting.
func heldOn(meeting *core.Record, h *casework.House) calendar.Date {
	for _, name := range []string{"held_at", "closed_at", "created"} {
		if at := meeting.GetDateTime(name); !at.IsZero() {
			return calendar.DateIn(at.Time(), h.Location)
		}
	}
	return calendar.Date{}
}

package review

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/calendar"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Pack is everything that a meeting about a week has before it, for one reader.
type Pack struct {
	Week          string           `json:"week"`
	From          string           `json:"from"` // civil days, both included
	To            string           `json:"to"`
	At            string           `json:"at"` // what it shows is as of then
	Review        map[string]any   `json:"review"`
	Previous      *Previous        `json:"previous"`
	Watch         Watching         `json:"watch"`
	May           May              `json:"may"`
	Figures       []Figure         `json:"figures"`
	Cases         []Case           `json:"cases"`
	More          int              `json:"more"`
	Unlisted      int              `json:"unlisted"`
	New           Fresh            `json:"new"`
	Causes        []Cause          `json:"causes"`
	SelfApprovals []ActView        `json:"self_approvals"`
	QueueJumps    []ActView        `json:"queue_jumps"`
	Detractors    []AnswerView     `json:"detractors"`
	Suggestions   []AnswerView     `json:"suggestions"`
	Earlier       []Earlier        `json:"earlier"`
	Ideas         []map[string]any `json:"ideas"`
	Issues        []map[string]any `json:"issues"`
	Attendees     []Attendee       `json:"attendees"`
	Decisions     []Decision       `json:"decisions"` // of no case that is told
	Remarks       []Remark         `json:"remarks"`   // about the meeting
	Missing       []Missing        `json:"missing"`
}

// May is what the reader may do in the meeting.
type May struct {
	Open   bool `json:"open"`
	Decide bool `json:"decide"`
	Close  bool `json:"close"`
	Remark bool `json:"remark"`
	Mail   bool `json:"mail"`
}

// Previous is the closed meeting before.
type Previous struct {
	Week   string `json:"week"`
	HeldAt string `json:"held_at"`
	Days   int    `json:"days"` // since then
}

// Fresh are the cases of the week.
type Fresh struct {
	Count int    `json:"count"`
	Items []Item `json:"items"`
}

// Item is a case in a line.
type Item struct {
	ID         string `json:"id"`
	Number     string `json:"number"`
	Goal       string `json:"goal"`
	Stage      string `json:"stage"`
	Customer   string `json:"customer"`
	ReceivedAt string `json:"received_at"`
}

// Missing is something that the meeting lacks before it is closed; with level
// "advised" it is no obstacle.
type Missing struct {
	Decision  string `json:"decision"`
	Complaint string `json:"complaint"`
	Field     string `json:"field"`
	Code      string `json:"code"`
	Level     string `json:"level"`
	Message   string `json:"message"`
}

// Make answers with the pack of a week for one reader. That of a closed meeting
// is about the cases that it was about.
func (s *Service) Make(r Reader, w rules.Week) (*Pack, error) {
	h, err := s.g.House(r.App)
	if err != nil {
		return nil, err
	}
	meeting, err := Find(r.App, w.String())
	if err != nil {
		return nil, fmt.Errorf("meeting of %s: %w", w, err)
	}
	chosen, err := s.chosen(r, h, meeting, w)
	if err != nil {
		return nil, err
	}
	p := &Pack{Week: w.String(), From: w.First().String(), To: w.Last().String(), At: chosen.At, Figures: chosen.Figures, Causes: chosen.Causes, More: chosen.More}
	if meeting != nil {
		p.Review = open(meeting)
	}
	return p, s.fill(r, h, p, chosen, meeting)
}

func (s *Service) chosen(r Reader, h *casework.House, meeting *core.Record, w rules.Week) (Selection, error) {
	if meeting != nil && meeting.GetString("status") == Closed {
		if kept, ok := frozen(meeting); ok {
			return kept, nil
		}
	}
	return s.choose(r, s.span(h, w))
}

// fill reads the words of what was chosen, as far as the reader may.
func (s *Service) fill(r Reader, h *casework.House, p *Pack, chosen Selection, meeting *core.Record) error {
	steps := []func() error{
		func() error { return s.fillCases(r, h, p, chosen, meeting) },
		func() error { return s.fillFresh(r, p, chosen) },
		func() error { return s.fillActs(r, h, p, chosen) },
		func() error { return s.fillAnswers(r, h, p, chosen) },
		func() error { return s.fillEarlier(r, h, p) },
		func() error { return s.fillOthers(r, p) },
		func() error { return s.fillPeople(r, h, p, meeting) },
		func() error { return nameCauses(r, p.Causes) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("pack of %s: %w", p.Week, err)
		}
	}
	return nil
}

// open is a meeting as its readers get it.
func open(meeting *core.Record) map[string]any {
	out := map[string]any{}
	for _, name := range []string{"id", "week", "status", "host", "held_at", "attendees", "minutes", "closed_at", "closed_by", "version", "created"} {
		out[name] = meeting.Get(name)
	}
	return out
}

func (s *Service) fillFresh(r Reader, p *Pack, chosen Selection) error {
	p.New = Fresh{Items: []Item{}}
	for _, f := range p.Figures {
		if f.Code == "new" {
			p.New.Count = f.Count
		}
	}
	known, err := byID(r, chosen.New)
	for _, id := range chosen.New {
		if c, ok := known[id]; ok {
			p.New.Items = append(p.New.Items, Item{c.ID, c.Number, c.Title, c.Stage, c.Customer, c.Received.String()})
		}
	}
	return err
}

// today is the civil day of the business.
func (s *Service) today(h *casework.House) calendar.Date {
	return calendar.DateIn(s.g.Now(), h.Location)
}

// momentOf reads a moment as it is stored.
func momentOf(stored string) (time.Time, error) {
	at, err := time.Parse(types.DefaultDateLayout, stored)
	if err != nil {
		return at, fmt.Errorf("read moment %q: %w", stored, err)
	}
	return at, nil
}

// nameCauses writes the names of causes, of a second level with the first.
func nameCauses(r Reader, list []Cause) error {
	for i := range list {
		c, err := r.App.FindRecordById(records.Causes, list[i].Cause)
		if err != nil {
			list[i].Label = list[i].Cause // it went with an import; the code says something
			continue
		}
		list[i].Label = c.GetString("name_" + r.Lang)
		if above, err := r.App.FindRecordById(records.Causes, c.GetString("parent")); err == nil {
			list[i].Label = above.GetString("name_"+r.Lang) + ": " + list[i].Label
		}
	}
	return nil
}

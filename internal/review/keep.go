package review

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// States of a meeting.
const (
	Open   = "open"
	Closed = "closed"
)

// inTransaction runs fn with the event's app inside a transaction.
func inTransaction(e *core.RecordEvent, fn func() error) error {
	outer := e.App
	err := outer.RunInTransaction(func(tx core.App) error {
		e.App = tx
		return fn()
	})
	e.App = outer
	return err
}

func (s *Service) refuse(field, code string) error { return s.g.Refuse(field, code, nil) }

// OpenReview is the create hook of the meetings: one for each week that has begun.
func (s *Service) OpenReview(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, casework.ActorOf(e.Record)
		if _, err := s.Week(e.App, r.GetString("week")); errors.Is(err, rules.ErrWeek) || r.GetString("week") == "current" {
			return s.refuse("week", "review_week")
		}
		for _, name := range []string{"pack", "mailed", "closed_at", "closed_by"} {
			r.Set(name, nil)
		}
		if r.GetString("host") == "" && actor.Kind == "agent" {
			r.Set("host", actor.ID)
		}
		r.Load(map[string]any{"status": Open, "version": 1, "created": records.Stamp(s.g.Now())})
		if err := s.soundPeople(e.App, r, nil); err != nil {
			return err
		}
		if err := s.soundTalk(e.App, r, nil); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store meeting: %w", err)
		}
		return s.tell(e, "review.opened", r.Id, map[string]any{"week": r.GetString("week")})
	})
}

// tell writes an event into the chain of the business: it names rows, and no
// case that somebody who reads it may not open.
func (s *Service) tell(e *core.RecordEvent, kind, ref string, extra map[string]any) error {
	return s.g.TellOf(e.App, "", casework.ActorOf(e.Record), kind, event.Data{Ref: ref, Extra: extra})
}

// ChangeReview is the update hook of the meetings, closing included. What was
// closed stays.
func (s *Service) ChangeReview(e *core.RecordEvent) error {
	if casework.IsOwn(e.Context) {
		return e.Next()
	}
	return inTransaction(e, func() error {
		r := e.Record
		stored, err := e.App.FindRecordById(records.Reviews, r.Id)
		if err != nil {
			return fmt.Errorf("change meeting %s: %w", r.Id, err)
		}
		if stored.GetString("status") == Closed {
			return s.refuse("status", "review_closed")
		}
		if is, seen := stored.GetInt("version"), r.Original().GetInt("version"); is != seen || r.GetInt("version") != seen {
			return s.g.Stale(is)
		}
		r.Set("version", stored.GetInt("version"))
		if err := s.g.OnlyChanged(stored, r, "host", "held_at", "attendees", "minutes", "discussed", "status"); err != nil {
			return err
		}
		return s.change(e, stored)
	})
}

func (s *Service) change(e *core.RecordEvent, stored *core.Record) error {
	r := e.Record
	if err := s.soundPeople(e.App, r, stored); err != nil {
		return err
	}
	if err := s.soundTalk(e.App, r, stored); err != nil {
		return err
	}
	closing := r.GetString("status") == Closed
	if closing {
		if err := s.close(e); err != nil {
			return err
		}
	}
	r.Set("version", stored.GetInt("version")+1)
	if err := e.Next(); err != nil {
		return fmt.Errorf("store meeting: %w", err)
	}
	if closing {
		return s.tellClosed(e)
	}
	if list := differing(stored, r, "host", "held_at", "attendees"); len(list) > 0 {
		return s.tell(e, "review.changed", r.Id, map[string]any{"fields": list})
	}
	return nil
}

// differing are those fields that have another value.
func differing(a, b *core.Record, names ...string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		return event.Same(records.Exported(a, name), records.Exported(b, name))
	})
}

// soundPeople: who is newly named works here.
func (s *Service) soundPeople(app core.App, r, stored *core.Record) error {
	h, err := s.g.House(app)
	if err != nil {
		return err
	}
	for _, name := range []string{"host", "attendees"} {
		var was []string
		if stored != nil {
			was = stored.GetStringSlice(name)
		}
		for _, id := range r.GetStringSlice(name) {
			if id != "" && !slices.Contains(was, id) && !h.AtDesk(id) {
				return s.refuse(name, "agent_unavailable")
			}
		}
	}
	return nil
}

// soundTalk: whoever changes the marks of the cases has those before them that
// they may see, and says them anew; those of the others stay.
func (s *Service) soundTalk(app core.App, r, stored *core.Record) error {
	said, before := map[string]string{}, map[string]string{}
	if text := r.GetString("discussed"); text != "" && text != "null" {
		if err := json.Unmarshal([]byte(text), &said); err != nil || said == nil {
			return s.refuse("discussed", "review_talk")
		}
	}
	if stored != nil {
		before = discussed(stored)
	}
	for id, mark := range said {
		if mark == "" {
			delete(said, id)
			continue
		}
		if before[id] != mark && (!slices.Contains([]string{rules.Decided, rules.Studying}, mark) || !s.opens(app, r, id)) {
			return s.refuse("discussed", "review_talk")
		}
	}
	for id, mark := range before {
		if _, there := said[id]; !there && !s.opens(app, r, id) {
			said[id] = mark
		}
	}
	r.Set("discussed", said)
	return nil
}

// opens asks the rule of the cases whether whoever changes a record may open one.
func (s *Service) opens(app core.App, r *core.Record, id string) bool {
	c, err := app.FindRecordById(records.Complaints, id)
	if err != nil {
		return false
	}
	actor := casework.ActorOf(r)
	if actor.Kind != "agent" {
		return true // the application itself, or the administration of the system
	}
	person, err := app.FindRecordById(records.Agents, actor.ID)
	if err != nil {
		return false
	}
	ok, err := app.CanAccessRecord(c, casework.As(person), c.Collection().ViewRule)
	return err == nil && ok
}

// Shown is the enrich hook: the marks of cases that the reader may not open are
// not there.
func (s *Service) Shown(e *core.RecordEnrichEvent) error {
	marks := discussed(e.Record)
	for id := range marks {
		c, err := e.App.FindRecordById(records.Complaints, id)
		if err != nil {
			delete(marks, id)
			continue
		}
		if ok, err := e.App.CanAccessRecord(c, e.RequestInfo, c.Collection().ViewRule); err != nil || !ok {
			delete(marks, id)
		}
	}
	e.Record.Set("discussed", marks)
	return e.Next()
}

func blank(r *core.Record, name string) bool { return strings.TrimSpace(r.GetString(name)) == "" }

package review

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"escucha/domain/calendar"
	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// meant is the kind of a decision that does not say: something in how we work.
const meant = "process"

// MakeDecision is the create hook of the decisions of an open meeting.
func (s *Service) MakeDecision(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, casework.ActorOf(e.Record)
		author := ""
		if actor.Kind == "agent" {
			author = actor.ID
		}
		r.Load(map[string]any{"author": author, "action": "", "withdrawn": false, "created": records.Stamp(s.g.Now())})
		if r.GetString("kind") == "" {
			r.Set("kind", meant)
		}
		if err := s.soundDecision(e.App, r, nil); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store decision: %w", err)
		}
		return s.tell(e, "review.decided", r.Id, map[string]any{"review": r.GetString("review")})
	})
}

// ChangeDecision is the update hook: until the meeting is closed. One that was
// written by mistake is withdrawn, and stays.
func (s *Service) ChangeDecision(e *core.RecordEvent) error {
	if casework.IsOwn(e.Context) {
		return e.Next()
	}
	return inTransaction(e, func() error {
		r := e.Record
		stored, err := e.App.FindRecordById(records.Decisions, r.Id)
		if err != nil {
			return fmt.Errorf("change decision %s: %w", r.Id, err)
		}
		if err := s.g.OnlyChanged(stored, r, "text", "kind", "cause", "product", "owner", "due", "withdrawn"); err != nil {
			return err
		}
		if err := s.soundDecision(e.App, r, stored); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store decision %s: %w", r.Id, err)
		}
		fields := differing(stored, r, "text", "kind", "cause", "product", "owner", "due", "withdrawn")
		return s.tell(e, "review.decided", r.Id, map[string]any{"review": r.GetString("review"), "fields": fields})
	})
}

// soundDecision: of an open meeting, of a kind that actions have, for somebody
// who works here, until a day that is not over.
func (s *Service) soundDecision(app core.App, r, stored *core.Record) error {
	if err := s.openMeeting(app, r.GetString("review")); err != nil {
		return err
	}
	if r.GetString("complaint") != "" && !s.living(app, r.GetString("complaint")) {
		return s.refuse("complaint", "not_found")
	}
	if blank(r, "text") {
		return s.refuse("text", "validation_required")
	}
	if !slices.Contains(kinds(app), r.GetString("kind")) {
		return s.refuse("kind", "validation_invalid_value")
	}
	return s.soundPromise(app, r, stored)
}

// soundPromise looks at what is newly said of who and when; both may still be
// empty, until the meeting is closed.
func (s *Service) soundPromise(app core.App, r, stored *core.Record) error {
	h, err := s.g.House(app)
	if err != nil {
		return err
	}
	if err := wholeDay(r, h); err != nil {
		return err
	}
	d, err := (Decision{ID: r.Id, Owner: r.GetString("owner"), Due: r.GetString("due")}).judged(h)
	if err != nil {
		return err
	}
	for _, gap := range rules.DecisionGaps(d, s.today(h)) {
		said := r.GetString(gap.Field) != "" && (stored == nil || stored.GetString(gap.Field) != r.GetString(gap.Field))
		if said {
			return s.refuse(gap.Field, gap.Code)
		}
	}
	return nil
}

// wholeDay makes the end of its day of a date without an hour.
func wholeDay(r *core.Record, h *casework.House) error {
	at := r.GetDateTime("due")
	if at.IsZero() || !at.Time().Equal(at.Time().Truncate(24*time.Hour)) {
		return nil
	}
	day, err := calendar.Parse(at.Time().Format(time.DateOnly))
	if err != nil {
		return fmt.Errorf("day of a decision: %w", err)
	}
	end, err := types.ParseDateTime(day.EndIn(h.Location))
	if err != nil {
		return fmt.Errorf("day of a decision: %w", err)
	}
	r.Set("due", end)
	return nil
}

// openMeeting refuses what would be added to a closed meeting.
func (s *Service) openMeeting(app core.App, id string) error {
	meeting, err := app.FindRecordById(records.Reviews, id)
	if err != nil {
		return s.refuse("review", "not_found")
	}
	if meeting.GetString("status") == Closed {
		return s.refuse("review", "review_closed")
	}
	return nil
}

// living reports whether a case is there, and its person was not erased.
func (s *Service) living(app core.App, id string) bool {
	c, err := app.FindRecordById(records.Complaints, id)
	return err == nil && c.GetString("erased_at") == ""
}

// kinds are those of the corrective actions, as their collection has them.
func kinds(app core.App) []string {
	c, err := app.FindCachedCollectionByNameOrId(records.Actions)
	if err != nil {
		return nil // no kind fits, and the decision is refused
	}
	if f, ok := c.Fields.GetByName("kind").(*core.SelectField); ok {
		return f.Values
	}
	return nil
}

// MakeRemark is the create hook of the remarks: what the team says of a case
// beside the customer's opinion (R116), or of a meeting after it was closed.
func (s *Service) MakeRemark(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, casework.ActorOf(e.Record)
		if !actor.Staff() && actor.Kind != "system" {
			return s.refuse("author", "forbidden_move")
		}
		if _, err := e.App.FindRecordById(records.Reviews, r.GetString("review")); err != nil {
			return s.refuse("review", "not_found")
		}
		if id := r.GetString("complaint"); id != "" && !s.living(e.App, id) {
			return s.refuse("complaint", "not_found")
		}
		if blank(r, "text") {
			return s.refuse("text", "validation_required")
		}
		if actor.Kind != "system" { // else who said so is given
			r.Set("author", "")
		}
		if actor.Kind == "agent" {
			r.Set("author", actor.ID)
		}
		r.Set("created", records.Stamp(s.g.Now()))
		if err := e.Next(); err != nil {
			return fmt.Errorf("store remark: %w", err)
		}
		return s.tell(e, "review.remarked", r.Id, map[string]any{"review": r.GetString("review")})
	})
}

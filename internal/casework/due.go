package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/domain/legal"
	"escucha/internal/records"
)

// WarningDays is the window, in business days before the legal date, in which a
// case goes ahead of the queue (R145).
const WarningDays = 5

// at resolves a span of working time from now. What the case itself dates is
// taken as it is.
func (h *House) at(now time.Time, s complaint.Span) (time.Time, error) {
	if s.Days == 0 && s.Hours == 0 {
		return s.At, nil
	}
	if s.Hours > 0 {
		return h.Hours.AddBusiness(now, time.Duration(s.Hours)*time.Hour, h.Location)
	}
	day := h.Calendar.Add(calendar.DateIn(now, h.Location), s.Days)
	return day.EndIn(h.Location), nil
}

// inWindow reports whether the legal date is near enough to pass the queue.
func (h *House) inWindow(due, now time.Time) bool {
	if due.IsZero() {
		return false
	}
	from := h.Calendar.Add(calendar.DateIn(due, h.Location), -WarningDays)
	return !calendar.DateIn(now, h.Location).Before(from)
}

// BusinessDays counts the business days from one moment to another.
func (h *House) BusinessDays(from, to time.Time) int {
	if from.IsZero() {
		return 0
	}
	return h.Calendar.Between(calendar.DateIn(from, h.Location), calendar.DateIn(to, h.Location))
}

// setDue stores the legal date with its trace: computed once, never moved
// silently. The internal date is earlier or the same.
func (h *House) setDue(r *core.Record, received time.Time) error {
	profile, _ := h.Profile.For(r.GetString("legal_term")) // that it has one is a rule
	due, err := legal.Due(profile, received, h.Location, h.Calendar)
	if err != nil {
		return fmt.Errorf("legal date: %w", err)
	}
	own, err := legal.InternalDue(profile, received, h.Location, h.Calendar)
	if err != nil {
		return fmt.Errorf("internal date: %w", err)
	}
	r.Set("internal_due", records.Stamp(own.DueAt))
	return setTrace(r, due)
}

func setTrace(r *core.Record, due calendar.Result) error {
	trace, err := json.Marshal(due)
	if err != nil {
		return fmt.Errorf("write trace of the legal date: %w", err)
	}
	r.Set("legal_due", records.Stamp(due.DueAt))
	r.Set("due_trace", string(trace))
	return nil
}

// Trace reads the stored computation of the legal date.
func Trace(r *core.Record) (calendar.Result, error) {
	var due calendar.Result
	if err := json.Unmarshal([]byte(r.GetString("due_trace")), &due); err != nil {
		return due, fmt.Errorf("read trace of the legal date: %w", err)
	}
	return due, nil
}

// suspend moves the legal date by the business days that an offer waited for
// its answer, where the profile says that it suspends (Peru, art. 6-A).
func (h *House) suspend(r *core.Record, from, to time.Time) error {
	most := legal.SuspensionMax(h.Profile, "remote_offer")
	if most == 0 || r.GetDateTime("legal_due").IsZero() {
		return nil
	}
	due, err := Trace(r)
	if err != nil {
		return err
	}
	moved, err := calendar.Suspend(due, calendar.Suspension{From: calendar.DateIn(from, h.Location),
		To: calendar.DateIn(to, h.Location), Max: most}, h.Location, h.Calendar)
	if errors.Is(err, calendar.ErrSuspension) {
		return nil // the offer was made after the date had passed: nothing to move
	}
	if err != nil {
		return fmt.Errorf("suspend the legal date: %w", err)
	}
	return setTrace(r, moved)
}

// civilDate is the day that a stored date means: one written without a time of
// day is stored as midnight UTC, which is the day before in all of America.
func civilDate(t time.Time, zone *time.Location) calendar.Date {
	if t.Equal(t.UTC().Truncate(24 * time.Hour)) {
		return calendar.DateIn(t, time.UTC)
	}
	return calendar.DateIn(t, zone)
}

// extend sets the legal date to the one that the customer was told.
func (h *House) extend(r *core.Record) error {
	due, err := Trace(r)
	if err != nil {
		return err
	}
	until := civilDate(r.GetDateTime("extension_until").Time(), h.Location)
	longer, err := calendar.Extend(due, until, h.Location, h.Calendar)
	if err != nil {
		return fmt.Errorf("extend the legal date: %w", err)
	}
	return setTrace(r, longer)
}

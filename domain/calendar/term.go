package calendar

import (
	"errors"
	"fmt"
	"time"
)

// Units of a term.
const (
	UnitBusinessDays = "business_days"
	UnitCalendarDays = "calendar_days"
	UnitHours        = "hours"
	UnitMonths       = "months"
)

// Starts of a term: the day from which it is counted.
const (
	StartNextDay         = "next_day"
	StartNextBusinessDay = "next_business_day"
	StartReceipt         = "receipt"
)

// maxAmount bounds a term in editable data: about ten years of days.
const maxAmount = 3660

// ErrTerm is wrapped by every refusal of a term.
var ErrTerm = errors.New("bad term")

// Term is how long one has to answer.
//
// In days, the count starts on the day after receipt (next_day), on the first
// business day after it (next_business_day), or on the day of receipt itself
// (receipt). Business days that start next_day and next_business_day come to
// the same. Months go from date to date, hours from minute to minute.
type Term struct {
	Amount int    `json:"amount"`
	Unit   string `json:"unit"`
	Start  string `json:"start"`
}

// Validate refuses a term that cannot be counted (ErrTerm).
func (t Term) Validate() error {
	if t.Amount < 1 || t.Amount > maxAmount {
		return fmt.Errorf("amount %d is not in 1..%d: %w", t.Amount, maxAmount, ErrTerm)
	}
	switch t.Unit {
	case UnitBusinessDays, UnitCalendarDays, UnitHours, UnitMonths:
	default:
		return fmt.Errorf("unit %q: %w", t.Unit, ErrTerm)
	}
	switch t.Start {
	case StartNextDay, StartNextBusinessDay, StartReceipt:
		return nil
	}
	return fmt.Errorf("start %q: %w", t.Start, ErrTerm)
}

// Times is the same term so many times as long.
func (t Term) Times(factor int) Term {
	t.Amount *= factor
	return t
}

// Reasons of a day in a trace. They are stored with the case: never rename.
const (
	ReasonReceived  = "received"  // the day of receipt, not counted
	ReasonStart     = "start"     // the first day that counts
	ReasonCounted   = "counted"   // counts
	ReasonWeekend   = "weekend"   // skipped
	ReasonHoliday   = "holiday"   // skipped, Name says which
	ReasonSuspended = "suspended" // would count, but the clock stood still
)

// Day is one day of the way from receipt to the due date.
type Day struct {
	Date    Date   `json:"date"`
	Counted bool   `json:"counted"`
	Reason  string `json:"reason"`
	Name    string `json:"name,omitempty"`
}

// Result is a computed deadline, to be stored as it is: a later change of the
// calendar must not move a date that the consumer was told.
type Result struct {
	Due     Date      `json:"due"`
	DueAt   time.Time `json:"due_at"`
	Unit    string    `json:"unit"`
	Version string    `json:"calendar"`
	Trace   []Day     `json:"trace"`
}

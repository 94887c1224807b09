package legal

import (
	"fmt"
	"time"

	"escucha/domain/calendar"
)

// Code is a refusal with a stable code, to be told in the caller's language.
type Code string

// Error returns the code itself.
func (c Code) Error() string { return string(c) }

// Codes of refused extensions and documents.
const (
	ErrExtensionNotAllowed Code = "extension_not_allowed"
	ErrDocumentType        Code = "document_type_unknown"
	ErrDocumentNumber      Code = "document_number_format"
)

// Due computes the term to answer from the instant of receipt.
func Due(p Profile, received time.Time, loc *time.Location, cal calendar.Calendar) (calendar.Result, error) {
	result, err := calendar.Deadline(p.Answer, received, loc, cal)
	if err != nil {
		return calendar.Result{}, fmt.Errorf("due date by profile %s: %w", p.Code, err)
	}
	return result, nil
}

// InternalDue computes the business's own earlier target. It counts Saturdays
// where the profile says so, and is never later than the term of the law.
func InternalDue(p Profile, received time.Time, loc *time.Location, cal calendar.Calendar) (calendar.Result, error) {
	legal, err := Due(p, received, loc, cal)
	if err != nil {
		return calendar.Result{}, err
	}
	if p.InternalSaturdays {
		cal = cal.WithSaturdays()
	}
	term := calendar.Term{Amount: p.InternalTargetDays, Unit: calendar.UnitBusinessDays, Start: calendar.StartNextDay}
	target, err := calendar.Deadline(term, received, loc, cal)
	if err != nil {
		return calendar.Result{}, fmt.Errorf("internal target by profile %s: %w", p.Code, err)
	}
	if target.DueAt.After(legal.DueAt) {
		return legal, nil
	}
	return target, nil
}

// ExtensionLimit is the latest date that an extension may give, from receipt
// (Colombia, Ley 1437 art. 14: twice the term). ErrExtensionNotAllowed where
// the profile has none.
func ExtensionLimit(p Profile, received time.Time, loc *time.Location, cal calendar.Calendar) (calendar.Date, error) {
	if p.Extension == nil {
		return calendar.Date{}, ErrExtensionNotAllowed
	}
	result, err := calendar.Deadline(p.Answer.Times(p.Extension.MaxFactor), received, loc, cal)
	if err != nil {
		return calendar.Date{}, fmt.Errorf("limit of extension by profile %s: %w", p.Code, err)
	}
	return result.Due, nil
}

// SuspensionMax returns the business days by which an event may suspend the
// term of a case in all; 0 where it does not suspend.
func SuspensionMax(p Profile, event string) int {
	for _, s := range p.Suspension {
		if s.Event == event {
			return s.Max
		}
	}
	return 0
}

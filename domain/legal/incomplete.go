package legal

import (
	"fmt"
	"time"

	"escucha/domain/calendar"
)

// For is the profile with the term of a matter that has one of its own (Spain,
// Ley 10/2025 art. 17: billing, continuity); false when it has no such matter.
func (p Profile) For(matter string) (Profile, bool) {
	if matter == "" {
		return p, true
	}
	for _, special := range p.SpecialTerms {
		if special.Code == matter {
			p.Answer, p.BaseES, p.BaseEN = special.Term, p.BaseES+" · "+special.NameES, p.BaseEN+" · "+special.NameEN
			return p, true
		}
	}
	return p, false
}

// MayAskUntil is the last day on which asking the customer to complete a filing
// stops the clock (Colombia, Ley 1437 art. 17: ten days from receipt). False
// where the profile knows no incompleteness; without a limit, any day.
func MayAskUntil(p Profile, received time.Time, loc *time.Location, cal calendar.Calendar) (calendar.Date, bool, error) {
	if p.Incomplete == nil {
		return calendar.Date{}, false, nil
	}
	if p.Incomplete.AskWithin == nil {
		return calendar.Date{Year: 9999, Month: 12, Day: 31}, true, nil
	}
	result, err := calendar.Deadline(*p.Incomplete.AskWithin, received, loc, cal)
	if err != nil {
		return calendar.Date{}, false, fmt.Errorf("time to ask by profile %s: %w", p.Code, err)
	}
	return result.Due, true, nil
}

// MayCompleteUntil is the day until which the customer, asked now, has time to
// complete the filing. False where the profile does not say.
func MayCompleteUntil(p Profile, asked time.Time, loc *time.Location, cal calendar.Calendar) (calendar.Date, bool, error) {
	if p.Incomplete == nil {
		return calendar.Date{}, false, nil
	}
	result, err := calendar.Deadline(p.Incomplete.CustomerHas, asked, loc, cal)
	if err != nil {
		return calendar.Date{}, false, fmt.Errorf("time to complete by profile %s: %w", p.Code, err)
	}
	return result.Due, true, nil
}

// Completed moves a deadline for a filing that was asked for on one day and
// completed on another. Where the term resumes, the days in between do not
// count and it runs again on the day after (Colombia, art. 17); where it starts
// anew, it is counted from the completion (Spain, Ley 10/2025 art. 13.3). A
// request that came too late moves nothing.
func Completed(p Profile, due calendar.Result, received, asked, completed time.Time, loc *time.Location, cal calendar.Calendar) (calendar.Result, error) {
	limit, known, err := MayAskUntil(p, received, loc, cal)
	day := calendar.DateIn(asked, loc)
	if err != nil || !known || day.After(limit) {
		return due, err
	}
	if p.Incomplete.Restart == RestartFromZero {
		return Due(p, completed, loc, cal)
	}
	if !day.Before(due.Due) {
		return due, nil // asked on the last day: nothing is left to resume
	}
	// the day of the request still counted: the earlier date is the safe one
	stop := calendar.Suspension{From: day.AddDays(1), To: calendar.DateIn(completed, loc).AddDays(1), Max: len(due.Trace) + maxStop}
	moved, err := calendar.Suspend(due, stop, loc, cal)
	if err != nil {
		return due, fmt.Errorf("resume the term by profile %s: %w", p.Code, err)
	}
	return moved, nil
}

// maxStop bounds the days that a term stands still: two months and what lies
// around them, for the customer has one month that may be given once more.
const maxStop = 400

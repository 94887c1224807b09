package report

import (
	"time"

	"escucha/domain/calendar"
)

// Page is every figure of a period beside the period before it, what the cases
// were about, how old what is open is, and how both moved. Days are civil days
// of the business, both included.
type Page struct {
	From       string   `json:"from"`
	To         string   `json:"to"`
	Previous   Span     `json:"previous"`
	By         string   `json:"by"`          // a split, or empty
	Criterion  string   `json:"criterion"`   // of the split by type of customer
	MeasuredAt string   `json:"measured_at"` // every event until then is counted
	Rebuilding bool     `json:"rebuilding"`  // some cases are still as they were measured by other hours or causes
	DayMinutes int      `json:"day_minutes"` // of a day of work
	Figures    []Figure `json:"figures"`
	Causes     []Cause  `json:"causes"`
	Unknown    int      `json:"causes_unknown"` // cases whose cause nobody found yet
	Ageing     Ageing   `json:"ageing"`
	Series     Series   `json:"series"`

	say says
}

// Span is the period that a figure is compared with.
type Span struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Cause is one line of the Pareto chart: a cause of the second level, or of the
// first where none below it was named. Share and Cumulative are percents of the
// cases with a known cause. Treatment is an average from 1 to 5, null below five
// answers.
type Cause struct {
	Cause      string   `json:"cause"`
	Label      string   `json:"label"`
	Parent     string   `json:"parent"`
	Count      int      `json:"count"`
	Share      float64  `json:"share"`
	Cumulative float64  `json:"cumulative"`
	Cost       []Amount `json:"cost"`
	Reopened   int      `json:"reopened"`
	Treatment  *float64 `json:"treatment"`
	Answers    int      `json:"answers"`
	Actions    []Remedy `json:"actions"`
}

// Remedy is a corrective action against a cause, with what it changed: cases
// per 30 days before and after it was done, null until that was looked at.
type Remedy struct {
	ID        string   `json:"id" db:"id"`
	Title     string   `json:"title" db:"title"`
	Owner     string   `json:"owner" db:"owner"`
	OwnerName string   `json:"owner_name" db:"-"`
	Due       string   `json:"due" db:"due"`
	Status    string   `json:"status" db:"status"`
	CheckedAt string   `json:"effect_checked_at" db:"effect_checked_at"`
	Effect    string   `json:"effect" db:"effect_code"` // better, same, worse, unknown, or empty
	Before    *float64 `json:"before_rate" db:"before_rate"`
	After     *float64 `json:"after_rate" db:"after_rate"`
}

// Ageing is how old what was open is, in business days, at the end of a day.
type Ageing struct {
	At      string   `json:"at"`
	Open    int      `json:"open"`
	Oldest  int      `json:"oldest"`
	Buckets []Bucket `json:"buckets"`
	Known   bool     `json:"known"` // false for a past day that nobody counted
}

// Bucket is 0-3, 4-7, 8-15 or 16+ business days.
type Bucket struct {
	Code  string `json:"code"`
	Count int    `json:"count"`
}

// Series are lines over time, a point for each week or month. Resolution is in
// business minutes without what waited for the customer.
type Series struct {
	Step       string     `json:"step"` // week, month
	Resolution []Pace     `json:"resolution"`
	Received   []Movement `json:"received"`
}

// Pace is how long the cases took that were resolved in a step.
type Pace struct {
	From   string   `json:"from"`
	Count  int      `json:"count"`
	Median *float64 `json:"median"`
	P90    *float64 `json:"p90"`
}

// Movement is how many cases came and how many were closed in a step.
type Movement struct {
	From   string `json:"from"`
	Count  int    `json:"count"`
	Closed int    `json:"closed"`
}

// Before is the period that this one is compared with: as many whole months for
// whole months, the same days of the month before for the beginning of a month,
// else as many days.
func (p Period) Before() Period {
	p.From, p.To = before(p.From, p.To)
	return p
}

func before(from, to calendar.Date) (calendar.Date, calendar.Date) {
	months := 12*(to.Year-from.Year) + int(to.Month) - int(from.Month) + 1
	lastDay := to.AddDays(1).Day == 1
	switch {
	case from.Day == 1 && lastDay:
		return from.AddMonths(-months), from.AddDays(-1)
	case from.Day == 1 && months == 1:
		return from.AddMonths(-1), to.AddMonths(-1)
	}
	days := to.Sub(from) + 1
	return from.AddDays(-days), from.AddDays(-1)
}

// step is how far apart the points of a line are: weeks up to sixteen of them.
func (p Period) step() string {
	if p.To.Sub(p.From) < 16*7 {
		return "week"
	}
	return "month"
}

// stamp is a moment as it is answered.
func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }

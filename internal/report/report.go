// Package report answers the questions of whoever leads: what it cost, and
// whether it helped. The queries are beside it, to be read, in .sql files.
package report

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Period is what a report looks at: civil days of the business, both included.
type Period struct {
	From, To calendar.Date
	Today    calendar.Date
	Zone     *time.Location
}

// Report is what is answered, and the same as the rows of a table.
type Report interface {
	Table() (headers []string, rows [][]string)
}

// Names of the reports, as in their addresses.
var named = map[string]func(core.App, Period) (Report, error){"gestures": Gestures, "repurchase": Repurchase}

// tables are the parts of the page that can be had alone.
var tables = []string{"page", "causes", "ageing", "series"}

// Is reports whether there is a report of this name: one of two with lists of
// their own, a figure, or a part of the page.
func Is(name string) bool {
	return named[name] != nil || slices.Contains(tables, name) || slices.Contains(Codes(), name)
}

// Named makes the report of a name.
func Named(app core.App, g *casework.Engine, ask Ask, name string) (Report, error) {
	if make := named[name]; make != nil {
		return make(app, ask.Period)
	}
	if !slices.Contains(tables, name) {
		return One(app, g, ask, name)
	}
	page, err := Read(app, g, ask)
	if err != nil || name == "page" {
		return page, err
	}
	return page.Sheet(name), nil
}

// May reports whether somebody may read them: who leads an area or more.
func May(by complaint.Actor) bool { return by.Leads() || by.Role == complaint.Lead }

// Year is the period when none is said: this month and the eleven before it.
func Year(today calendar.Date, zone *time.Location) Period {
	first := calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
	return Period{From: first.AddMonths(-11), To: today, Today: today, Zone: zone}
}

// bounds are the moments between which the period lies.
func (p Period) bounds() dbx.Params {
	return dbx.Params{"from": records.Stamp(p.From.StartIn(p.Zone)), "to": records.Stamp(p.To.AddDays(1).StartIn(p.Zone))}
}

// dayOf is the civil day of a stored moment.
func (p Period) dayOf(stamp string) (calendar.Date, error) {
	at, err := time.Parse("2006-01-02 15:04:05.000Z", stamp)
	if err != nil {
		return calendar.Date{}, fmt.Errorf("read a moment: %w", err)
	}
	return calendar.DateIn(at, p.Zone), nil
}

// known is the last day of a period of which something is known.
func (p Period) known() calendar.Date {
	if p.Today.Before(p.To) {
		return p.Today
	}
	return p.To
}

// On is a period, as it is seen at a moment.
func On(from, to calendar.Date, now time.Time, zone *time.Location) Period {
	return Period{From: from, To: to, Today: calendar.DateIn(now, zone), Zone: zone}
}

package hooks_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/calendar"
	"escucha/domain/event"
	"escucha/internal/testapp"
)

// abacus is a second computation of every figure: slow, without SQL but for
// reading rows, and written from the formulas alone. It reads the events of the
// cases, and rows only for what has no event that says it.
type abacus struct {
	t         *testing.T
	zone      *time.Location
	now       time.Time
	open      []int // minutes of opening from the first minute on, one for each minute
	first     time.Time
	legal     calendar.Calendar
	suspended int // working days for which an offer stops the clock of the law
	cases     []*plainCase
	facts     []fact              // what counts on a day of its own
	bought    map[string][]string // days of purchases of a customer
	parents   map[string]string   // of causes
	who       map[string]string   // whose each case is: no event tells that two customers became one
	imports   map[string]string   // whether a case came with an import, which no event need tell
	frequency map[string]string   // how often a customer buys
	active    int                 // days within which an active customer buys
	ages      map[string]int      // how many working days have come after a day
}

// happening is one event as it is stored.
type happening struct {
	Complaint string `db:"complaint"`
	Type      string `db:"type"`
	Kind      string `db:"actor_kind"`
	Text      string `db:"data"`
	Created   string `db:"created"`
	data      event.Data
}

// row is a line of a table, by column.
type row = dbx.NullStringMap

const stored = "2006-01-02 15:04:05.000Z"

// at reads a stored moment; zero for none.
func at(text string) time.Time {
	moment, err := time.Parse(stored, text)
	if err != nil {
		return time.Time{}
	}
	return moment
}

// day is the civil day of a moment; empty for none.
func (p *abacus) day(moment time.Time) string {
	if moment.IsZero() {
		return ""
	}
	return moment.In(p.zone).Format(time.DateOnly)
}

func (p *abacus) rows(a *testapp.App, query string) []row {
	p.t.Helper()
	out := []row{}
	if err := a.DB().NewQuery(query).All(&out); err != nil {
		p.t.Fatalf("%s: %v", query, err)
	}
	return out
}

// pairs are two columns, the second by the first.
func (p *abacus) pairs(a *testapp.App, query string) map[string]string {
	p.t.Helper()
	out := map[string]string{}
	for _, one := range p.rows(a, query) {
		out[one["id"].String] = one["value"].String
	}
	return out
}

// byCase sorts rows by the case that they belong to.
func byCase(rows []row) map[string][]row {
	out := map[string][]row{}
	for _, one := range rows {
		out[one["complaint"].String] = append(out[one["complaint"].String], one)
	}
	return out
}

func (p *abacus) events(a *testapp.App) map[string][]happening {
	p.t.Helper()
	var all []happening
	if err := a.DB().NewQuery("SELECT complaint, type, actor_kind, data, created FROM events WHERE complaint != '' ORDER BY complaint, seq").All(&all); err != nil {
		p.t.Fatal(err)
	}
	out := map[string][]happening{}
	for _, one := range all {
		if err := json.Unmarshal([]byte(one.Text), &one.data); err != nil {
			p.t.Fatal(err)
		}
		out[one.Complaint] = append(out[one.Complaint], one)
	}
	return out
}

// compute reads a shop and works everything out, as of the moment of its clock.
func compute(t *testing.T, a *testapp.App) *abacus {
	t.Helper()
	h, err := a.Engine.House(a)
	if err != nil {
		t.Fatal(err)
	}
	p := &abacus{t: t, zone: h.Location, now: a.Clock.Now(), legal: h.Calendar, bought: map[string][]string{}, ages: map[string]int{}, active: 90}
	p.countMinutes(h.Business.GetString("hours"))
	p.parents = p.pairs(a, "SELECT id, parent AS value FROM causes")
	p.who = p.pairs(a, "SELECT id, customer AS value FROM complaints")
	p.imports = p.pairs(a, "SELECT id, imported AS value FROM complaints")
	p.frequency = p.pairs(a, "SELECT id, frequency AS value FROM customers")
	for _, one := range p.rows(a, "SELECT customer, date FROM purchases ORDER BY date") {
		p.bought[one["customer"].String] = append(p.bought[one["customer"].String], one["date"].String[:10])
	}
	if h.Profile.Code == "pe" { // DS 011-2011-PCM, art. 6-A
		p.suspended = 5
	}
	p.readCases(a)
	slices.SortFunc(p.facts, func(x, y fact) int { return compareText(x.day+x.ref, y.day+y.ref) })
	return p
}

func compareText(x, y string) int {
	if x < y {
		return -1
	}
	return 1
}

// countMinutes walks through every minute of some years and notes whether the
// business is open in it: not on Sundays, holidays, nor in the middle of the day.
func (p *abacus) countMinutes(hours string) {
	week := map[string][]string{}
	if err := json.Unmarshal([]byte(hours), &week); err != nil {
		p.t.Fatal(err)
	}
	p.first = time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)
	total, day, isOpen := 0, "", map[string]bool{}
	for moment := p.first; moment.Before(time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)); moment = moment.Add(time.Minute) {
		p.open = append(p.open, total)
		local := moment.In(p.zone)
		if today := local.Format(time.DateOnly); today != day {
			day, isOpen = today, p.openOn(local, week)
		}
		if isOpen[local.Format("15:04")] {
			total++
		}
	}
}

// openOn lists the minutes of a day in which the business is open.
func (p *abacus) openOn(local time.Time, week map[string][]string) map[string]bool {
	out := map[string]bool{}
	if _, holiday := p.legal.Holiday(calendar.DateIn(local, p.zone)); holiday {
		return out
	}
	names := []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	for _, span := range week[names[local.Weekday()]] {
		for minute := 0; minute < 24*60; minute++ {
			text := time.Date(2000, 1, 1, 0, minute, 0, 0, time.UTC).Format("15:04")
			if span[:5] <= text && text < span[6:] {
				out[text] = true
			}
		}
	}
	return out
}

// work is how many minutes the business was open between two moments.
func (p *abacus) work(from, to time.Time) int {
	if !to.After(from) {
		return 0
	}
	return p.open[int(to.Sub(p.first)/time.Minute)] - p.open[int(from.Sub(p.first)/time.Minute)]
}

func (p *abacus) date(text string) calendar.Date {
	day, err := calendar.Parse(text)
	if err != nil {
		p.t.Fatal(err)
	}
	return day
}

package hooks_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"escucha/internal/testapp"
)

// plainCase is what one case adds to the figures. Times are in minutes, nil
// for what has not happened.
type plainCase struct {
	id, customer, cause              string
	area, agent, top, product        string
	channel, kind, profile, severity string
	urgency, frequency               string
	received, resolved, closed       time.Time
	receivedDay, resolvedDay         string
	closedDay, dueDay                string
	proposedDay, surveyDay           string
	answeredDay                      string
	letters, taken                   []time.Time // answers that left; when it was at work again
	open, confidential, imported     bool
	immediate, reopened, recurred    bool
	unreachable, jumped              bool
	outcome                          string
	urgent, moved                    bool
	bothVersions, inTime             *bool
	ack, firstWall, firstWork        *int
	wall, working, net               *int
	solution, treatment, effort      int
	recommend                        *int
	expectation, compared            string
}

// fact is something that counts on a day of its own.
type fact struct {
	kind, day, ref, currency string
	good                     bool
	value                    float64
	of                       *plainCase
}

// told state of a case, by field.
type state map[string]any

func (s state) text(name string) string { text, _ := s[name].(string); return text }
func (s state) yes(name string) bool    { yes, _ := s[name].(bool); return yes }

func (s state) number(name string) float64 { n, _ := s[name].(float64); return n }

func (s state) list(name string) (out []string) {
	list, _ := s[name].([]any)
	for _, one := range list {
		out = append(out, fmt.Sprint(one))
	}
	return out
}

// readCases works out every case but those that were voided or merged away.
func (p *abacus) readCases(a *testapp.App) {
	messages, surveys := byCase(p.rows(a, "SELECT * FROM messages ORDER BY created, rowid")), byCase(p.rows(a, "SELECT * FROM surveys WHERE campaign = ''"))
	calls, reminders := byCase(p.rows(a, "SELECT * FROM follow_ups ORDER BY created, rowid")), byCase(p.rows(a, "SELECT * FROM reminders"))
	grants, incidents := byCase(p.rows(a, "SELECT * FROM grants")), byCase(p.rows(a, "SELECT * FROM incidents"))
	times := byCase(p.rows(a, "SELECT * FROM time_entries"))
	for id, events := range p.events(a) {
		c := p.story(id, events, messages[id])
		if c == nil {
			continue
		}
		p.surveyed(c, surveys[id])
		p.promised(c, reminders[id])
		p.followed(c, calls[id])
		p.contacted(c, messages[id], events)
		p.paid(c, grants[id], incidents[id])
		p.worked(c, times[id])
		p.cases = append(p.cases, c)
	}
	slices.SortFunc(p.cases, func(x, y *plainCase) int { return strings.Compare(x.id, y.id) })
	p.recurrences()
}

// automatic messages are no word of a person.
var automatic = []string{"receipt", "started", "reopening", "withdrawal", "void", "transfer"}

// story goes through the events of a case, one after another.
func (p *abacus) story(id string, events []happening, messages []row) *plainCase {
	c, now, statements := &plainCase{id: id}, state{}, 0
	outgoing := map[string]bool{}
	for _, m := range messages {
		outgoing[m["id"].String] = m["call_direction"].String == "out"
	}
	var receipt, person, waits, clock time.Time
	var waited [][2]time.Time
	left := p.suspended
	for _, e := range events {
		moment := at(e.Created)
		before := now.text("stage")
		for name, change := range e.data.Changes {
			now[name] = change.After
		}
		switch {
		case e.Type == "statement.given":
			statements++
		case e.Type == "message.sent" && e.data.Note == "receipt" && receipt.IsZero():
			receipt = moment
		case e.Type == "message.sent" && e.Kind == "agent" && !slices.Contains(automatic, e.data.Note) && person.IsZero(),
			e.Type == "message.noted" && outgoing[e.data.Ref] && person.IsZero():
			person = moment
		}
		stage := now.text("stage")
		if before != stage && (stage == "waiting_customer" || stage == "proposed") {
			waits = moment
		}
		if before != stage && before == "proposed" {
			waited = append(waited, p.offered(waits, moment, &left))
		}
		if before != stage && before == "waiting_customer" {
			waited = append(waited, [2]time.Time{waits, moment})
		}
		if before != stage && stage == "proposed" && c.bothVersions == nil {
			both := statements > 0
			c.bothVersions, c.proposedDay = &both, p.day(moment)
		}
		if before != stage && e.data.Transition == "T5" {
			c.immediate = true
		}
		p.jump(c, e)
		if e.data.Transition == "T22" {
			clock = moment
		}
		if letter := at(fmt.Sprint(e.data.Changes["resolved_at"].After)); !letter.IsZero() {
			c.letters = append(c.letters, letter)
		}
		if stage != "resolved" && stage != "closed" && before != stage {
			c.taken = append(c.taken, moment)
		}
	}
	if now.text("stage") == "voided" || now.text("merged_into") != "" {
		return nil
	}
	p.settled(c, now)
	p.timed(c, receipt, person, clock, waited)
	return c
}

// offered is how long an offer stopped the clock of the law: from the day on
// which it was made, for as many working days as are left.
func (p *abacus) offered(from, to time.Time, left *int) [2]time.Time {
	if *left == 0 {
		return [2]time.Time{from, from}
	}
	for day := p.date(p.day(from)); day.Before(p.date(p.day(to))); day = day.AddDays(1) {
		if !p.legal.IsBusinessDay(day) {
			continue
		}
		if *left == 0 {
			if end := day.StartIn(p.zone); end.After(from) {
				return [2]time.Time{from, end}
			}
			return [2]time.Time{from, from}
		}
		*left--
	}
	return [2]time.Time{from, to}
}

// jump: an urgency that passes others, or moved up by other than coming back.
func (p *abacus) jump(c *plainCase, e happening) {
	if urgency, ok := e.data.Changes["urgency"]; ok {
		text := fmt.Sprint(urgency.After)
		c.urgent, c.urgency = text != "" && text != "normal", text
	}
	lane, ok := e.data.Changes["lane"]
	c.moved = c.moved || ok && lane.After == "attend_now" && e.data.Transition != "T20" && e.data.Transition != "T22"
	c.jumped = c.urgent || c.moved
}

// settled is how the case stands now.
func (p *abacus) settled(c *plainCase, now state) {
	c.customer, c.cause, c.area, c.agent = p.who[c.id], now.text("cause"), now.text("area"), now.text("assignee")
	c.frequency = p.frequency[c.customer]
	c.product, c.channel, c.kind, c.severity = now.text("product"), now.text("channel"), now.text("kind"), now.text("severity")
	c.top = c.cause
	for p.parents[c.top] != "" {
		c.top = p.parents[c.top]
	}
	if list := now.list("profiles"); len(list) > 0 {
		c.profile = list[0]
	}
	c.received, c.closed = at(now.text("received_at")), at(now.text("closed_at"))
	if n := len(c.letters); n > 0 {
		c.resolved = c.letters[n-1]
	}
	c.receivedDay, c.resolvedDay, c.closedDay, c.dueDay = p.day(c.received), p.day(c.resolved), p.day(c.closed), p.day(at(now.text("legal_due")))
	stage := now.text("stage")
	c.open = stage != "resolved" && stage != "closed" || stage == "resolved" && now.text("resolved_at") == ""
	c.confidential, c.imported = now.yes("confidential"), p.imports[c.id] == "1"
	c.reopened, c.unreachable = now.number("reopen_count") > 0, now.text("closing_kind") == "unreachable"
	c.outcome = map[string]string{"solution": "upheld", "agreement": "partly", "partial": "partly", "denial": "not_upheld",
		"misunderstanding": "misunderstanding", "withdrawal": "withdrawn"}[now.text("resolution_kind")]
}

// timed counts the minutes.
func (p *abacus) timed(c *plainCase, receipt, person, clock time.Time, waited [][2]time.Time) {
	wall := func(to time.Time) *int {
		if to.IsZero() {
			return nil
		}
		n := int(to.Sub(c.received) / time.Minute)
		return &n
	}
	c.ack, c.firstWall, c.wall = wall(receipt), wall(person), wall(c.resolved)
	if !person.IsZero() {
		n := p.work(c.received, person)
		c.firstWork = &n
	}
	if !c.resolved.IsZero() {
		n := p.work(c.received, c.resolved)
		net := n
		for _, one := range waited { // what was waited for after the letter is no part of it
			if one[0].Before(c.resolved) {
				net -= p.work(one[0], one[1])
			}
		}
		c.working, c.net = &n, &net
	}
	for _, letter := range c.letters {
		if c.answeredDay == "" && !letter.Before(clock) {
			c.answeredDay = p.day(letter)
			good := c.answeredDay <= c.dueDay
			c.inTime = &good
		}
	}
}

// recurrences: the customer had come with the same cause in the thirty days
// before.
func (p *abacus) recurrences() {
	by := map[string][]*plainCase{}
	for _, c := range p.cases {
		if c.customer != "" && c.cause != "" {
			by[c.customer+c.cause] = append(by[c.customer+c.cause], c)
		}
	}
	for _, same := range by {
		for _, c := range same {
			for _, earlier := range same {
				days := p.date(c.receivedDay).Sub(p.date(earlier.receivedDay))
				c.recurred = c.recurred || earlier.received.Before(c.received) && days <= 30
			}
		}
	}
}

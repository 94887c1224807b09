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
	received, resolved, closed       time.Time
	receivedDay, resolvedDay         string
	closedDay, dueDay                string
	proposedDay, surveyDay           string
	answeredDay                      string
	linked                           []string
	open, confidential               bool
	immediate, reopened, recurred    bool
	unreachable, jumped              bool
	reason, outcome                  string
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
	for id, events := range p.events(a) {
		c := p.story(id, events, messages[id])
		if c == nil {
			continue
		}
		p.surveyed(c, surveys[id])
		p.promised(c, reminders[id], calls[id], events)
		p.contacted(c, messages[id], events)
		p.paid(c, grants[id], incidents[id])
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
	var receipt, person, waits, answered time.Time
	waited := 0
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
		if before != stage && stage == "waiting_customer" {
			waits = moment
		}
		if before != stage && before == "waiting_customer" {
			waited += p.work(waits, moment)
		}
		if before != stage && stage == "proposed" && c.bothVersions == nil {
			both := statements > 0
			c.bothVersions, c.proposedDay = &both, p.day(moment)
		}
		if before != stage && e.data.Transition == "T5" {
			c.immediate = true
		}
		p.jump(c, e)
		if change, ok := e.data.Changes["resolved_at"]; ok && answered.IsZero() && change.After != "" && change.After != nil {
			answered = at(fmt.Sprint(change.After))
		}
	}
	if now.text("stage") == "voided" || now.text("merged_into") != "" {
		return nil
	}
	p.settled(c, now)
	p.timed(c, receipt, person, answered, waited)
	return c
}

// jump: an urgency that passes others, or a person who moved the case up.
func (p *abacus) jump(c *plainCase, e happening) {
	if urgency, ok := e.data.Changes["urgency"]; ok {
		text := fmt.Sprint(urgency.After)
		c.jumped, c.reason = text != "" && text != "normal", text
	}
}

// settled is how the case stands now.
func (p *abacus) settled(c *plainCase, now state) {
	c.customer, c.cause, c.area, c.agent = now.text("customer"), now.text("cause"), now.text("area"), now.text("assignee")
	c.product, c.channel, c.kind, c.severity = now.text("product"), now.text("channel"), now.text("kind"), now.text("severity")
	c.top = c.cause
	for p.parents[c.top] != "" {
		c.top = p.parents[c.top]
	}
	if list := now.list("profiles"); len(list) > 0 {
		c.profile = list[0]
	}
	c.received, c.resolved, c.closed = at(now.text("received_at")), at(now.text("resolved_at")), at(now.text("closed_at"))
	c.receivedDay, c.resolvedDay, c.closedDay, c.dueDay = p.day(c.received), p.day(c.resolved), p.day(c.closed), p.day(at(now.text("legal_due")))
	stage := now.text("stage")
	c.open = stage != "resolved" && stage != "closed" || stage == "resolved" && c.resolved.IsZero()
	c.confidential, c.linked = now.yes("confidential"), now.list("linked")
	c.reopened, c.unreachable = now.number("reopen_count") > 0, now.text("closing_kind") == "unreachable"
	c.outcome = map[string]string{"solution": "upheld", "agreement": "upheld", "partial": "partly", "denial": "not_upheld",
		"misunderstanding": "misunderstanding", "withdrawal": "withdrawn"}[now.text("resolution_kind")]
}

// timed counts the minutes.
func (p *abacus) timed(c *plainCase, receipt, person, answered time.Time, waited int) {
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
		net := n - waited
		c.working, c.net = &n, &net
	}
	if c.answeredDay = p.day(answered); c.answeredDay != "" {
		good := c.answeredDay <= c.dueDay
		c.inTime = &good
	}
}

// recurrences: another case of the customer with the same cause, linked with it,
// that came within thirty days.
func (p *abacus) recurrences() {
	by := map[string]*plainCase{}
	for _, c := range p.cases {
		by[c.id] = c
	}
	for _, c := range p.cases {
		for _, id := range c.linked {
			if other := by[id]; other != nil && c.cause != "" && other.cause == c.cause && other.customer == c.customer {
				apart := c.received.Sub(other.received).Abs()
				c.recurred = c.recurred || apart <= 30*24*time.Hour
			}
		}
	}
}

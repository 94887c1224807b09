package hooks_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/survey"
	"escucha/internal/testapp"
)

// ledger is a shop whose weeks are written down beforehand and then lived
// through: what people do at the minute that it says, and in between whatever
// falls due.
type ledger struct {
	*testapp.App
	t     *testing.T
	zone  *time.Location
	days  []deed
	cases map[string]string // ids, by the names of the cases
}

// deed is something that somebody does at a moment.
type deed struct {
	at time.Time
	do func()
}

// keepBook opens a ledger in a country, open in two stretches a day (09-13 and
// 15-19) and on Saturday mornings (09-13).
func keepBook(t *testing.T, y yearOf) *ledger {
	t.Helper()
	a := newApp(t)
	settle(t, a, y)
	zone, err := time.LoadLocation(y.zone)
	if err != nil {
		t.Fatal(err)
	}
	return &ledger{App: a, t: t, zone: zone, cases: map[string]string{}}
}

// on writes down what happens, on a day and at an hour of the business.
func (l *ledger) on(when string, do func()) {
	at, err := time.ParseInLocation("2006-01-02 15:04", when, l.zone)
	if err != nil {
		l.t.Fatal(err)
	}
	l.days = append(l.days, deed{at, do})
}

// live goes through all that was written down, and on until a moment.
func (l *ledger) live(until string) {
	l.t.Helper()
	l.on(until, func() { report(l.t, l.Engine.Tick(l)) })
	slices.SortStableFunc(l.days, func(a, b deed) int { return a.at.Compare(b.at) })
	l.Clock.Set(l.days[0].at)
	for _, one := range l.days {
		l.wait(one.at)
		one.do()
	}
	l.days = nil
}

// wait lets pass what falls due until a moment.
func (l *ledger) wait(until time.Time) {
	for next := nextBeat(l.t, l.App); !next.IsZero() && next.Before(until); next = nextBeat(l.t, l.App) {
		if now := l.Clock.Now(); next.Before(now) {
			next = now
		}
		l.Clock.Set(next)
		report(l.t, l.Engine.Tick(l))
	}
	l.Clock.Set(until)
}

// person adds a customer, reached by a mail.
func (l *ledger) person(name, mail string) string {
	l.t.Helper()
	r, err := l.Engine.Create(l, records.Customers, map[string]any{"name": name, "email": mail, "phone": "+34 900 000 00" + mail[:1], "language": "es"}, l.Actor(l.t, testapp.Agent))
	if err != nil {
		l.t.Fatal(err, casework.Codes(err))
	}
	return r.Id
}

// files: a case is registered.
func (l *ledger) files(when, name string, fields map[string]any) {
	l.on(when, func() {
		c := l.File(l.t, testapp.Agent, fields)
		l.cases[name] = c.Id
		l.Courier(l.t)
	})
}

// posts stores a row of a case through the record API.
func (l *ledger) posts(when, name, collection, who string, body map[string]any) {
	l.on(when, func() {
		body["complaint"] = l.cases[name]
		if got := l.Ask(l.t, who, http.MethodPost, testapp.Records(collection), body); got.Status != http.StatusOK {
			l.t.Fatalf("%s %s of %s: %d %s", when, collection, name, got.Status, got.Text)
		}
	})
}

// writes: somebody of the team turns to the customer.
func (l *ledger) writes(when, name string) {
	l.posts(when, name, records.Messages, testapp.Agent, map[string]any{"direction": "out", "text": "Ya nos ocupamos."})
}

// goes: a case takes a step.
func (l *ledger) goes(when, name, who string, move func() casework.Move) {
	l.on(when, func() { l.Move(l.t, l.cases[name], who, move()) })
}

// begins: assessed, and investigated from the same minute on, with a next step
// promised for a moment (UTC).
func (l *ledger) begins(when, name, next string, more map[string]any) {
	l.goes(when, name, testapp.Agent, func() casework.Move { return casework.Move{To: "assessing"} })
	l.goes(when, name, testapp.Agent, func() casework.Move {
		return casework.Move{To: "investigating", Fields: with(testapp.Triage(), map[string]any{"next_step_due": next}, more)}
	})
}

// proposes: the cause is found, our failure, and a solution put to the customer,
// to come on a day.
func (l *ledger) proposes(when, name, cause, eta string) {
	l.goes(when, name, testapp.Lead, func() casework.Move {
		return casework.Move{To: "proposed", Statement: "Lo vimos en el almacén.", Fields: map[string]any{"cause": cause, "fault": "company"},
			Proposal: &casework.Offer{CustomerText: "Se lo llevamos nuevo.", ETAKind: "real", ETA: eta, ETABasis: "Hay existencias.",
				Options: []casework.OfferOption{{Text: "Uno nuevo"}}}}
	})
}

// agrees: the customer says yes, and the next step is promised for a moment.
func (l *ledger) agrees(when, name, next string) {
	l.goes(when, name, testapp.Agent, func() casework.Move {
		options := l.OptionIDs(l.t, l.cases[name])
		return casework.Move{To: "executing", Fields: map[string]any{"next_step": "Entregarlo", "next_step_due": next},
			Acceptance: &casework.Acceptance{Channel: "phone", Option: options[len(options)-1]}}
	})
}

// answers: the letter leaves.
func (l *ledger) answers(when, name string, more map[string]any) {
	l.goes(when, name, testapp.Agent, func() casework.Move {
		return casework.Move{To: "resolved", TasksDone: l.TaskIDs(l.t, l.cases[name]), Message: &casework.Note{Purpose: "apology", Text: "Fue fallo nuestro."},
			Fields: with(l.Understood(), map[string]any{"cause_public": "Se rompió", "root_cause": "Nadie lo revisó", "actions_public": "Se cambió"}, more), Letter: &casework.Letter{}}
	})
}

// atOnce: resolved while the customer is there.
func (l *ledger) atOnce(when, name, cause string) {
	l.goes(when, name, testapp.Agent, func() casework.Move {
		return casework.Move{To: "resolved", Statement: "Lo cambié.", Letter: &casework.Letter{Text: "Se lo cambiamos."},
			Fields: with(l.Understood(), map[string]any{"cause": cause, "severity": "low", "cause_public": "Se rompió", "actions_public": "Se cambió",
				"acceptance_channel": "counter"})}
	})
}

// thanks: the call found all well, and the case is closed.
func (l *ledger) thanks(when, name string) { l.goes(when, name, testapp.Agent, l.Closing) }

// asks sends the surveys that are due.
func (l *ledger) asks(when string) {
	l.on(when, func() { report(l.t, survey.New(l.App, l.Engine).Send(l.Clock.Now())) })
}

// opines: a customer answers the survey that they were sent.
func (l *ledger) opines(when, name string, answer map[string]any) {
	l.on(when, func() {
		id := l.Only(l.t, records.Surveys, l.cases[name]).Id
		if got := l.Ask(l.t, testapp.Agent, http.MethodPatch, testapp.Records(records.Surveys, id), answer); got.Status != http.StatusOK {
			l.t.Fatalf("%s survey of %s: %d %s", when, name, got.Status, got.Text)
		}
	})
}

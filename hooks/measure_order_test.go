package hooks_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/measure"
	"escucha/internal/records"
	reports "escucha/internal/report"
	"escucha/internal/testapp"
)

// shopLife is a shop in which things happen in any order, and somebody looks at
// the figures now and then.
type shopLife struct {
	*testapp.App
	t     *testing.T
	rng   *rand.Rand
	keep  *reports.Keeper
	did   map[string]int
	other string    // a second customer
	dated time.Time // until then the dates of the usual path lie ahead
}

// deeds are what may happen next; one that the rules refuse did not happen.
var deeds = []struct {
	name string
	do   func(*shopLife) error
}{
	{"filed", func(l *shopLife) error { _, err := l.files(nil); return err }},
	{"filed by another", func(l *shopLife) error {
		_, err := l.files(map[string]any{"customer": l.other, "cause": l.pick("delivery", "billing")})
		return err
	}},
	{"went its way", func(l *shopLife) error {
		if l.Clock.Now().After(l.dated) {
			_, err := l.files(nil)
			return err
		}
		l.At(l.t, complaint.Stage(l.pick("assessing", "investigating", "waiting_customer", "proposed", "executing", "denial_review", "resolved", "closed", "closed", "disputed")), nil)
		return nil
	}},
	{"closed", func(l *shopLife) error { return l.moves("resolved", testapp.Agent, l.Closing()) }},
	{"reopened", again}, {"reopened", again}, {"reopened", again},
	{"reopened early", func(l *shopLife) error {
		return l.moves("resolved", testapp.Agent, casework.Move{To: "investigating", Fields: l.next()})
	}},
	{"voided", func(l *shopLife) error {
		return l.moves("received", testapp.Supervisor, casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Registro repetido"}})
	}},
	{"given on", func(l *shopLife) error {
		return l.moves("investigating", testapp.Agent, casework.Move{Fields: map[string]any{"area": testapp.Shipping, "assignee": testapp.Agent2, "transfer_reason": "Es suyo", "transfer_summary": "Todo"}})
	}},
	{"another cause", func(l *shopLife) error {
		return l.changes(map[string]any{"cause": l.pick("delivery", "billing", "product_defect")})
	}},
	{"another customer", func(l *shopLife) error { return l.changes(map[string]any{"customer": l.other}) }},
	{"bought", func(l *shopLife) error {
		_, err := l.Engine.Create(l, records.Purchases, map[string]any{"customer": l.pick(testapp.Rosa, l.other), "date": l.Clock.Now().Format("2006-01-02 00:00:00.000Z"), "amount": 50, "currency": "PEN"}, l.Actor(l.t, testapp.Admin))
		return err
	}},
	{"mail came back", func(l *shopLife) error {
		l.Exec(l.t, "UPDATE messages SET delivery = 'failed' WHERE id = (SELECT id FROM messages WHERE purpose = 'receipt' ORDER BY random() LIMIT 1)", nil)
		return nil
	}},
	{"asked for an opinion", func(l *shopLife) error {
		l.Exec(l.t, "UPDATE surveys SET answered_at = sent_at, solution = 4, recommend = '9' WHERE sent_at != '' AND answered_at = ''", nil)
		return nil
	}},
	{"mail left", func(l *shopLife) error { l.Courier(l.t); return nil }},
	{"an hour went by", func(l *shopLife) error { l.Clock.Move(time.Hour); return l.Engine.Tick(l) }},
	{"days went by", func(l *shopLife) error {
		l.Clock.Move(time.Duration(1+l.rng.IntN(4)) * 24 * time.Hour)
		return l.Engine.Tick(l)
	}},
	{"purged", func(l *shopLife) error {
		c, err := l.one("voided")
		if c == nil {
			return err
		}
		for _, table := range []string{records.Outbox, records.Reminders, records.Messages, records.Surveys} {
			l.Exec(l.t, "DELETE FROM "+table+" WHERE complaint = '"+c.Id+"'", nil)
		}
		l.Exec(l.t, "DELETE FROM complaints WHERE id = '"+c.Id+"'", nil)
		return nil
	}},
	{"figures caught up", func(l *shopLife) error { _, err := storeOf(l.App).Catch(l); return err }},
	{"months kept", func(l *shopLife) error { return l.keep.Keep(l) }},
	{"a page was read", looked}, {"a page was read", looked},
}

// looked: a page counts the months that nobody has counted since they changed.
func looked(l *shopLife) error {
	wholePage(l.t, l.App, l.year())
	return nil
}

// again: what was closed comes back, whatever month it was closed in.
func again(l *shopLife) error {
	return l.moves("closed", testapp.Agent, casework.Move{To: "investigating", Fields: l.next()})
}

// next is what a case needs to be taken up again.
func (l *shopLife) next() map[string]any {
	return map[string]any{"next_step": "Llamar", "next_step_due": records.Stamp(l.Clock.Now().Add(72 * time.Hour)), "reopen_reason": "Volvió"}
}

func (l *shopLife) pick(from ...string) string { return from[l.rng.IntN(len(from))] }

func (l *shopLife) year() span {
	now := l.Clock.Now()
	return span{now.AddDate(-1, 0, 0).Format(time.DateOnly), now.Format(time.DateOnly)}
}

func (l *shopLife) files(extra map[string]any) (*core.Record, error) {
	return l.Engine.Create(l, records.Complaints, with(testapp.Filing(), extra), l.Actor(l.t, testapp.Agent))
}

// one is some case of a stage; nil without any.
func (l *shopLife) one(stage string) (*core.Record, error) {
	rows, err := l.FindRecordsByFilter(records.Complaints, "stage = '"+stage+"'", "id", 0, 0)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[l.rng.IntN(len(rows))], nil
}

func (l *shopLife) moves(stage, who string, m casework.Move) error {
	c, err := l.one(stage)
	if c == nil {
		return err
	}
	l.Clock.Move(time.Minute)
	_, err = l.Engine.Transition(l, c.Id, m, l.Actor(l.t, who))
	return err
}

func (l *shopLife) changes(fields map[string]any) error {
	c, err := l.one(l.pick("received", "investigating", "proposed"))
	if c == nil {
		return err
	}
	c.Load(fields)
	casework.SetActor(c, l.Actor(l.t, testapp.Supervisor))
	return l.Save(c)
}

func (l *shopLife) opens(hours string) error {
	l.Exec(l.t, "UPDATE business SET hours = '"+hours+"'", nil)
	l.Engine.Forget()
	return nil
}

// lives does so many deeds.
func (l *shopLife) lives(n int) (story []string) {
	for range n {
		deed := deeds[l.rng.IntN(len(deeds))]
		story = append(story, deed.name)
		err := deed.do(l)
		switch {
		case err == nil:
			l.did[deed.name]++
		case casework.Codes(err) == nil: // no rule refused it: it broke
			l.t.Errorf("%s: %v", deed.name, err)
		}
	}
	return story
}

// begins a part: some cases end, the month does, and what follows changes it;
// then other hours measure all of it anew.
func (l *shopLife) begins(part int) {
	switch part {
	case 0:
		for range 4 {
			l.At(l.t, complaint.Closed, nil)
		}
	case 1:
		l.Clock.Move(7 * 24 * time.Hour)
		wholePage(l.t, l.App, l.year())
	case 2:
		report(l.t, l.opens(`{"mon":["09:00-18:00"],"tue":["09:00-15:00"]}`))
	}
}

// TestFiguresInAnyOrder: whatever happens, and whenever somebody looks, the
// figures and the months that are kept are those of measuring all of it anew.
func TestFiguresInAnyOrder(t *testing.T) {
	t.Parallel()
	for seed := range 5 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			l := &shopLife{App: a, t: t, rng: rand.New(rand.NewPCG(uint64(seed), 14)), keep: &reports.Keeper{Engine: a.Engine}, did: map[string]int{}}
			other, err := a.Engine.Create(a, records.Customers, map[string]any{"name": "Luis Ferrer", "email": "luis@correo.example"}, a.Actor(t, testapp.Agent))
			report(t, err)
			l.other, l.dated = other.Id, a.Clock.Now().Add(9*24*time.Hour)
			for part := range 3 {
				l.begins(part)
				story := strings.Join(l.lives(30), ", ")
				kept := wholePage(t, a, l.year())
				if _, err := storeOf(a).Check(a, 0, func(d measure.Difference) { t.Errorf("part %d: %+v after %s", part, d, story) }); err != nil {
					t.Fatal(err)
				}
				report(t, reports.Check(a, a.Engine, func(d reports.Differing) { t.Errorf("part %d: %+v after %s", part, d, story) }))
				a.Exec(t, "DELETE FROM subtotals", nil)
				if anew := wholePage(t, a, l.year()); anew != kept {
					t.Errorf("part %d after %s:\n%s\n%s", part, story, kept, anew)
				}
			}
			if len(l.did) < len(deeds)*2/3 {
				t.Errorf("hardly anything happened: %v", l.did)
			}
		})
	}
}

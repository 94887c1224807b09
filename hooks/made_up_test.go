package hooks_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/event"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// invention fills a shop with cases that nobody had: whatever may happen to a
// case, in any order that the workflow allows, straight into the tables, with
// the events that the engine would have written (a test compares their shapes).
type invention struct {
	t         *testing.T
	rng       *rand.Rand
	tx        core.App
	zone      *time.Location
	legal     calendar.Calendar
	until     time.Time // nothing happens after it
	ids       int
	customers []string
	products  []string
	agents    []string
	all       []*imaginary
	importing bool                  // what is made up comes with an import
	ready     map[string]*dbx.Query // prepared statements, by table and columns
}

// imaginary is the case that is being made up.
type imaginary struct {
	*invention
	id             string
	at             time.Time
	state          map[string]any // what its row has
	events         []noted
	over, surveyed bool // the time is up; asked for an opinion
}

// noted is an event before it has its place in the chain.
type noted struct {
	at        time.Time
	kind, who string
	data      event.Data
}

// invent makes up so many cases in the shop of the tests, as of its clock.
func invent(t *testing.T, a *testapp.App, seed uint64, n int) *invention {
	t.Helper()
	h, err := a.Engine.House(a)
	if err != nil {
		t.Fatal(err)
	}
	v := &invention{t: t, rng: rand.New(rand.NewPCG(seed, 6)), zone: h.Location, legal: h.Calendar, until: a.Clock.Now(),
		agents: []string{testapp.Agent, testapp.Agent2, testapp.Lead}}
	v.within(a, func() { v.furnish(n); v.more(n) })
	return v
}

// within stores what is made up in one transaction.
func (v *invention) within(a *testapp.App, do func()) {
	v.t.Helper()
	report(v.t, a.RunInTransaction(func(tx core.App) error {
		v.tx, v.ready = tx, map[string]*dbx.Query{}
		do()
		for _, q := range v.ready {
			report(v.t, q.Close())
		}
		return nil
	}))
}

// more cases of the customers that there are.
func (v *invention) more(n int) {
	v.all = nil
	for range n {
		v.imagine()
	}
	v.link()
	for _, c := range v.all {
		c.settle()
	}
}

// furnish: who complains, about what, and causes below others.
func (v *invention) furnish(n int) {
	for i := range max(3, n/5) {
		v.customers = append(v.customers, v.row(records.Customers, dbx.Params{"name": fmt.Sprint("Cliente ", i), "frequency": v.pick("regular", "occasional", ""), "language": "es"}))
		for v.chance(40) {
			day := v.until.AddDate(0, 0, -v.rng.IntN(450))
			v.row(records.Purchases, dbx.Params{"customer": v.customers[i], "date": day.Format("2006-01-02 00:00:00.000Z"), "amount": 10 + v.rng.IntN(90), "currency": "EUR"})
		}
	}
	for i := range 4 {
		v.products = append(v.products, v.row(records.Products, dbx.Params{"name": fmt.Sprint("Producto ", i), "active": true}))
	}
	for _, below := range []string{"delivery", "billing"} {
		for i := range 2 {
			v.row(records.Causes, dbx.Params{"id": fmt.Sprint(below, "_", i), "name_es": "Debajo", "name_en": "Below", "parent": below, "active": true})
		}
	}
}

func (v *invention) chance(percent int) bool    { return v.rng.IntN(100) < percent }
func (v *invention) pick(from ...string) string { return from[v.rng.IntN(len(from))] }
func (v *invention) minutes(most int) time.Duration {
	return time.Duration(1+v.rng.IntN(most)) * time.Minute
}

// row stores a row and says its id.
func (v *invention) row(table string, values dbx.Params) string {
	v.t.Helper()
	if values["id"] == nil {
		v.ids++
		values["id"] = fmt.Sprintf("z%014d", v.ids)
	}
	names := slices.Sorted(maps.Keys(values))
	key := table + strings.Join(names, " ")
	if v.ready[key] == nil {
		v.ready[key] = v.tx.NonconcurrentDB().NewQuery("INSERT INTO " + table + " ([[" + strings.Join(names, "]], [[") + "]]) VALUES ({:" + strings.Join(names, "}, {:") + "})").Prepare()
	}
	if _, err := v.ready[key].Bind(values).Execute(); err != nil {
		v.t.Fatalf("%s: %v", table, err)
	}
	return fmt.Sprint(values["id"])
}

// tells writes an event of the case: the changes are those of its row.
func (c *imaginary) tells(kind, who string, data event.Data, fields map[string]any) {
	c.t.Helper()
	for name, after := range fields {
		before, known := c.state[name]
		if !known && kind != "complaint.filed" {
			before = map[bool]any{true: "", false: nil}[fmt.Sprintf("%T", after) == "string"]
			switch after.(type) {
			case float64:
				before = 0.0
			case bool:
				before = false
			case []string:
				before = []string{}
			}
		}
		if event.Same(before, after) {
			continue
		}
		if data.Changes == nil {
			data.Changes = map[string]event.Change{}
		}
		data.Changes[name] = event.Change{Before: before, After: after}
		c.state[name] = after
	}
	c.events = append(c.events, noted{c.at, kind, who, data})
}

// settle puts the events in their order, as the engine would have written them,
// and stores them with the row of the case.
func (c *imaginary) settle() {
	slices.SortStableFunc(c.events, func(a, b noted) int { return a.at.Compare(b.at) })
	broken, last := 0.0, event.Entry{}
	for _, e := range c.events {
		if change, ok := e.data.Changes["promises_broken"]; ok {
			change.Before, change.After = broken, broken+1
			broken++
			e.data.Changes["promises_broken"] = change
		}
		last = c.seal(e, last)
	}
	values := dbx.Params{"id": c.id, "number": c.id, "tracking_key": c.id, "language": "es", "open": c.isOpen(), "queue_key": "15" + c.id, "version": last.Seq, "narrative": "Relato"}
	for name, value := range c.state {
		values[name] = value
	}
	for _, name := range []string{"linked", "profiles"} {
		if list, ok := values[name].([]string); ok {
			values[name] = asJSON(c.t, list)
		}
	}
	c.row(records.Complaints, values)
}

func (c *imaginary) seal(e noted, last event.Entry) event.Entry {
	actor := map[string]string{"agent": testapp.Agent}[e.who]
	entry, err := event.Entry{Complaint: c.id, Type: e.kind, Actor: actor, ActorKind: e.who, Data: []byte(asJSON(c.t, e.data)), Created: records.Stamp(e.at)}.Seal(last)
	report(c.t, err)
	c.row(records.Events, dbx.Params{"complaint": c.id, "customer": c.text("customer"), "seq": entry.Seq, "type": e.kind, "actor": actor, "actor_kind": e.who,
		"actor_name": "", "data": string(entry.Data), "previous_hash": entry.Previous, "hash": entry.Hash, "created": entry.Created})
	return entry
}

func (c *imaginary) text(name string) string { text, _ := c.state[name].(string); return text }

// moves takes a step of the workflow.
func (c *imaginary) moves(code, to, who string, fields map[string]any) {
	kind := map[string]string{"T6": "complaint.transferred", "T8": "complaint.confidential"}[code]
	if kind == "" {
		kind = "complaint.moved"
	}
	from := c.text("stage")
	if to != from {
		fields["stage"], fields["stage_since"] = to, records.Stamp(c.at)
	}
	c.tells(kind, who, event.Data{Transition: code, From: from, To: to}, fields)
}

// waits lets time pass; false when the time of the shop is up.
func (c *imaginary) waits(most time.Duration) bool {
	next := c.at.Add(time.Duration(1+c.rng.Int64N(int64(most/time.Minute))) * time.Minute)
	if c.over || next.After(c.until) {
		c.over = true
		return false
	}
	c.at = next
	return true
}

// writes stores a message and tells of it.
func (c *imaginary) writes(direction, purpose, who string, more dbx.Params, fields map[string]any) {
	values := dbx.Params{"complaint": c.id, "direction": direction, "purpose": purpose, "text": "Texto", "created": records.Stamp(c.at), "sent_at": records.Stamp(c.at),
		"author": map[string]string{"agent": testapp.Agent}[who], "channel": "email", "delivery": "none", "off_channel": false, "call_direction": ""}
	maps.Copy(values, more)
	ref := c.row(records.Messages, values)
	kind := map[string]string{"in": "message.received", "out": "message.sent", "note": "message.noted"}[direction]
	c.tells(kind, who, event.Data{Ref: ref, Note: purpose, Digest: "d"}, fields)
}

// reminds makes a reminder, of which is known from the start how it ends: done
// at a moment, or still waiting when that is after the time of the shop.
func (c *imaginary) reminds(kind string, due, done time.Time) {
	values := dbx.Params{"complaint": c.id, "kind": kind, "assignee": testapp.Agent, "due": records.Stamp(due), "since": records.Stamp(c.at), "created": records.Stamp(c.at),
		"pending": true, "done_at": "", "outcome": "", "broken_at": ""}
	if !done.After(c.until) {
		values["pending"], values["done_at"], values["outcome"] = false, records.Stamp(done), "settled"
	}
	if kind != "follow_up" && done.After(due) && !due.After(c.until) {
		values["broken_at"] = records.Stamp(due)
	}
	ref := c.row(records.Reminders, values)
	if values["broken_at"] != "" {
		broken, _ := c.state["promises_broken"].(float64)
		was := c.at
		c.at = due
		c.tells("promise.broken", "system", event.Data{Ref: ref, Note: kind, Extra: map[string]any{"due": records.Stamp(due)}}, map[string]any{"promises_broken": broken + 1})
		c.at = was
	}
}

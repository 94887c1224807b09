package hooks_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// lamp is a product of the catalogue.
func lamp(t *testing.T, a *testapp.App) string {
	t.Helper()
	r, err := a.Engine.Create(a, records.Products, map[string]any{"name": "Lámpara Paracas", "active": true}, a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	return r.Id
}

// linkedTo lists what a case is linked with, in order, and the how-manieth it is.
func linkedTo(t *testing.T, a *testapp.App, c *core.Record) string {
	t.Helper()
	now := a.Reload(t, c)
	ids := now.GetStringSlice("linked")
	slices.Sort(ids)
	return fmt.Sprint(len(ids), " ", now.GetInt("recurrence"))
}

// TestSecondIsLinkedThirdIsLookedInto: at every door; both ways; once.
func TestSecondIsLinkedThirdIsLookedInto(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	product := map[string]any{"product": lamp(t, a)}
	first := a.At(t, complaint.Closed, product)
	fields := filing(product)
	got := a.Ask(t, testapp.Robot, http.MethodPost, testapp.Records(records.Complaints), fields)
	if got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	second, err := a.FindRecordById(records.Complaints, fmt.Sprint(got.JSON["id"]))
	if err != nil {
		t.Fatal(err)
	}
	if one, two := linkedTo(t, a, first), linkedTo(t, a, second); one != "1 1" || two != "1 2" {
		t.Errorf("first %s, second %s", one, two)
	}
	if n := a.Count(t, records.Actions, ""); n != 0 {
		t.Errorf("%d actions after two", n)
	}
	a.Clock.Move(time.Hour)
	third := a.File(t, testapp.Agent, product)
	r, err := a.FindFirstRecordByFilter(records.Actions, "source = 'recurrence'")
	if err != nil {
		t.Fatalf("no action: %v", err)
	}
	if r.GetString("complaint") != third.Id || len(r.GetStringSlice("complaints")) != 3 || r.GetString("owner") != testapp.Supervisor || r.GetString("kind") != "review" ||
		!strings.Contains(r.GetString("title"), "Lámpara Paracas") || !strings.HasPrefix(r.GetString("due"), "2026-12-") {
		t.Errorf("%v", r.PublicExport())
	}
	a.Clock.Move(time.Hour)
	fourth := a.File(t, testapp.Agent, product)
	if n := a.Count(t, records.Actions, ""); n != 1 || len(a.Reload(t, r).GetStringSlice("complaints")) != 4 {
		t.Errorf("%d actions, %v", n, a.Reload(t, r).GetStringSlice("complaints"))
	}
	for i, c := range []*core.Record{first, second, third, fourth} {
		if got := linkedTo(t, a, c); got != fmt.Sprint("3 ", i+1) {
			t.Errorf("case %d: %s", i+1, got)
		}
	}
	if n := a.Count(t, records.Notices, "kind = 'action' AND agent = '"+testapp.Supervisor+"'"); n != 2 {
		t.Errorf("its owner is told %d times", n)
	}
	file := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+second.Id+"/file", nil)
	linked, _ := file.JSON["linked"].([]any)
	actions, _ := file.JSON["actions"].([]any)
	if len(linked) != 3 || len(actions) != 1 {
		t.Errorf("the file of the second: %d linked, %d actions", len(linked), len(actions))
	}
}

// TestNotTheSameTrouble: what only may be the same is offered; beyond the
// window, for somebody else, and reserved, nothing is linked.
func TestNotTheSameTrouble(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name          string
		first, second map[string]any
		later         time.Duration
		offered       int
	}{
		{"another product", map[string]any{"product_text": "Mesa", "narrative": "Llegó rayada la mesa"}, map[string]any{"product": "lamp", "narrative": "No enciende el foco"}, 0, 0},
		{"the words of a product", map[string]any{"product_text": "Lámpara Paracas"}, map[string]any{"product_text": "lampara paracas"}, 0, 1},
		{"beyond the window", map[string]any{"product": "lamp"}, map[string]any{"product": "lamp"}, 91 * 24 * time.Hour, 0},
		{"somebody else", map[string]any{"product": "lamp", "customer": "", "anonymous_reason": "No quiso"}, map[string]any{"product": "lamp"}, 0, 0},
		{"reserved", map[string]any{"product": "lamp", "confidential": true, "confidential_reason": "Salud", "supervisor": testapp.Supervisor}, map[string]any{"product": "lamp"}, 0, 1},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			product := lamp(t, a)
			for _, fields := range []map[string]any{row.first, row.second} {
				if fields["product"] == "lamp" {
					fields["product"] = product
				}
			}
			first := a.File(t, testapp.Agent, row.first)
			if row.name == "beyond the window" {
				a.Exec(t, "UPDATE complaints SET open = 0, stage = 'closed' WHERE id = '"+first.Id+"'", nil)
			}
			a.Clock.Move(row.later + time.Minute)
			second := a.File(t, testapp.Agent, row.second)
			if one, two := linkedTo(t, a, first), linkedTo(t, a, second); one != "0 0" || two != "0 0" {
				t.Errorf("first %s, second %s", one, two)
			}
			file := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+second.Id+"/file", nil)
			if alike, _ := file.JSON["alike"].([]any); len(alike) != row.offered {
				t.Errorf("%d are offered, want %d", len(alike), row.offered)
			}
		})
	}
}

// TestCauseFoundLater: what is known only after looking is compared then; a
// cause that says nothing is not.
func TestCauseFoundLater(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	var cases []*core.Record
	for range 3 {
		cases = append(cases, a.File(t, testapp.Agent, nil))
		a.Clock.Move(time.Minute)
	}
	cause := func(c *core.Record, fields map[string]any) {
		a.Clock.Move(time.Minute)
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), fields); got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
	}
	for _, c := range cases {
		cause(c, map[string]any{"cause": "other", "cause_detail": "Otra cosa"})
	}
	if got := linkedTo(t, a, cases[2]); got != "0 0" {
		t.Errorf("by no cause at all: %s", got)
	}
	for _, i := range []int{2, 0, 1} {
		cause(cases[i], map[string]any{"cause": "delivery"})
	}
	for i, c := range cases {
		if got := linkedTo(t, a, c); got != fmt.Sprint("2 ", i+1) {
			t.Errorf("case %d: %s", i+1, got)
		}
	}
	if n := a.Count(t, records.Actions, "cause = 'delivery'"); n != 1 {
		t.Errorf("%d actions", n)
	}
}

// TestLinksByHand: both ways, also when they are taken off; to nothing that is
// not there for who asks, nor to itself.
func TestLinksByHand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	one := a.File(t, testapp.Agent, map[string]any{"product_text": "Mesa"})
	a.Clock.Move(time.Minute)
	two := a.File(t, testapp.Agent, nil)
	hidden := a.File(t, testapp.Supervisor, map[string]any{"confidential": true, "confidential_reason": "Salud", "supervisor": testapp.Supervisor})
	link := func(who string, ids ...string) testapp.Answer {
		return a.Ask(t, who, http.MethodPatch, testapp.Records(records.Complaints, two.Id), map[string]any{"linked": ids})
	}
	for name, id := range map[string]string{"itself": two.Id, "one that they may not see": hidden.Id, "none": "nosuchcomplaint"} {
		if got := link(testapp.Agent, id); got.Status != http.StatusBadRequest || got.Code("linked") == "" {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if got := link(testapp.Agent, one.Id); got.Status != http.StatusOK || linkedTo(t, a, one) != "1 1" || linkedTo(t, a, two) != "1 2" {
		t.Errorf("%d: %s, %s", got.Status, linkedTo(t, a, one), linkedTo(t, a, two))
	}
	if got := link(testapp.Agent); got.Status != http.StatusOK || linkedTo(t, a, one) != "0 0" || linkedTo(t, a, two) != "0 0" {
		t.Errorf("%d: %s, %s", got.Status, linkedTo(t, a, one), linkedTo(t, a, two))
	}
	if got := link(testapp.Supervisor, hidden.Id); got.Status != http.StatusOK || linkedTo(t, a, hidden)[:1] != "1" {
		t.Errorf("who sees both: %d %s", got.Status, got.Text)
	}
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+two.Id+"/file", nil)
	if linked, _ := got.JSON["linked"].([]any); len(linked) != 0 {
		t.Errorf("a reserved case is told: %v", linked)
	}
}

// TestPurgedCaseLeavesNoLinks: neither events without a case nor links to it.
func TestPurgedCaseLeavesNoLinks(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	product := map[string]any{"product": lamp(t, a)}
	first := a.At(t, complaint.Closed, product)
	incident(t, a, testapp.Agent, first.Id, nil)
	a.File(t, testapp.Agent, product)
	third := a.File(t, testapp.Agent, product)
	a.Clock.Set(first.GetDateTime("retention_until").Time().Add(time.Hour))
	if got := a.Ask(t, testapp.Admin, http.MethodDelete, testapp.Records(records.Complaints, first.Id), nil); got.Status != http.StatusNoContent {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "complaint = '"+first.Id+"'") + a.Count(t, records.Incidents, ""); n != 0 {
		t.Errorf("%d rows are left", n)
	}
	if got := linkedTo(t, a, third)[:1]; got != "1" {
		t.Errorf("%s links are left", got)
	}
}

// TestRootCauseOfWhatComesBack: the second case of the same is not resolved
// before its origin is on record (R095).
func TestRootCauseOfWhatComesBack(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	product := map[string]any{"product": lamp(t, a)}
	a.File(t, testapp.Agent, product)
	a.Clock.Move(time.Minute)
	c := a.At(t, complaint.Executing, product)
	got := a.Ask(t, testapp.Agent, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", map[string]any{"to": "resolved"})
	if got.Code("root_cause") != "root_cause_required" {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// TestThirdsAtOnceOpenOneAction: cases of one customer with one cause that come in
// the same moment are one trouble and one action, which has all of them (R028).
func TestThirdsAtOnceOpenOneAction(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	trouble := map[string]any{"cause": "delivery", "product": lamp(t, a)}
	a.File(t, testapp.Agent, trouble)
	a.Handler(t)
	doors := []string{testapp.Agent, testapp.Robot, testapp.Agent2, testapp.Lead}
	tokens := map[string]string{}
	for _, who := range doors {
		tokens[who] = a.Token(t, who)
	}
	for _, got := range atOnce(len(doors), func(i int) testapp.Answer {
		return a.Ask(t, testapp.Guest, http.MethodPost, testapp.Records(records.Complaints), filing(trouble), "Authorization", tokens[doors[i]])
	}) {
		if got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
	}
	rows := a.Find(t, records.Actions, "source = 'recurrence'", "")
	if len(rows) != 1 {
		t.Fatalf("%d actions", len(rows))
	}
	all := rows[0].GetStringSlice("complaints")
	slices.Sort(all)
	if want := column(t, a, records.Complaints, "id"); !slices.Equal(all, want) {
		t.Errorf("the action has %v of %v", all, want)
	}
	if got := column(t, a, records.Complaints, "recurrence"); fmt.Sprint(got) != "[1 2 3 4 5]" {
		t.Errorf("the how-manieth: %v", got)
	}
	for _, r := range a.Find(t, records.Complaints, "1 = 1", "") {
		if n := len(r.GetStringSlice("linked")); n != len(doors) {
			t.Errorf("%s is linked with %d", r.Id, n)
		}
	}
}

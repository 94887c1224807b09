package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// each runs a test for every transition from every stage that it starts from.
func each(t *testing.T, test func(t *testing.T, way Transition, from Stage)) {
	t.Helper()
	for _, way := range Transitions() {
		origins := way.From
		if origins == nil {
			origins = []Stage{""}
		}
		for _, from := range origins {
			t.Run(fmt.Sprintf("%s %s from %s", way.Code, way.Name, from), func(t *testing.T) {
				t.Parallel()
				test(t, way, from)
			})
		}
	}
}

func TestEveryTransitionHasALegalWay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, way Transition, from Stage) {
		f := legal(way, from)
		d := ask(f)
		if !d.OK() {
			t.Fatalf("refused: known %v, allowed %v, missing %v", d.Known, d.Allowed, d.Missing)
		}
		if way.To != "" && d.Transition.Code != way.Code {
			t.Errorf("judged as %s", d.Transition.Code)
		}
		if way.To == "" && !slices.Contains(AttributeChanges(f), way.Code) {
			t.Errorf("not seen among %v", AttributeChanges(f))
		}
	})
}

func TestRolesOfEveryTransition(t *testing.T) {
	t.Parallel()
	roles := []Role{Agent, Lead, Supervisor, Admin, Integration, Auditor, Customer, System}
	each(t, func(t *testing.T, way Transition, from Stage) {
		for _, role := range roles {
			f := legal(way, from)
			f.Actor = actorOf(role)
			d := ask(f)
			if from == "" && role == Customer {
				continue // a customer always files by T1, which the legal way covers
			}
			want := slices.Contains(way.Roles, role)
			if from == "" {
				want = slices.Contains([]Role{Agent, Lead, Supervisor, Admin, Integration, System}, role)
			}
			if d.Allowed != want {
				t.Errorf("%s: allowed %v, want %v", role, d.Allowed, want)
			}
		}
	})
}

// allowedRoles restates the table of who may take each way, so that an edit of
// the workflow has to be meant.
var allowedRoles = map[string]string{
	"T1": "customer", "T2": "staff integration system", "T3": "staff system", "T4": "staff", "T5": "staff", "T6": "staff",
	"T7": "staff system", "T8": "staff", "T9": "staff", "T10": "customer staff system", "T11": "staff", "T12": "customer staff",
	"T13": "customer staff system", "T14": "staff", "T15": "leads", "T16": "leads", "T17": "staff", "T18": "staff",
	"T19": "staff", "T20": "staff customer", "T21": "staff", "T22": "staff customer system", "T23": "leads", "T24": "staff",
	"T25": "leads", "T26": "customer staff", "T27": "leads", "T28": "leads", "T29": "staff",
}

func TestWhoMayTakeEachWay(t *testing.T) {
	t.Parallel()
	groups := map[string][]Role{"staff": {Agent, Lead, Supervisor, Admin}, "leads": {Supervisor, Admin},
		"customer": {Customer}, "system": {System}, "integration": {Integration}}
	for _, way := range Transitions() {
		var want []Role
		for _, group := range strings.Fields(allowedRoles[way.Code]) {
			want = append(want, groups[group]...)
		}
		got := slices.Clone(way.Roles)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", way.Code, got, want)
		}
	}
	if len(allowedRoles) != len(Transitions()) {
		t.Errorf("%d ways in the table, %d in the workflow", len(allowedRoles), len(Transitions()))
	}
}

func TestHands(t *testing.T) {
	t.Parallel()
	inArea := Actor{ID: "ana", Role: Agent, Area: "shop"}
	rows := []struct {
		name  string
		actor Actor
		edit  func(*Case)
		want  bool
	}{
		{"the assignee", ines, nil, true},
		{"an agent of the area", inArea, nil, true},
		{"an agent of another area", tomas, nil, false},
		{"a lead of another area", Actor{ID: "leo", Role: Lead, Area: "store"}, nil, false},
		{"the owner in another area", tomas, func(c *Case) { c.Owner = "tomas" }, true},
		{"a supervisor", lucia, nil, true},
		{"an admin", Actor{ID: "adm", Role: Admin}, nil, true},
		{"anybody, when nobody has it", tomas, func(c *Case) { c.Area, c.Assignee = "", "" }, true},
		{"another area, unassigned", tomas, func(c *Case) { c.Assignee = "" }, false},
		{"an agent without area, unassigned", Actor{ID: "x", Role: Agent}, func(c *Case) { c.Assignee = "" }, true},
		{"an agent without area, assigned", Actor{ID: "x", Role: Agent}, nil, false},
	}
	way, _ := ByCode("T18")
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			f := legal(way, Executing)
			if row.edit != nil {
				row.edit(&f.Before)
			}
			f = moved(way, f)
			f.Actor = row.actor
			if d := ask(f); d.Allowed != row.want {
				t.Errorf("allowed %v, want %v", d.Allowed, row.want)
			}
		})
	}
}

func TestWaysThatDoNotExist(t *testing.T) {
	t.Parallel()
	for _, from := range Stages() {
		for _, to := range Stages() {
			if from == to {
				continue
			}
			known := slices.ContainsFunc(From(from), func(way Transition) bool { return way.To == to })
			before := worked(from)
			after := before
			after.Stage = to
			d := Check(Facts{Before: before, Case: after, Evidence: evidence(), Actor: lucia, Now: now})
			if d.Known != known {
				t.Errorf("%s to %s: known %v, want %v", from, to, d.Known, known)
			}
			if !known && d.OK() {
				t.Errorf("%s to %s passes", from, to)
			}
		}
	}
}

func TestByCode(t *testing.T) {
	t.Parallel()
	if _, known := ByCode("T99"); known {
		t.Error("T99 is known")
	}
	for n := 1; n <= 29; n++ {
		code := fmt.Sprintf("T%d", n)
		if way, known := ByCode(code); !known || way.Code != code {
			t.Errorf("%s: got %q, known %v", code, way.Code, known)
		}
	}
}

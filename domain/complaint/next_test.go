package complaint

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What is offered as possible is what is let through, for everybody.
func TestNextAgreesWithCheck(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := lived(t, rapid.IntRange(0, 25).Draw(t, "steps"))
		f := s.facts(rapid.SampledFrom(people).Draw(t, "asker"), s.c)
		f.Settings.FaultByLead = rapid.Bool().Draw(t, "fault by lead")
		options := Next(f)
		if len(options) != len(From(s.c.Stage)) {
			t.Fatalf("%d options from %s", len(options), s.c.Stage)
		}
		for _, option := range options {
			move := f
			move.Before, move.Case = s.c, option.Transition.Variant(s.c)
			d := ask(move)
			if option.Ready() != d.OK() || option.To != move.Case.Stage || !reflect.DeepEqual(d.Missing, option.Missing) {
				t.Fatalf("%s: offered %v, judged %v", option.Transition.Code, option.Missing, d.Missing)
			}
		}
	})
}

func TestTheUsualWayIsOfferedFirst(t *testing.T) {
	t.Parallel()
	want := map[Stage]string{Received: "T3", Assessing: "T4", Investigating: "T11", WaitingCustomer: "T10", Proposed: "T12",
		Executing: "T18", DenialReview: "T16", Resolved: "T19", Closed: "T22", Disputed: "T25"}
	for _, stage := range Stages() {
		c := worked(stage)
		options := Next(Facts{Before: c, Case: c, Evidence: evidence(), Actor: ines, Now: now})
		if len(options) == 0 {
			if stage != Voided {
				t.Errorf("%s is a dead end", stage)
			}
			continue
		}
		if got := options[0].Transition.Code; got != want[stage] {
			t.Errorf("%s: %s first, want %s", stage, got, want[stage])
		}
	}
}

func TestActions(t *testing.T) {
	t.Parallel()
	all := []string{"transfer", "escalate", "confidential", "temporary"}
	lawful := func(f *Facts) { f.Settings.ExtensionMax = now.AddDate(0, 0, 30) }
	late := func(f *Facts) { lawful(f); f.Before.LegalDue = now.AddDate(0, 0, -1) }
	rows := []struct {
		name  string
		actor Actor
		stage Stage
		want  []string
		law   func(*Facts)
	}{
		{"agent at work", ines, Investigating, all, nil},
		{"supervisor at work", lucia, Investigating, []string{"transfer", "escalate", "confidential", "extend", "temporary"}, lawful},
		{"supervisor where the law has no extension", lucia, Investigating, all, nil},
		{"supervisor after the term", lucia, Investigating, all, late},
		{"agent after the answer", ines, Resolved, []string{"confidential", "temporary"}, nil},
		{"supervisor in a dispute", lucia, Disputed, all, nil},
		{"agent of another area", tomas, Investigating, nil, nil},
		{"customer", rosa, Investigating, nil, nil},
		{"the clock", clock, Investigating, []string{"escalate"}, nil},
		{"closed", lucia, Closed, nil, nil},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			c := worked(row.stage)
			f := Facts{Before: c, Case: c, Actor: row.actor, Now: now}
			if row.law != nil {
				row.law(&f)
			}
			if got := Actions(f); !slices.Equal(got, row.want) {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
}

// everything eased is what an owner may do at most: each rule set to advised.
func everythingEased() map[string]Level {
	out := map[string]Level{}
	for _, rule := range Catalogue() {
		out[rule.Code] = Advised
	}
	return out
}

func TestLevels(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		way := rapid.SampledFrom(Transitions()).Draw(t, "way")
		from := Stage("")
		if way.From != nil {
			from = rapid.SampledFrom(way.From).Draw(t, "from")
		}
		f := legal(way, from)
		for range rapid.IntRange(0, 4).Draw(t, "lacking") {
			f.Evidence.Draft, f.Evidence.FollowUp = orNew(f.Evidence.Draft), orNew(f.Evidence.FollowUp)
			lacking[rapid.SampledFrom(slices.Sorted(maps.Keys(lacking))).Draw(t, "rule")](&f)
		}
		strict := Check(f)
		f.Settings.Levels = everythingEased()
		eased := Check(f)
		holdsLegal(t, strict, eased)
	})
}

// orNew lets one lack follow another that took the whole record away.
func orNew[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}

// holdsLegal: easing lets every required rule go and not one legal rule.
func holdsLegal(t *rapid.T, strict, eased Decision) {
	for _, m := range strict.Missing {
		if still := slices.Contains(eased.Missing, m); still != (m.Level == Legal) {
			t.Fatalf("%s (%s): still missing %v", m.Rule, m.Level, still)
		}
	}
	for _, m := range slices.Concat(strict.Missing, eased.Missing) {
		if m.Level == Advised {
			t.Fatalf("%s is advised and blocks", m.Rule)
		}
	}
	if len(strict.Missing)+len(strict.Advised) != len(eased.Missing)+len(eased.Advised) {
		t.Fatal("an eased rule is no longer shown")
	}
	if strict.Allowed != eased.Allowed || strict.Known != eased.Known {
		t.Fatal("easing a rule changed who may do it")
	}
}

func TestOnlyARequiredRuleCanBeEased(t *testing.T) {
	t.Parallel()
	for _, rule := range Catalogue() {
		for _, level := range []Level{Advised, Required, Legal, "off", ""} {
			want := rule.Level
			if rule.Level == Required && level == Advised {
				want = Advised
			}
			if got := rule.level(Settings{Levels: map[string]Level{rule.Code: level}}); got != want {
				t.Errorf("%s set to %q: %s, want %s", rule.Code, level, got, want)
			}
		}
	}
}

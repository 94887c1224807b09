package hooks_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/testapp"
)

// shapes are what the events of a shop look like: by type and step, who did it,
// which names the data has, and which fields change from what to what.
func shapes(t *testing.T, a *testapp.App) map[string]map[string]bool {
	t.Helper()
	p := &abacus{t: t}
	out := map[string]map[string]bool{}
	for _, events := range p.events(a) {
		for _, e := range events {
			key := e.Type + " " + e.data.Transition
			if out[key] == nil {
				out[key] = map[string]bool{}
			}
			out[key]["by "+e.Kind] = true
			for name, known := range map[string]bool{"ref": e.data.Ref != "", "note": e.data.Note != "", "digest": e.data.Digest != "", "from": e.data.From != "", "to": e.data.To != ""} {
				if known {
					out[key][name] = true
				}
			}
			for name, change := range e.data.Changes {
				out[key][fmt.Sprintf("%s %T to %T", name, change.Before, change.After)] = true
			}
			for name, value := range e.data.Extra {
				out[key][fmt.Sprintf("extra %s %T", name, value)] = true
			}
		}
	}
	return out
}

// real is a shop in which the engine did everything that is made up elsewhere.
func real(t *testing.T) *testapp.App {
	t.Helper()
	l := spanish(t)
	a := l.App
	online := func(fields map[string]any) {
		body := with(map[string]any{"kind": "claim", "narrative": "Llegó roto", "goal": "Otro", "channel": "portal", "reply_channel": "email", "product": lamp(t, a)}, fields)
		if _, err := a.Engine.FileOnline(a, body, map[string]string{"name": "Una señora", "email": "una@correo.example"}); err != nil {
			t.Fatal(err, casework.Codes(err))
		}
	}
	online(map[string]any{"customer": testapp.Rosa})
	online(map[string]any{"anonymous_reason": "No quiso"})
	move := func(c string, who string, m casework.Move) {
		a.Clock.Move(time.Hour)
		a.Move(t, c, who, m)
	}
	refused := a.At(t, complaint.Proposed, map[string]any{"product": lamp(t, a)}).Id
	move(refused, testapp.Agent, casework.Move{To: "investigating", Fields: testapp.NextStep(), Refusal: &casework.Refusal{Channel: "phone", Reason: "Es tarde", PreferredRefused: true}})
	back := a.At(t, complaint.DenialReview, nil).Id
	move(back, testapp.Supervisor, casework.Move{To: "investigating", Fields: with(testapp.NextStep(), map[string]any{"review_reason": "Falta verlo"})})
	again := a.At(t, complaint.Closed, nil).Id
	a.Clock.Move(5 * 24 * time.Hour)
	move(again, testapp.Agent, casework.Move{To: "investigating", Fields: with(testapp.NextStep(), map[string]any{"reopen_reason": "Volvió"})})
	given := a.At(t, complaint.Received, nil).Id
	move(given, testapp.Agent, casework.Move{To: "assessing", Fields: map[string]any{"area": testapp.Sales, "assignee": testapp.Agent}})
	move(given, testapp.Agent, casework.Move{To: "investigating", Fields: testapp.Triage()})
	move(given, testapp.Agent, casework.Move{Fields: map[string]any{"area": testapp.Shipping, "assignee": testapp.Agent2, "transfer_reason": "Es suyo", "transfer_summary": "Todo"}})
	move(given, testapp.Agent, casework.Move{Fields: map[string]any{"confidential": true, "confidential_reason": "Salud", "supervisor": testapp.Supervisor}})
	resolving(t, a, "counter")
	told := a.At(t, complaint.Resolved, nil).Id
	no := false
	move(told, testapp.Supervisor, casework.Move{To: "closed", Closing: &casework.Letter{}, FollowUp: &casework.Call{Contacted: true, Satisfied: &no, Recurred: &no, Solved: &no},
		Fields: map[string]any{"closing_kind": "informed_unsatisfied", "second_review": "Se vio otra vez", "external_ways_told": true, "mood_end": 2}})
	profiled(t, a, "intolerant", given)
	a.File(t, testapp.Agent, map[string]any{"customer": "", "anonymous_reason": "No quiso"})
	return a
}

// unlike are the parts of a made-up event that the engine writes in another
// order of things and that no figure reads.
var unlike = []string{"by agent", "by customer", "by system"}

// TestWhatIsMadeUpLooksReal: each type of event that is made up exists, with the
// same names, and each field changes from and to the same kind of value.
func TestWhatIsMadeUpLooksReal(t *testing.T) {
	t.Parallel()
	made := newApp(t)
	settle(t, made, yearOf{"Europe/Madrid", "es-l10", "ES"})
	invent(t, made, 3, 300)
	engine := shapes(t, real(t))
	for key, parts := range shapes(t, made) {
		if engine[key] == nil {
			t.Errorf("the engine writes no %q", key)
			continue
		}
		for part := range parts {
			if !engine[key][part] && !slices.Contains(unlike, part) {
				t.Errorf("%q: the engine has no %q, but %v", key, part, engine[key])
			}
		}
	}
}

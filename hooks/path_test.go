package hooks_test

import (
	"testing"
	"time"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// TestWholePath takes a complaint by phone from received to closed, as the
// desk does it, and verifies the database at the end.
func TestWholePath(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	if got := c.GetString("number"); got != "000000001-2026" {
		t.Errorf("number %s", got)
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{To: "assessing"})
	a.Move(t, c.Id, testapp.Agent, casework.Move{To: "investigating", Fields: triage()})
	a.Clock.Move(time.Hour)
	a.Move(t, c.Id, testapp.Lead, casework.Move{To: "proposed", Statement: "Salió sin separadores.",
		Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: offer()})
	option := firstOption(t, a, c.Id)
	a.Move(t, c.Id, testapp.Agent, casework.Move{To: "executing", Fields: nextStep(),
		Acceptance: &casework.Acceptance{Channel: "phone", Option: option}})
	tasks, err := a.FindRecordsByFilter(records.Tasks, "complaint = {:c}", "", 0, 0, map[string]any{"c": c.Id})
	if err != nil || len(tasks) != 1 {
		t.Fatalf("tasks %v %v", tasks, err)
	}
	a.Move(t, c.Id, testapp.Agent, casework.Move{To: "resolved", TasksDone: []string{tasks[0].Id},
		Message: &casework.Note{Purpose: "apology", Text: "Le pedimos disculpas: el error fue nuestro."},
		Fields: map[string]any{"cause_public": "La caja salió sin separadores.", "actions_public": "Le llevamos un juego nuevo.",
			"understanding_confirmed_at": a.Clock.Now().Format(time.RFC3339), "understanding_channel": "phone"}, Letter: &casework.Letter{}})
	a.Clock.Move(24 * time.Hour)
	yes, no := true, false
	closed := a.Move(t, c.Id, testapp.Agent, casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "confirmed", "mood_end": 5},
		FollowUp: &casework.Call{Contacted: true, Satisfied: &yes, Recurred: &no, Solved: &yes}, Closing: &casework.Letter{}})
	if closed.GetString("stage") != "closed" || closed.GetBool("open") {
		t.Errorf("stage %s open %t", closed.GetString("stage"), closed.GetBool("open"))
	}
	report, err := verify.Run(a)
	if err != nil || len(report.Problems) > 0 {
		t.Errorf("verify: %+v %v", report, err)
	}
}

func triage() map[string]any {
	return map[string]any{"severity": "medium", "safety": "no", "urgency": "normal", "area": testapp.Sales, "assignee": testapp.Agent,
		"owner": testapp.Agent, "next_step": "Escuchar a Despachos", "next_step_due": "2026-11-25 20:00:00.000Z"}
}

func nextStep() map[string]any {
	return map[string]any{"next_step": "Entregar el juego", "next_step_due": "2026-11-27 16:00:00.000Z"}
}

func offer() *casework.Offer {
	return &casework.Offer{CustomerText: "Tenemos dos maneras de resolverlo.", ETAKind: "real", ETA: "2026-11-27", ETABasis: "Llegaron dos juegos completos.",
		Options: []casework.OfferOption{{Text: "Un juego nuevo completo", Cost: 120}, {Text: "La devolución del dinero", Cost: 689}},
		Tasks:   []casework.OfferTask{{Title: "Entregar el juego nuevo", Due: "2026-11-27 16:00:00.000Z"}}}
}

func firstOption(t *testing.T, a *testapp.App, complaint string) string {
	t.Helper()
	rows, err := a.FindRecordsByFilter(records.Options, "proposal.complaint = {:c}", "position", 1, 0, map[string]any{"c": complaint})
	if err != nil || len(rows) == 0 {
		t.Fatalf("options: %v", err)
	}
	return rows[0].Id
}

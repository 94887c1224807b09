package testapp

import (
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Triage is what the investigation starts with.
func Triage() map[string]any {
	return map[string]any{"severity": "medium", "safety": "no", "urgency": "normal", "area": Sales, "assignee": Agent,
		"owner": Agent, "next_step": "Escuchar a Despachos", "next_step_due": "2026-11-25 20:00:00.000Z"}
}

// NextStep is what the owner will do, and by when.
func NextStep() map[string]any {
	return map[string]any{"next_step": "Entregar el juego", "next_step_due": "2026-11-27 16:00:00.000Z"}
}

// Offer is a proposal with two alternatives and one task.
func Offer() *casework.Offer {
	return &casework.Offer{CustomerText: "Tenemos dos maneras de resolverlo.", ETAKind: "real", ETA: "2027-11-27", ETABasis: "Llegaron dos juegos completos.",
		Options: []casework.OfferOption{{Text: "Un juego nuevo completo", Cost: 120}, {Text: "La devolución del dinero", Cost: 689}},
		Tasks:   []casework.OfferTask{{Title: "Entregar el juego nuevo", Due: "2026-11-27 16:00:00.000Z"}}}
}

// with adds fields to others, without changing either.
func with(maps ...map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range maps {
		for name, value := range m {
			out[name] = value
		}
	}
	return out
}

// steps are the moves of the usual path and of the side ways, by the stage that
// each one leads to: from where, by whom, with what.
func (a *App) steps(t testing.TB, id string) map[complaint.Stage]struct {
	from complaint.Stage
	who  string
	move func() casework.Move
} {
	type step = struct {
		from complaint.Stage
		who  string
		move func() casework.Move
	}
	plain := func(m casework.Move) func() casework.Move { return func() casework.Move { return m } }
	found := casework.Move{To: "proposed", Statement: "Salió sin separadores.", Fields: map[string]any{"cause": "delivery", "fault": "company"}, Proposal: Offer()}
	return map[complaint.Stage]step{
		complaint.Assessing:     {complaint.Received, Agent, plain(casework.Move{To: "assessing"})},
		complaint.Investigating: {complaint.Assessing, Agent, plain(casework.Move{To: "investigating", Fields: Triage()})},
		complaint.WaitingCustomer: {complaint.Investigating, Agent, plain(casework.Move{To: "waiting_customer", Fields: map[string]any{
			"information_requested": "Una foto", "information_reason": "Para reclamar al transportista", "information_until": "2026-12-04 23:00:00.000Z"}})},
		complaint.Proposed: {complaint.Investigating, Lead, plain(found)},
		complaint.Executing: {complaint.Proposed, Agent, func() casework.Move {
			return casework.Move{To: "executing", Fields: NextStep(), Acceptance: &casework.Acceptance{Channel: "phone", Option: a.OptionIDs(t, id)[0]}}
		}},
		complaint.DenialReview: {complaint.Investigating, Agent, plain(casework.Move{To: "denial_review", Statement: "El plazo de cambio había pasado.", Fields: Denial()})},
		complaint.Resolved:     {complaint.Executing, Agent, func() casework.Move { return a.resolution(t, id) }},
		complaint.Closed:       {complaint.Resolved, Agent, a.Closing},
		complaint.Disputed: {complaint.Investigating, Agent, func() casework.Move {
			return casework.Move{To: "disputed", Fields: map[string]any{"authority": "Indecopi", "authority_case": "123-2026", "supervisor": Supervisor,
				"authority_served_at": records.Stamp(a.Clock.Now()), "authority_due": "2026-12-10 23:00:00.000Z"}}
		}},
		complaint.Voided: {complaint.Received, Supervisor, plain(casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Registro repetido"}})},
	}
}

// Denial is what a reasoned no is drafted with.
func Denial() map[string]any {
	return map[string]any{"cause": "misuse", "fault": "customer", "evidence_note": "Fotos del empaque intacto.", "supervisor": Supervisor,
		"alternatives": "Un descuento en la próxima compra.", "denial_letter": "No podemos cambiarla porque el plazo había pasado."}
}

// Understood says that the paraphrase was confirmed now.
func (a *App) Understood() map[string]any {
	return map[string]any{"understanding_confirmed_at": records.Stamp(a.Clock.Now()), "understanding_channel": "phone"}
}

func (a *App) resolution(t testing.TB, id string) casework.Move {
	return casework.Move{To: "resolved", TasksDone: a.TaskIDs(t, id),
		Message: &casework.Note{Purpose: "apology", Text: "Le pedimos disculpas: el error fue nuestro."},
		Fields: with(a.Understood(), map[string]any{"cause_public": "La caja salió sin separadores.", "root_cause": "Nadie revisa la caja antes de que salga.",
			"actions_public": "Le llevamos un juego nuevo."}), Letter: &casework.Letter{}}
}

// Closing is the call that found all well, and the end of the case.
func (a *App) Closing() casework.Move {
	yes, no := true, false
	return casework.Move{To: "closed", Fields: map[string]any{"closing_kind": "confirmed", "mood_end": 5},
		FollowUp: &casework.Call{Contacted: true, Satisfied: &yes, Recurred: &no, Solved: &yes}, Closing: &casework.Letter{}}
}

// At files a complaint and takes it to a stage by the usual path, a minute for
// each step.
func (a *App) At(t testing.TB, stage complaint.Stage, extra map[string]any) *core.Record {
	t.Helper()
	c := a.File(t, Agent, extra)
	var path []complaint.Stage
	steps := a.steps(t, c.Id)
	for s := stage; s != complaint.Received; s = steps[s].from {
		path = append([]complaint.Stage{s}, path...)
	}
	for _, s := range path {
		a.Clock.Move(time.Minute)
		a.Move(t, c.Id, steps[s].who, steps[s].move())
	}
	return a.Reload(t, c)
}

// Courier takes everything that is due in the outbox, as a mail server would.
func (a *App) Courier(t testing.TB) {
	t.Helper()
	if err := a.Engine.DeliverBy(a, func(core.App, *core.Record) error { return nil }); err != nil {
		t.Fatalf("deliver: %v", err)
	}
}

// TaskIDs are the tasks of a case, oldest first.
func (a *App) TaskIDs(t testing.TB, complaint string) []string {
	return a.ids(t, records.Tasks, "complaint = {:c}", complaint)
}

// OptionIDs are the alternatives offered in a case.
func (a *App) OptionIDs(t testing.TB, complaint string) []string {
	return a.ids(t, records.Options, "proposal.complaint = {:c}", complaint)
}

func (a *App) ids(t testing.TB, collection, filter, complaint string) []string {
	t.Helper()
	rows := a.Find(t, collection, filter, complaint)
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Id
	}
	return out
}

// Find lists the rows of a collection by a filter about one case, {:c}.
func (a *App) Find(t testing.TB, collection, filter, complaint string) []*core.Record {
	t.Helper()
	order := map[bool]string{true: "position", false: "@rowid"}[collection == records.Options]
	rows, err := a.FindRecordsByFilter(collection, filter, order, 0, 0, map[string]any{"c": complaint})
	if err != nil {
		t.Fatalf("find %s: %v", collection, err)
	}
	return rows
}

// Only is the one row of a collection that belongs to a case.
func (a *App) Only(t testing.TB, collection, complaint string) *core.Record {
	t.Helper()
	rows := a.Find(t, collection, "complaint = {:c}", complaint)
	if len(rows) != 1 {
		t.Fatalf("%s of %s: %d rows, want 1", collection, complaint, len(rows))
	}
	return rows[0]
}

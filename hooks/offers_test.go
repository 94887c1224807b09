package hooks_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestOfferOnceSent: what was put to the customer stands; it may only be
// answered, and only one way.
func TestOfferOnceSent(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, collection, method string
		change                   map[string]any
		field, code              string
	}{
		{"text", records.Proposals, http.MethodPatch, map[string]any{"customer_text": "Otra"}, "customer_text", "fixed_field"},
		{"status by hand", records.Proposals, http.MethodPatch, map[string]any{"status": "accepted"}, "status", "fixed_field"},
		{"another case", records.Proposals, http.MethodPatch, map[string]any{"complaint": "OTHER"}, "complaint", "fixed_field"},
		{"expiry", records.Proposals, http.MethodPatch, map[string]any{"expires": "2030-01-01 00:00:00.000Z"}, "expires", "fixed_field"},
		{"both ways", records.Proposals, http.MethodPatch, map[string]any{"accepted_channel": "phone", "refusal_reason": "No"}, "refusal_reason", "answered_both_ways"},
		{"no answer at all", records.Proposals, http.MethodPatch, map[string]any{"refusal_reason": " "}, "refusal_reason", "refusal_required"},
		{"nothing", records.Proposals, http.MethodPatch, map[string]any{}, "refusal_reason", "refusal_required"},
		{"option text", records.Options, http.MethodPatch, map[string]any{"text": "Nada"}, "text", "fixed_field"},
		{"option cost", records.Options, http.MethodPatch, map[string]any{"cost": 1}, "cost", "fixed_field"},
		{"option moved to a draft", records.Options, http.MethodPatch, map[string]any{"proposal": "DRAFT"}, "proposal", "fixed_field"},
		{"option removed", records.Options, http.MethodDelete, nil, "proposal", "fixed_field"},
		{"option added", records.Options, http.MethodPost, map[string]any{"proposal": "SENT", "text": "Otra más"}, "proposal", "fixed_field"},
	}
	a := newApp(t)
	sent := a.At(t, complaint.Proposed, nil)
	other := a.At(t, complaint.Investigating, nil)
	draft, err := a.Engine.Create(a, records.Proposals, map[string]any{"complaint": other.Id, "customer_text": "x"}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	before := a.Stored(t)
	ids := map[string]string{"OTHER": other.Id, "DRAFT": draft.Id, "SENT": a.Only(t, records.Proposals, sent.Id).Id}
	for _, row := range rows {
		for _, who := range []string{testapp.Agent, testapp.Superuser} {
			path := testapp.Records(row.collection)
			if row.method != http.MethodPost {
				path += "/" + map[string]string{records.Proposals: ids["SENT"], records.Options: a.OptionIDs(t, sent.Id)[0]}[row.collection]
			}
			body := map[string]any{}
			for field, value := range row.change {
				body[field] = value
				if text, ok := value.(string); ok && ids[text] != "" {
					body[field] = ids[text]
				}
			}
			if got := a.Ask(t, who, row.method, path, body); got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
				t.Errorf("%s by %s: %d %s, want %s=%s", row.name, who, got.Status, got.Text, row.field, row.code)
			}
		}
	}
	a.Unchanged(t, before)
}

// TestAnswersAtOnce: yes and no at the same moment: one of them counts.
func TestAnswersAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Handler(t)
	c := a.At(t, complaint.Proposed, nil)
	p := a.Only(t, records.Proposals, c.Id)
	got := atOnce(8, func(i int) int {
		words := fmt.Sprintf("Respuesta %d", i)
		answer := []map[string]any{{"accepted_channel": "phone", "accepted_words": words}, {"refusal_reason": words, "preferred_refused": true}}[i%2]
		return a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Proposals, p.Id), answer).Status
	})
	won := 0
	for _, status := range got {
		if status == http.StatusOK {
			won++
		}
	}
	if n := a.Count(t, records.Events, "type IN ('proposal.accepted', 'proposal.refused')"); won != 1 || n != 1 {
		t.Errorf("answers %v, %d events", got, n)
	}
}

// TestRefusedOffer: after a no the customer's own wish is decided upon before
// the next offer (R073, R074).
func TestRefusedOffer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Proposed, nil)
	p := a.Only(t, records.Proposals, c.Id)
	move := "/api/crm/complaints/" + c.Id + "/transition"
	no := func(refusal map[string]any) testapp.Answer {
		return a.Ask(t, testapp.Agent, http.MethodPost, move, map[string]any{"to": "investigating", "fields": testapp.NextStep(), "refusal": refusal})
	}
	if got := no(map[string]any{}); got.Status != 400 || got.Code("refusal.reason") != "refusal_required" {
		t.Errorf("no reason: %d %s", got.Status, got.Text)
	}
	if got := no(map[string]any{"reason": "Es poco"}); got.Status != 400 || got.Code("preferred_solution") != "preferred_asked" {
		t.Errorf("nobody asked for the wish: %d %s", got.Status, got.Text)
	}
	if got := no(map[string]any{"reason": "Es poco", "preferred_solution": "El dinero y una disculpa"}); got.Status != 200 {
		t.Fatalf("refused: %d %s", got.Status, got.Text)
	}
	again := map[string]any{"to": "proposed", "proposal": testapp.Offer()}
	if got := a.Ask(t, testapp.Lead, http.MethodPost, move, again); got.Status != 400 || got.Code("preferred_decision") != "preferred_decided" {
		t.Errorf("next offer before the decision: %d %s", got.Status, got.Text)
	}
	decide := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Proposals, p.Id), map[string]any{"preferred_decision": "partly", "preferred_reason": "La mitad"})
	if decide.Status != 200 {
		t.Fatalf("decide: %d %s", decide.Status, decide.Text)
	}
	if got := a.Ask(t, testapp.Lead, http.MethodPost, move, again); got.Status != 200 {
		t.Errorf("next offer: %d %s", got.Status, got.Text)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestOfferLapses: nobody answered in five business days: it counts as refused,
// the case is its owner's again, and in Peru the term waited as long (art. 6-A).
func TestOfferLapses(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Proposed, nil)
	due := c.GetDateTime("legal_due").Time()
	a.Clock.Move(6 * 24 * time.Hour)
	report(t, a.Engine.Tick(a))
	if got := a.Reload(t, c).GetString("stage"); got != "proposed" {
		t.Fatalf("lapsed before its time: %s", got)
	}
	a.Clock.Set(a.Only(t, records.Proposals, c.Id).GetDateTime("expires").Time().Add(time.Minute))
	report(t, a.Engine.Tick(a))
	got := a.Reload(t, c)
	if got.GetString("stage") != "investigating" || got.GetString("next_step") == "" || a.Only(t, records.Proposals, c.Id).GetString("status") != "expired" {
		t.Errorf("stage %s, next step %q", got.GetString("stage"), got.GetString("next_step"))
	}
	if moved := got.GetDateTime("legal_due").Time(); businessDays(t, a, due, moved) != 5 {
		t.Errorf("legal date from %s to %s: want five business days more", due, moved)
	}
	before := a.Stored(t)
	report(t, a.Engine.Tick(a))
	a.Unchanged(t, before)
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestOfferAnsweredBeforeTheClock: an answer that came while the clock was at it
// stays.
func TestOfferAnsweredBeforeTheClock(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Proposed, nil)
	p := a.Only(t, records.Proposals, c.Id)
	a.Clock.Set(p.GetDateTime("expires").Time().Add(time.Minute))
	answer := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Proposals, p.Id), map[string]any{"accepted_channel": "phone", "accepted_words": "Acepto"})
	if answer.Status != http.StatusOK {
		t.Fatalf("accept: %d %s", answer.Status, answer.Text)
	}
	if err := a.Engine.Lapse(a, p); err != nil { // as read before the answer
		t.Fatal(err)
	}
	if got := a.Reload(t, p).GetString("status"); got != "accepted" {
		t.Errorf("status %s", got)
	}
	if got := a.Reload(t, c).GetString("stage"); got != "proposed" {
		t.Errorf("stage %s", got)
	}
}

// businessDays counts them in Peru between two dates.
func businessDays(t *testing.T, a *testapp.App, from, to time.Time) int {
	t.Helper()
	h, err := a.Engine.House(a)
	if err != nil {
		t.Fatal(err)
	}
	return h.BusinessDays(from, to)
}

// TestTemporaryOffer: a way out until the real solution is marked as such, with
// its days; days of an offer that is not temporary are not kept.
func TestTemporaryOffer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for name, row := range map[string]struct {
		temporary bool
		starts    string
		want      string
		status    int
	}{
		"temporary":        {true, "2026-11-25", "2026-11-26 04:59:59.000Z", 200},
		"for good":         {false, "2026-11-25", "", 200},
		"not a date":       {true, "mañana", "", 400},
		"without its days": {true, "", "", 200},
	} {
		t.Run(name, func(t *testing.T) {
			c := a.At(t, complaint.Investigating, nil)
			offer := testapp.Offer()
			offer.Temporary, offer.Starts = row.temporary, row.starts
			fields := map[string]any{"cause": "delivery", "fault": "company"}
			got := a.Ask(t, testapp.Lead, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", map[string]any{"to": "proposed", "statement": "Salió rota.", "fields": fields, "proposal": offer})
			if row.status != 200 {
				if got.Code("proposal.starts") != "validation_date_invalid" {
					t.Fatalf("%d %s", got.Status, got.Text)
				}
				return
			}
			p := a.Find(t, records.Proposals, "complaint = {:c}", c.Id)
			if len(p) != 1 || p[0].GetBool("temporary") != row.temporary || p[0].GetString("starts") != row.want {
				t.Errorf("%d %s: %v", got.Status, got.Text, p)
			}
		})
	}
}

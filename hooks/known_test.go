package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// knowing adds an alternative to those that are known.
func knowing(t *testing.T, a *testapp.App, title string, change map[string]any) string {
	t.Helper()
	values := map[string]any{"title": title, "text": title + ", sin costo para usted.", "cost": 120, "active": true}
	for name, value := range change {
		values[name] = value
	}
	r, err := a.Engine.Create(a, records.Alternatives, values, a.Actor(t, testapp.Lead))
	if err != nil {
		t.Fatal(err)
	}
	return r.Id
}

// usesOf are the figures of an alternative: offered, chosen.
func usesOf(t *testing.T, a *testapp.App, id string) string {
	t.Helper()
	r, err := a.FindRecordById(records.Alternatives, id)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(r.GetInt("used"), " ", r.GetInt("chosen"))
}

// TestKnownAlternativesOfACase: those that fit, the best first, ways out apart.
func TestKnownAlternativesOfACase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	product := func(name string) string {
		r, err := a.Engine.Create(a, records.Products, map[string]any{"name": name, "active": true}, a.Actor(t, testapp.Admin))
		if err != nil {
			t.Fatal(err)
		}
		return r.Id
	}
	dishes, table := product("Vajilla Colca"), product("Mesa")
	knowing(t, a, "Devolución", nil)
	knowing(t, a, "Otro reparto", map[string]any{"cause": "delivery"})
	knowing(t, a, "Juego nuevo", map[string]any{"cause": "delivery", "product": dishes})
	knowing(t, a, "Patas nuevas", map[string]any{"product": table})
	knowing(t, a, "Factura nueva", map[string]any{"cause": "billing"})
	knowing(t, a, "Guardada", map[string]any{"active": false})
	knowing(t, a, "Vajilla prestada", map[string]any{"temporary": true, "product_text": "vajilla"})
	titles := func(id, part, who string) string {
		got := a.Ask(t, who, http.MethodGet, "/api/crm/complaints/"+id+"/alternatives", nil)
		var out []string
		list, _ := got.JSON[part].([]any)
		for _, one := range list {
			if m, ok := one.(map[string]any); ok {
				out = append(out, fmt.Sprintf("%v (%v)", m["title"], m["why"]))
			}
		}
		return strings.Join(out, ", ")
	}
	c := a.File(t, testapp.Agent, map[string]any{"cause": "delivery", "product": dishes}).Id
	if got, want := titles(c, "items", testapp.Agent), "Juego nuevo (both), Otro reparto (cause), Devolución (general)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := titles(c, "temporary", testapp.Auditor), "Vajilla prestada (product)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	other := a.File(t, testapp.Agent, map[string]any{"cause": "training", "product_text": "una mesa"}).Id
	if got, want := titles(other, "items", testapp.Agent), "Patas nuevas (product), Devolución (general)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for who, want := range map[string]bool{testapp.Agent: true, testapp.Auditor: false} {
		if got := a.Ask(t, who, http.MethodGet, "/api/crm/complaints/"+c+"/alternatives", nil); got.JSON["saves"] != want {
			t.Errorf("%s may save: %v", who, got.JSON["saves"])
		}
	}
}

// TestAlternativesAreCounted when they are put to the customer and when the
// customer takes one, with the proposal or not at all.
func TestAlternativesAreCounted(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil).Id
	whole, money := knowing(t, a, "Juego nuevo", nil), knowing(t, a, "Devolución", nil)
	offer := testapp.Offer()
	offer.Options = []casework.OfferOption{{Text: "Un juego nuevo, el viernes", Cost: 120, Alternative: whole}, {Text: "Su dinero", Alternative: money}}
	if _, err := a.Engine.Transition(a, c, casework.Move{To: "proposed", Proposal: offer}, a.Actor(t, testapp.Lead)); err == nil {
		t.Fatal("proposed without a finding")
	}
	if got := usesOf(t, a, whole); got != "0 0" {
		t.Errorf("%s: a proposal that was refused counts", got)
	}
	a.Move(t, c, testapp.Lead, casework.Move{To: "proposed", Proposal: offer, Statement: "Salió rota.", Fields: map[string]any{"cause": "delivery", "fault": "company"}})
	if usesOf(t, a, whole) != "1 0" || usesOf(t, a, money) != "1 0" {
		t.Errorf("after the proposal: %s, %s", usesOf(t, a, whole), usesOf(t, a, money))
	}
	edit := a.Ask(t, testapp.Lead, http.MethodPatch, testapp.Records(records.Alternatives, whole), map[string]any{"cost": 130})
	if edit.Status != http.StatusOK || usesOf(t, a, whole) != "1 0" {
		t.Errorf("an edit: %d %s", edit.Status, edit.Text)
	}
	a.Move(t, c, testapp.Agent, casework.Move{To: "executing", Acceptance: &casework.Acceptance{Channel: "phone", Option: a.OptionIDs(t, c)[1], Words: "El dinero"},
		Fields: testapp.NextStep()})
	if usesOf(t, a, whole) != "1 0" || usesOf(t, a, money) != "1 1" {
		t.Errorf("after the yes: %s, %s", usesOf(t, a, whole), usesOf(t, a, money))
	}
}

// TestALentAlternativeIsCounted: one that is given word for word, once.
func TestALentAlternativeIsCounted(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	lent := knowing(t, a, "Vajilla prestada", map[string]any{"temporary": true})
	same := knowing(t, a, "Vajilla prestada", nil)
	c := a.At(t, complaint.Investigating, nil).Id
	lend := func(fields map[string]any) {
		a.Move(t, c, testapp.Agent, casework.Move{Fields: fields})
	}
	lend(map[string]any{"temporary_alternative": "Vajilla prestada, sin costo para usted.", "temporary_from": "2026-11-23", "temporary_until": "2026-11-30"})
	lend(map[string]any{"temporary_until": "2026-12-03"})
	if usesOf(t, a, lent) != "1 0" || usesOf(t, a, same) != "0 0" {
		t.Errorf("%s, %s", usesOf(t, a, lent), usesOf(t, a, same))
	}
}

// TestAlternativesAreKeptSound at every door; what is counted is nobody's to
// write, and in Spain none is an offer to sell.
func TestAlternativesAreKeptSound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	id := knowing(t, a, "Juego nuevo", nil)
	rows := []struct {
		name        string
		change      map[string]any
		field, code string
	}{
		{"its use by hand", map[string]any{"used": 40}, "used", "server_field"},
		{"its choices by hand", map[string]any{"chosen": 40}, "chosen", "server_field"},
		{"no words", map[string]any{"text": " "}, "text", "validation_required"},
		{"a debt", map[string]any{"cost": -5}, "cost", "amount_invalid"},
		{"a cause that there is not", map[string]any{"cause": "nothing"}, "cause", "validation_missing_rel_records"},
	}
	for _, row := range rows {
		for _, who := range []string{testapp.Lead, testapp.Superuser} {
			if got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.Alternatives, id), row.change); got.Status != 400 || got.Code(row.field) != row.code {
				t.Errorf("%s by %s: %d %s", row.name, who, got.Status, got.Text)
			}
		}
	}
	made := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Alternatives), map[string]any{"title": "Cupón", "text": "Un cupón para su próxima compra", "active": true})
	if made.Status != http.StatusOK || made.JSON["currency"] != "PEN" || made.JSON["author"] != testapp.Agent {
		t.Errorf("in Peru: %d %s", made.Status, made.Text)
	}
	a.Exec(t, "UPDATE business SET legal_profile = 'es', country = 'ES'", nil)
	a.Engine.Forget()
	if got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Alternatives), map[string]any{"title": "Cupón", "text": "Un cupón para su próxima compra"}); got.Code("text") != "sales_offer" {
		t.Errorf("in Spain: %d %s", got.Status, got.Text)
	}
}

// TestNoTemplateSells where the law forbids it: the shipped ones all stand, one
// with an offer to sell does not.
func TestNoTemplateSells(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	rows, err := a.FindAllRecords(records.Templates)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d templates %v", len(rows), err)
	}
	const sale = "Gracias por escribirnos. Le dejamos un cupón para su próxima compra."
	for _, row := range []struct {
		country, text string
		want          int
	}{{"pe", sale, http.StatusOK}, {"es", sale, http.StatusBadRequest}} {
		a.Exec(t, "UPDATE business SET legal_profile = {:p}", map[string]any{"p": row.country})
		a.Engine.Forget()
		for _, who := range []string{testapp.Admin, testapp.Superuser} {
			got := a.Ask(t, who, http.MethodPatch, testapp.Records(records.Templates, "empatia-es"), map[string]any{"body": row.text})
			if got.Status != row.want || got.Status != http.StatusOK && got.Code("body") != "sales_offer" {
				t.Errorf("%s by %s: %d %s", row.country, who, got.Status, got.Text)
			}
		}
	}
	for _, r := range rows {
		if r.Id == "empatia-es" {
			continue
		}
		if err := a.Save(r); err != nil {
			t.Errorf("the shipped %s cannot be saved in Spain: %v", r.GetString("code"), err)
		}
	}
}

// TestAThirdPartyEndsNothing: whoever failed, the customer is offered something
// before a no, and before an explanation that would end the case (R151).
func TestAThirdPartyEndsNothing(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	found := map[string]any{"cause": "third_party", "fault": "third_party", "evidence_note": "La guía de la agencia"}
	with := func(more map[string]any) map[string]any {
		out := map[string]any{}
		for _, part := range []map[string]any{found, testapp.Denial(), a.Understood(), more} {
			for name, value := range part {
				out[name] = value
			}
		}
		return out
	}
	for name, row := range map[string]struct {
		to     string
		fields map[string]any
		letter *casework.Letter
	}{
		"a no":                {"denial_review", with(map[string]any{"alternatives": "", "no_alternative_reason": "La agencia no responde", "fault": "third_party"}), nil},
		"an explanation":      {"resolved", with(map[string]any{"alternatives": "", "explanation": "Fue la agencia"}), &casework.Letter{Text: "Fue la agencia."}},
		"a no with a way out": {"denial_review", with(map[string]any{"alternatives": "Se lo llevamos nosotros", "fault": "third_party"}), nil},
	} {
		c := a.At(t, complaint.Investigating, nil).Id
		a.Move(t, c, testapp.Lead, casework.Move{Fields: found, Statement: "Salió en buen estado."})
		got := a.Ask(t, testapp.Lead, http.MethodPost, "/api/crm/complaints/"+c+"/transition", casework.Move{To: row.to, Fields: row.fields, Letter: row.letter})
		if want := map[bool]string{true: "third_party_offer"}[row.fields["alternatives"] == ""]; got.Code("alternatives") != want {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
}

// TestATemporaryAlternativeIsNotForgotten: its owner is told the day before it
// ends and when it does, and no more once it was closed (R023, R024).
func TestATemporaryAlternativeIsNotForgotten(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil).Id
	until := a.Clock.Now().AddDate(0, 0, 10)
	lend := func(id string) {
		a.Move(t, id, testapp.Agent, casework.Move{Fields: map[string]any{"temporary_alternative": "Le prestamos un juego", "temporary_from": records.Stamp(a.Clock.Now()), "temporary_until": records.Stamp(until)}})
	}
	lend(c)
	told := func(id string) int {
		report(t, a.Engine.Tick(a))
		return a.Count(t, records.Notices, "complaint = '"+id+"' AND kind = 'promise' AND text_params LIKE '%temporary%'")
	}
	for _, row := range []struct {
		name string
		at   time.Time
		want int
	}{
		{"two days before", until.AddDate(0, 0, -2), 0}, {"an hour too early", until.Add(-25 * time.Hour), 0}, {"the day before", until.AddDate(0, 0, -1), 1},
		{"in between", until.Add(-time.Hour), 1}, {"when it ends", until, 2}, {"later", until.Add(50 * time.Hour), 2},
	} {
		a.Clock.Set(row.at)
		if got := told(c); got != row.want {
			t.Errorf("%s: told %d times, want %d", row.name, got, row.want)
		}
	}
	until = a.Clock.Now().AddDate(0, 0, 10)
	other := a.At(t, complaint.Investigating, nil).Id
	lend(other)
	a.Move(t, other, testapp.Agent, casework.Move{Fields: map[string]any{"temporary_closed_at": records.Stamp(a.Clock.Now())}})
	a.Clock.Set(until.AddDate(0, 0, 1))
	if got := told(other); got != 0 || a.Count(t, records.Reminders, "complaint = '"+other+"' AND kind = 'temporary' AND pending = 1") != 0 {
		t.Errorf("told %d times of one that was closed", got)
	}
}

// TestAShortAlternativeIsToldOfInTime: one of a few hours at four fifths of them,
// like any promise.
func TestAShortAlternativeIsToldOfInTime(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil).Id
	now := a.Clock.Now()
	a.Move(t, c, testapp.Agent, casework.Move{Fields: map[string]any{"temporary_alternative": "Espere en la cafetería", "temporary_from": records.Stamp(now), "temporary_until": records.Stamp(now.Add(3 * time.Hour))}})
	for _, r := range a.Find(t, records.Reminders, "complaint = {:c} && kind = 'temporary'", c) {
		if alert := r.GetDateTime("alert_at").Time(); !alert.After(now) || !alert.Before(now.Add(3*time.Hour)) {
			t.Errorf("alert at %s", alert)
		}
	}
}

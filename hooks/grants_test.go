package hooks_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// rewarding adds a line to the catalogue: three bowls of 40, of which an agent
// may give for 50 on a case and a lead for 150.
func rewarding(t *testing.T, a *testapp.App, change map[string]any) string {
	t.Helper()
	values := map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "cost": 40, "currency": "PEN", "stock": 3, "limit_agent": 50, "limit_lead": 150}
	for name, value := range change {
		values[name] = value
	}
	r, err := a.Engine.Create(a, records.Rewards, values, a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	return r.Id
}

func give(t *testing.T, a *testapp.App, who, complaint, reward string, change map[string]any) testapp.Answer {
	t.Helper()
	body := map[string]any{"complaint": complaint, "reward": reward, "justification": "Por la cena perdida"}
	for name, value := range change {
		body[name] = value
	}
	return a.Ask(t, who, http.MethodPost, testapp.Records(records.Grants), body)
}

// TestAGestureWithinTheLimit is given at once, with everything noted by the server.
func TestAGestureWithinTheLimit(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, bowl := a.At(t, complaint.Investigating, nil), rewarding(t, a, nil)
	got := give(t, a, testapp.Agent, c.Id, bowl, map[string]any{"status": "delivered", "agent": testapp.Lead, "currency": "USD"})
	for name, want := range map[string]any{"status": "approved", "agent": testapp.Agent, "approver": testapp.Agent, "cost": 40.0, "currency": "PEN",
		"reward_name": "Un cuenco", "customer": c.GetString("customer"), "delivered_at": "", "self_approved": false} {
		if got.JSON[name] != want {
			t.Errorf("%s is %v, want %v (%s)", name, got.JSON[name], want, got.Text)
		}
	}
	if a.Count(t, records.Rewards, "id = '"+bowl+"' AND stock = 2") != 1 {
		t.Error("the bowl was not taken off the shelf")
	}
	if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'grant.approved'"); n != 1 {
		t.Errorf("%d events tell of it", n)
	}
	id, _ := got.JSON["id"].(string)
	done := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Grants, id), map[string]any{"status": "delivered", "delivery_note": "En el mostrador"})
	if done.JSON["status"] != "delivered" || done.JSON["delivered_at"] == "" {
		t.Errorf("delivered: %d %s", done.Status, done.Text)
	}
	if again := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Grants, id), map[string]any{"status": "redeemed"}); again.Status != http.StatusBadRequest {
		t.Errorf("a bowl was redeemed: %d %s", again.Status, again.Text)
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestAVoucherIsUsedAnotherDay: that it was used is on record too, once.
func TestAVoucherIsUsedAnotherDay(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, voucher := a.At(t, complaint.Investigating, nil), rewarding(t, a, map[string]any{"kind": "credit"})
	id, _ := give(t, a, testapp.Agent, c.Id, voucher, nil).JSON["id"].(string)
	rows := []struct {
		status string
		want   int
	}{{"redeemed", http.StatusBadRequest}, {"delivered", http.StatusOK}, {"redeemed", http.StatusOK}, {"redeemed", http.StatusBadRequest}}
	for i, row := range rows {
		got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Grants, id), map[string]any{"status": row.status, "redemption_note": "En una mesa"})
		if got.Status != row.want {
			t.Errorf("%d %s: %d %s", i, row.status, got.Status, got.Text)
		}
		if stored := got.JSON["redeemed_at"]; got.Status == http.StatusOK && (stored == "") != (row.status == "delivered") {
			t.Errorf("%d %s: redeemed at %v", i, row.status, stored)
		}
	}
	if n := a.Count(t, records.Events, "complaint = '"+c.Id+"' AND type = 'grant.redeemed'"); n != 1 {
		t.Errorf("%d events tell of it", n)
	}
}

// TestAGestureAboveTheLimit waits for somebody else above, and a no gives the
// bowl back.
func TestAGestureAboveTheLimit(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, bowl := a.At(t, complaint.Investigating, nil), rewarding(t, a, nil)
	first := give(t, a, testapp.Agent, c.Id, bowl, nil)
	second := give(t, a, testapp.Agent, c.Id, bowl, nil)
	if first.JSON["status"] != "approved" || second.JSON["status"] != "pending" {
		t.Fatalf("%v then %v: two of 40 are above 50", first.JSON["status"], second.JSON["status"])
	}
	path := testapp.Records(records.Grants, fmt.Sprint(second.JSON["id"]))
	rows := []struct {
		name, who   string
		body        map[string]any
		status      int
		field, code string
	}{
		{"by who asked", testapp.Agent, map[string]any{"status": "approved"}, 400, "status", "grant_above"},
		{"delivered before", testapp.Agent, map[string]any{"status": "delivered"}, 400, "status", "grant_order"},
		{"made cheaper", testapp.Supervisor, map[string]any{"cost": 1}, 400, "cost", "fixed_field"},
		{"moved to another month", testapp.Supervisor, map[string]any{"created": "2026-10-01 12:00:00.000Z"}, 400, "created", "fixed_field"},
		{"refused without a word", testapp.Supervisor, map[string]any{"status": "refused"}, 400, "refusal_reason", "grant_reason_required"},
		{"refused", testapp.Supervisor, map[string]any{"status": "refused", "refusal_reason": "Ya recibió uno"}, 200, "", ""},
		{"approved after all", testapp.Supervisor, map[string]any{"status": "approved"}, 400, "status", "grant_order"},
	}
	for _, row := range rows {
		if got := a.Ask(t, row.who, http.MethodPatch, path, row.body); got.Status != row.status || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	if a.Count(t, records.Rewards, "id = '"+bowl+"' AND stock = 2") != 1 {
		t.Error("the refused bowl is not back on the shelf")
	}
	if third := give(t, a, testapp.Lead, c.Id, bowl, nil); third.JSON["status"] != "approved" {
		t.Errorf("a lead within theirs: %s", third.Text)
	}
}

func TestGesturesThatAreRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, bowl := a.At(t, complaint.Investigating, nil), rewarding(t, a, nil)
	rows := []struct {
		name, reward string
		body         map[string]any
		field, code  string
	}{
		{"not in the catalogue", "nosuchreward000", nil, "reward", "not_found"},
		{"no reason", bowl, map[string]any{"justification": " "}, "justification", "grant_justification_required"},
		{"a debt", bowl, map[string]any{"cost": -5}, "cost", "amount_invalid"},
		{"none left", rewarding(t, a, map[string]any{"stock": 0}), nil, "reward", "reward_out_of_stock"},
		{"past its day", rewarding(t, a, map[string]any{"valid_until": "2020-01-01 00:00:00.000Z"}), nil, "reward", "reward_expired"},
		{"out of use", rewarding(t, a, map[string]any{"active": false}), nil, "reward", "reward_inactive"},
	}
	before := a.Stored(t)
	for _, row := range rows {
		if got := give(t, a, testapp.Agent, c.Id, row.reward, row.body); got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
	if got := give(t, a, testapp.Auditor, c.Id, bowl, nil); got.Status < 400 {
		t.Errorf("an auditor gives: %d", got.Status)
	}
}

// TestFiftyGesturesAtOnce: of fifty gestures for three bowls three are made.
func TestFiftyGesturesAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	bowl := rewarding(t, a, nil)
	c := a.At(t, complaint.Investigating, nil)
	var wg sync.WaitGroup
	answers := make([]testapp.Answer, 50)
	for i := range answers {
		wg.Go(func() { answers[i] = give(t, a, testapp.Supervisor, c.Id, bowl, nil) })
	}
	wg.Wait()
	made := 0
	for _, got := range answers {
		if got.Status == http.StatusOK {
			made++
		} else if got.Code("reward") != "reward_out_of_stock" {
			t.Errorf("%d %s", got.Status, got.Text)
		}
	}
	if made != 3 || a.Count(t, records.Rewards, "id = '"+bowl+"' AND stock = 0") != 1 || a.Count(t, records.Grants, "reward = '"+bowl+"'") != 3 {
		t.Errorf("%d were made", made)
	}
}

// TestTheBudgetOfTheMonth: what is beyond it waits; a new month starts anew.
func TestTheBudgetOfTheMonth(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "UPDATE business SET reward_budget = 100, currency = 'PEN'", dbx.Params{})
	a.Engine.Forget()
	bowl := rewarding(t, a, map[string]any{"unlimited": true, "limit_agent": 1000, "limit_lead": 1000})
	c := a.At(t, complaint.Investigating, nil)
	for i, want := range []string{"approved", "approved", "pending"} {
		if got := give(t, a, testapp.Agent, c.Id, bowl, nil); got.JSON["status"] != want || got.JSON["over_budget"] != (want == "pending") {
			t.Errorf("gesture %d: %s", i+1, got.Text)
		}
	}
	a.Clock.Move(31 * 24 * time.Hour)
	if got := give(t, a, testapp.Agent, c.Id, bowl, nil); got.JSON["status"] != "approved" {
		t.Errorf("next month: %s", got.Text)
	}
}

// TestOneOwnerAgreesWithThemselves: only where the business says so, and it is
// marked for the weekly review.
func TestOneOwnerAgreesWithThemselves(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil)
	bowl := rewarding(t, a, map[string]any{"limit_agent": 0, "limit_lead": 0})
	got := give(t, a, testapp.Lead, c.Id, bowl, nil)
	id := fmt.Sprint(got.JSON["id"])
	a.Exec(t, "UPDATE grants SET agent = {:admin} WHERE id = {:id}", dbx.Params{"admin": testapp.Admin, "id": id})
	yes := map[string]any{"status": "approved"}
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Grants, id), yes); got.Code("status") != "grant_second_person" {
		t.Errorf("one's own: %d %s", got.Status, got.Text)
	}
	a.Exec(t, "UPDATE business SET single_owner_mode = 1", dbx.Params{})
	a.Engine.Forget()
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Grants, id), yes); got.JSON["self_approved"] != true {
		t.Errorf("alone: %d %s", got.Status, got.Text)
	}
	rows := a.Find(t, records.Events, "type = 'grant.approved'", c.Id)
	if len(rows) != 1 || !strings.Contains(rows[0].GetString("data"), `"self_approved":true`) {
		t.Error("the event does not mark it")
	}
}

// TestTheCatalogueIsSound: what the owner writes makes sense, and a discount is
// no answer where the law keeps selling out of it.
func TestTheCatalogueIsSound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	add := func(change map[string]any) testapp.Answer {
		body := map[string]any{"name": "Vale", "kind": "discount", "active": true, "cost": 10}
		for name, value := range change {
			body[name] = value
		}
		return a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Rewards), body)
	}
	if got := add(nil); got.Status != http.StatusOK {
		t.Errorf("a discount in Peru: %s", got.Text)
	}
	if got := add(map[string]any{"cost": -1}); got.Code("cost") != "amount_invalid" {
		t.Errorf("a debt: %s", got.Text)
	}
	if got := add(map[string]any{"limit_agent": 9, "limit_lead": 3}); got.Code("limit_lead") != "reward_limits" {
		t.Errorf("an agent above a lead: %s", got.Text)
	}
	a.Exec(t, "UPDATE business SET legal_profile = 'es-l10'", dbx.Params{})
	a.Engine.Forget()
	if got := add(nil); got.Code("kind") != "reward_sales_offer" {
		t.Errorf("a discount in Spain: %d %s", got.Status, got.Text)
	}
}

// TestGesturesOfACase: what may be given with its room, and what one may do with
// what was; a case that one may not open has none.
func TestGesturesOfACase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, bowl := a.At(t, complaint.Investigating, nil), rewarding(t, a, nil)
	rewarding(t, a, map[string]any{"name": "Agotado", "stock": 0})
	for range 2 {
		give(t, a, testapp.Agent, c.Id, bowl, nil)
	}
	path := "/api/crm/complaints/" + c.Id + "/gestures"
	rows := []struct{ who, room, may string }{
		{testapp.Agent, `"room":0`, `"may":["refused"]`}, {testapp.Lead, `"room":70`, `"may":["approved","refused"]`}, {testapp.Supervisor, `"room":null`, `"may":["approved","refused"]`},
	}
	for _, row := range rows {
		got := a.Ask(t, row.who, http.MethodGet, path, nil)
		for _, want := range []string{row.room, row.may, `"left":1`, `"agent_name"`} {
			if !strings.Contains(got.Text, want) {
				t.Errorf("%s: no %s in %s", row.who, want, got.Text)
			}
		}
		if strings.Contains(got.Text, "Agotado") {
			t.Errorf("%s is offered what is not there", row.who)
		}
	}
	a.Exec(t, "UPDATE complaints SET confidential = 1 WHERE id = {:id}", dbx.Params{"id": c.Id})
	if got := a.Ask(t, testapp.Agent2, http.MethodGet, path, nil); got.Status != http.StatusNotFound {
		t.Errorf("confidential: %d", got.Status)
	}
}

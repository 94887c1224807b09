package hooks_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// listed adds a row to one of the lists.
func listed(t *testing.T, a *testapp.App, table string, values map[string]any) string {
	t.Helper()
	r, err := a.Engine.Create(a, table, values, a.Actor(t, testapp.Admin))
	if err != nil {
		t.Fatal(err)
	}
	return r.Id
}

// TestNobodyWritesOverAList: a row that changed since it was read is left as it is.
func TestNobodyWritesOverAList(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	rows := []struct{ table, id, field string }{
		{records.Rewards, rewarding(t, a, nil), "name"},
		{records.Causes, "delivery", "name_es"},
		{records.Products, listed(t, a, records.Products, map[string]any{"name": "Vajilla", "active": true}), "name"},
		{records.Business, "businessnogal01", "name"},
	}
	for _, row := range rows {
		path := testapp.Records(row.table, row.id)
		first := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{row.field: "Primera", "version": 0})
		second := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{row.field: "Segunda", "version": 0})
		if first.Status != http.StatusOK || first.JSON["version"] != 1.0 {
			t.Errorf("%s: %d %s", row.table, first.Status, first.Text)
		}
		if second.Status != http.StatusConflict || second.Code("version") != "stale_row" || second.Message("version") == "" {
			t.Errorf("%s again: %d %s", row.table, second.Status, second.Text)
		}
		if got := a.Ask(t, testapp.Admin, http.MethodGet, path, nil); got.JSON[row.field] != "Primera" {
			t.Errorf("%s: %v is stored", row.table, got.JSON[row.field])
		}
	}
}

// TestAGestureTakenMeanwhile: who counts the shelf anew does so knowing what was
// given since it was read.
func TestAGestureTakenMeanwhile(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	bowl := rewarding(t, a, nil)
	give(t, a, testapp.Agent, a.At(t, complaint.Investigating, nil).Id, bowl, nil)
	path := testapp.Records(records.Rewards, bowl)
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"stock": 3, "version": 0}); got.Code("version") != "stale_row" {
		t.Errorf("counted over a gesture: %d %s", got.Status, got.Text)
	}
	if got := a.Ask(t, testapp.Admin, http.MethodPatch, path, map[string]any{"stock": 9, "version": 1}); got.JSON["stock"] != 9.0 {
		t.Errorf("counted anew: %d %s", got.Status, got.Text)
	}
}

func TestListsAreSound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	inside := listed(t, a, records.Causes, map[string]any{"name_es": "Sin separadores", "parent": "delivery", "active": true})
	rows := []struct {
		name, method, path string
		body               map[string]any
		field, code        string
	}{
		{"a cause without a name", http.MethodPost, testapp.Records(records.Causes), map[string]any{"name_es": " "}, "name_es", "validation_required"},
		{"a third level", http.MethodPost, testapp.Records(records.Causes), map[string]any{"name_es": "Más", "parent": inside}, "parent", "cause_levels"},
		{"inside of itself", http.MethodPatch, testapp.Records(records.Causes, "billing"), map[string]any{"parent": "billing"}, "parent", "cause_levels"},
		{"one with others inside", http.MethodPatch, testapp.Records(records.Causes, "delivery"), map[string]any{"parent": "billing"}, "parent", "cause_levels"},
		{"inside of nothing", http.MethodPatch, testapp.Records(records.Causes, "billing"), map[string]any{"parent": "nosuchcause"}, "parent", "validation_missing_rel_records"},
		{"a product without a name", http.MethodPost, testapp.Records(records.Products), map[string]any{"code": "V-16"}, "name", "validation_required"},
		{"a reward without a kind", http.MethodPost, testapp.Records(records.Rewards), map[string]any{"name": "Un cuenco"}, "kind", "validation_required"},
	}
	for _, row := range rows {
		if got := a.Ask(t, testapp.Admin, row.method, row.path, row.body); got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	made := a.Ask(t, testapp.Admin, http.MethodPost, testapp.Records(records.Causes), map[string]any{"name_es": "Clima", "active": true})
	if before := a.Count(t, records.Causes, "position >= 11"); before < 2 || made.JSON["position"].(float64) < 12 {
		t.Errorf("a new cause stands at %v", made.JSON["position"])
	}
}

// TestNoLongerOffered: what is out of use stays where it is and goes nowhere else.
func TestNoLongerOffered(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	old := listed(t, a, records.Products, map[string]any{"name": "Vajilla Colca"})
	c := a.At(t, complaint.Investigating, map[string]any{"cause": "delivery"})
	a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Causes, "delivery"), map[string]any{"active": false})
	a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Causes, "misuse"), map[string]any{"active": false})
	path := testapp.Records(records.Complaints, c.Id)
	for _, row := range []struct {
		name        string
		body        map[string]any
		status      int
		field, code string
	}{
		{"a cause out of use", map[string]any{"cause": "misuse"}, 400, "cause", "list_inactive"},
		{"a product out of use", map[string]any{"product": old}, 400, "product", "list_inactive"},
		{"a product of nobody", map[string]any{"product": "nosuchproduct00"}, 400, "product", "validation_missing_rel_records"},
		{"the one that it had", map[string]any{"cause": "delivery", "impact": "No puede servir la cena"}, 200, "", ""},
		{"another one that is used", map[string]any{"cause": "billing"}, 200, "", ""},
		{"back to the one that it had", map[string]any{"cause": "delivery"}, 400, "cause", "list_inactive"},
	} {
		if got := a.Ask(t, testapp.Agent, http.MethodPatch, path, row.body); got.Status != row.status || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
}

// TestSettingsByRole: who answers for an area or more sees the lists; who may
// keep them is the rule of each collection.
func TestSettingsByRole(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, row := range roles {
		status, keeps := http.StatusForbidden, row.name == "admin"
		switch row.name {
		case "guest", "left":
			status = http.StatusUnauthorized
		case "lead", "supervisor", "admin":
			status = http.StatusOK
		}
		got := a.Ask(t, row.who, http.MethodGet, "/api/crm/settings", nil)
		if got.Status != status {
			t.Errorf("%s: %d, want %d", row.name, got.Status, status)
			continue
		}
		if status != http.StatusOK {
			continue
		}
		may, _ := got.JSON["may"].(map[string]any)
		for _, table := range []string{records.Rewards, records.Causes, records.Products} {
			if doors, _ := may[table].(map[string]any); doors["create"] != keeps || doors["update"] != keeps {
				t.Errorf("%s, %s: %v", row.name, table, doors)
			}
		}
		for _, table := range []string{records.Alternatives, records.Plans} {
			if doors, _ := may[table].(map[string]any); doors["create"] != true || doors["update"] != true {
				t.Errorf("%s, %s: %v", row.name, table, doors)
			}
		}
	}
	session := func(who string) any {
		me, _ := a.Ask(t, who, http.MethodGet, "/api/crm/session", nil).JSON["agent"].(map[string]any)
		return me["manages"]
	}
	if session(testapp.Agent) != false || session(testapp.Lead) != true {
		t.Error("the session does not say who manages")
	}
}

// TestShelfOfTheMonth: what was given since the first of the month in Lima, by
// reward; refused ones and another currency are in no sum.
func TestShelfOfTheMonth(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.At(t, complaint.Investigating, nil).Id
	bowl, box := rewarding(t, a, nil), rewarding(t, a, map[string]any{"currency": "USD", "unlimited": true, "stock": 0})
	last := rewarding(t, a, map[string]any{"valid_until": "2026-11-24"})
	a.Clock.Set(time.Date(2026, 11, 1, 4, 59, 0, 0, time.UTC)) // still October in Lima
	give(t, a, testapp.Admin, a.At(t, complaint.Received, nil).Id, bowl, nil)
	a.Clock.Set(time.Date(2026, 11, 25, 4, 59, 58, 0, time.UTC)) // the last seconds of the 24th
	give(t, a, testapp.Agent, c, bowl, nil)
	id, _ := give(t, a, testapp.Agent, c, bowl, nil).JSON["id"].(string)
	a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Grants, id), map[string]any{"status": "refused", "refusal_reason": "Ya recibió uno"})
	give(t, a, testapp.Agent, c, bowl, nil)
	give(t, a, testapp.Admin, c, box, nil)
	a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Business, "businessnogal01"), map[string]any{"reward_budget": 500})
	got := a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/settings", nil)
	budget, _ := got.JSON["budget"].(map[string]any)
	if budget["limit"] != 500.0 || budget["used"] != 80.0 || budget["currency"] != "PEN" || budget["version"] != 1.0 {
		t.Errorf("budget %v", budget)
	}
	rewards, _ := got.JSON["rewards"].(map[string]any)
	for id, want := range map[string]map[string]any{
		bowl: {"state": "reward_out_of_stock", "given": 1.0, "pending": 1.0, "cost": 80.0, "currency": "PEN"},
		box:  {"state": "", "given": 1.0, "pending": 0.0, "cost": 40.0, "currency": "USD"},
		last: {"state": "reward_ending", "given": 0.0, "pending": 0.0, "cost": 0.0, "currency": "PEN"},
	} {
		one, _ := rewards[id].(map[string]any)
		for name, value := range want {
			if one[name] != value {
				t.Errorf("%v: %s, want %v", one, name, value)
			}
		}
	}
	if got := give(t, a, testapp.Agent, c, last, map[string]any{"cost": 1}); got.JSON["status"] == nil {
		t.Errorf("on its last day: %s", got.Text)
	}
	a.Clock.Set(time.Date(2026, 11, 25, 5, 0, 0, 0, time.UTC))
	if got := give(t, a, testapp.Agent, c, last, nil); got.Code("reward") != "reward_expired" {
		t.Errorf("a day later: %s", got.Text)
	}
}

// TestTheMonthIsFound: after years of gestures only those of this month are read.
func TestTheMonthIsFound(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	crowd(t, a)
	a.Exec(t, "UPDATE grants SET created = strftime('%Y-%m-%d 12:00:00.000Z', '2026-11-24', '-' || rowid || ' days')", nil)
	a.Exec(t, "ANALYZE", nil)
	seen := 0
	for _, q := range listen(a, func() { a.Ask(t, testapp.Lead, http.MethodGet, "/api/crm/settings", nil) }) {
		if !strings.Contains(q, "FROM `grants`") {
			continue
		}
		seen++
		if p := plan(t, a, q); !strings.Contains(p, "SEARCH grants USING INDEX") || !strings.Contains(p, "created>?") {
			t.Errorf("%s\n\t%s", q, p)
		}
	}
	if seen != 2 {
		t.Errorf("%d queries of gestures", seen)
	}
}

// TestTextsSayHowTheyStand: what is in force and what was is fixed; what is to
// come is not.
func TestTextsSayHowTheyStand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	coming := listed(t, a, records.Consents, map[string]any{"version": "2027-01", "language": "es", "text": "Para responderle.", "valid_from": "2027-01-01"})
	newer := listed(t, a, records.Consents, map[string]any{"version": "2026-11b", "language": "es", "text": "Para responderle.", "valid_from": "2026-11-24"})
	got := a.Ask(t, testapp.Admin, http.MethodGet, "/api/crm/settings", nil)
	all, _ := got.JSON["consents"].(map[string]any)
	for id, want := range map[string]map[string]any{coming: {"state": "consent_coming", "fixed": false}, newer: {"state": "consent_now", "fixed": true}} {
		if one, _ := all[id].(map[string]any); one["state"] != want["state"] || one["fixed"] != want["fixed"] {
			t.Errorf("%v, want %v", one, want)
		}
	}
	over := 0
	for _, one := range all {
		if one, _ := one.(map[string]any); one["state"] == "consent_over" && one["fixed"] == true {
			over++
		}
	}
	if over == 0 || over != len(all)-2 {
		t.Errorf("%d of %d were there before", over, len(all))
	}
}

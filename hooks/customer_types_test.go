package hooks_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// purchase is one of Rosa, as a till would send it.
func purchase(more map[string]any) map[string]any {
	out := map[string]any{"customer": testapp.Rosa, "date": "2026-11-12", "amount": 689, "product": "Vajilla Colca"}
	for name, value := range more {
		out[name] = value
	}
	return out
}

func buy(t *testing.T, a *testapp.App, more map[string]any) testapp.Answer {
	t.Helper()
	return a.Ask(t, testapp.Robot, http.MethodPost, testapp.Records(records.Purchases), purchase(more))
}

// typed is a derived value of Rosa as it is stored.
func typed(t *testing.T, a *testapp.App, criterion string) string {
	t.Helper()
	r, err := a.FindRecordById(records.Customers, testapp.Rosa)
	if err != nil {
		t.Fatal(err)
	}
	return r.GetString(criterion)
}

// TestPurchases: what a purchase may be, with the field that is wrong named, and
// nothing stored when it is.
func TestPurchases(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	if got := buy(t, a, map[string]any{"external_id": "P-1"}); got.Status != http.StatusOK || got.JSON["currency"] != "PEN" {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	before := a.Stored(t)
	rows := []struct {
		name  string
		more  map[string]any
		field string
		code  string
	}{
		{"the same number again", map[string]any{"external_id": "P-1"}, "external_id", "validation_not_unique"},
		{"tomorrow in Lima", map[string]any{"date": "2026-11-25"}, "date", "purchase_future"},
		{"a moment that is tomorrow in Lima", map[string]any{"date": "2026-11-25 06:00:00.000Z"}, "date", "purchase_future"},
		{"less than nothing", map[string]any{"amount": -0.01}, "amount", "purchase_negative"},
		{"of nobody", map[string]any{"customer": ""}, "customer", "validation_required"},
		{"on no day", map[string]any{"date": ""}, "date", "validation_required"},
	}
	for _, row := range rows {
		if got := buy(t, a, row.more); got.Status != http.StatusBadRequest || got.Code(row.field) != row.code {
			t.Errorf("%s: %d %s", row.name, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
	for name, more := range map[string]map[string]any{"today": {"date": "2026-11-24"}, "a moment that is still today in Lima": {"date": "2026-11-25 04:00:00.000Z"},
		"a gift": {"amount": 0}, "without a number, twice": {"external_id": ""}} {
		if got := buy(t, a, more); got.Status != http.StatusOK {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	if n := a.Count(t, records.Purchases, "external_id = 'P-1'"); n != 1 {
		t.Errorf("%d rows of one number", n)
	}
}

// TestTypesFollow: in the same transaction, with a row for each change.
func TestTypesFollow(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	if got := typed(t, a, "relation"); got != "potential" {
		t.Errorf("before any purchase: %q", got)
	}
	for i, day := range []string{"2026-01-30", "2026-05-06", "2026-08-21", "2026-11-12"} {
		if got := buy(t, a, map[string]any{"date": day, "external_id": fmt.Sprint("P-", i)}); got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
	}
	for criterion, want := range map[string]string{"relation": "current", "activity": "active", "frequency": "regular", "volume": "", "satisfaction": "", "influence": "family"} {
		if got := typed(t, a, criterion); got != want {
			t.Errorf("%s: %q, want %q", criterion, got, want)
		}
	}
	if n := a.Count(t, records.Classifications, "criterion = 'relation' AND value = 'current' AND previous = 'potential' AND source = 'auto'"); n != 1 {
		t.Errorf("%d rows tell that a prospect became a customer", n)
	}
	first, err := a.FindFirstRecordByFilter(records.Purchases, "external_id = 'P-3'")
	report(t, err)
	got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Purchases, first.Id), map[string]any{"date": "2024-11-12"})
	if got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	a.Exec(t, "DELETE FROM purchases WHERE date > '2025'", nil)
	report(t, a.Engine.Retype(a))
	if got := typed(t, a, "activity"); got != "inactive" {
		t.Errorf("with one purchase of two years ago: %q", got)
	}
	if got := typed(t, a, "frequency"); got != "occasional" {
		t.Errorf("with one purchase of two years ago: %q", got)
	}
	before := a.Stored(t)
	report(t, a.Engine.Retype(a))
	a.Unchanged(t, before)
}

// TestVolumeIsComparedInOneCurrency: ten who buy, and one who pays in another
// currency, who is not among the largest for that.
func TestVolumeIsComparedInOneCurrency(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	ids := []string{}
	for i := range 11 {
		r, err := a.Engine.Create(a, records.Customers, map[string]any{"name": fmt.Sprint("Cliente ", i)}, a.Actor(t, testapp.Agent))
		report(t, err)
		ids = append(ids, r.Id)
		amount, currency := 300.0, "PEN"
		if i == 0 {
			amount = 3000
		}
		if i == 10 {
			amount, currency = 9999, "usd"
		}
		if got := buy(t, a, map[string]any{"customer": r.Id, "amount": amount, "currency": currency}); got.Status != http.StatusOK {
			t.Fatalf("%d %s", got.Status, got.Text)
		}
	}
	if got := buy(t, a, map[string]any{"amount": 5}); got.Status != http.StatusOK { // Rosa makes the ten full
		t.Fatal(got.Text)
	}
	report(t, a.Engine.Retype(a))
	for id, want := range map[string]string{ids[0]: "high", ids[1]: "average", ids[10]: "", testapp.Rosa: "low"} {
		if n := a.Count(t, records.Customers, "id = '"+id+"' AND volume = '"+want+"'"); n != 1 {
			t.Errorf("%s is not %q", id, want)
		}
	}
}

// TestInfluenceFollowsWhoWasBrought: and what is known of a customer's reach.
func TestInfluenceFollowsWhoWasBrought(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for i, want := range []string{"regular", "regular", "high"} {
		got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Customers), map[string]any{"name": fmt.Sprint("Recomendado ", i), "referred_by": testapp.Rosa})
		if got.Status != http.StatusOK || typed(t, a, "influence") != want {
			t.Errorf("after %d: %d, %q", i+1, got.Status, typed(t, a, "influence"))
		}
	}
	got := a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Customers), map[string]any{"name": "Gremio", "press": true})
	if got.JSON["influence"] != "high" || got.JSON["types"] != nil {
		t.Errorf("%s", got.Text)
	}
}

// TestCorrectionByHand: needs a reason and an end, stands against the numbers
// until then, and leaves its row.
func TestCorrectionByHand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	correct := func(more map[string]any) testapp.Answer {
		body := map[string]any{"customer": testapp.Rosa, "criterion": "influence", "value": "high", "reason": "Dirige la asociación de vecinos", "expires": "2026-12-24"}
		for name, value := range more {
			body[name] = value
		}
		return a.Ask(t, testapp.Agent, http.MethodPost, testapp.Records(records.Classifications), body)
	}
	before := a.Stored(t)
	for field, bad := range map[string]any{"reason": " ", "expires": "2026-11-24 10:00:00.000Z", "value": "active", "criterion": "colour"} {
		if got := correct(map[string]any{field: bad}); got.Status != http.StatusBadRequest || got.Code(field) == "" {
			t.Errorf("%s: %d %s", field, got.Status, got.Text)
		}
	}
	a.Unchanged(t, before)
	if got := correct(nil); got.Status != http.StatusOK || got.JSON["source"] != "manual" || got.JSON["previous"] != "family" || got.JSON["agent"] != testapp.Agent {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	report(t, a.Engine.Retype(a))
	if got := typed(t, a, "influence"); got != "high" {
		t.Errorf("the numbers won: %q", got)
	}
	a.Clock.Move(31 * 24 * time.Hour)
	report(t, a.Engine.Retype(a))
	if got := typed(t, a, "influence"); got != "family" {
		t.Errorf("after its end: %q", got)
	}
	row, err := a.FindFirstRecordByFilter(records.Classifications, "source = 'manual'")
	report(t, err)
	got := a.Ask(t, testapp.Superuser, http.MethodPatch, testapp.Records(records.Classifications, row.Id), map[string]any{"reason": "Otra"})
	if got.Status != http.StatusBadRequest {
		t.Errorf("the history was rewritten: %d", got.Status)
	}
}

// TestVolumeLowersNoPriority: the same case of customers of every type has the
// same place in the queue and the same legal date (Ley 1480 art. 3 num. 1.12).
func TestVolumeLowersNoPriority(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	places := map[string]string{}
	for _, volume := range []string{"high", "average", "low", ""} {
		for _, satisfaction := range []string{"delighted", "dissatisfied", ""} {
			a.Exec(t, "UPDATE customers SET volume = {:v}, satisfaction = {:s} WHERE id = {:id}", dbx.Params{"v": volume, "s": satisfaction, "id": testapp.Rosa})
			c := a.File(t, testapp.Agent, nil)
			key := c.GetString("queue_key")
			places[key[:len(key)-len(c.Id)]+c.GetString("lane")+c.GetString("legal_due")] = volume
		}
	}
	if len(places) != 1 {
		t.Errorf("the place depends on the type: %v", places)
	}
}

// TestCardOfACustomer: the file tells the types with the numbers of both sides,
// the last purchases and the open cases that the caller may open.
func TestCardOfACustomer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	buy(t, a, map[string]any{"external_id": "P-1"})
	other := a.File(t, testapp.Agent, nil)
	c := a.At(t, complaint.Investigating, nil)
	got := a.Ask(t, testapp.Agent, http.MethodGet, "/api/crm/complaints/"+c.Id+"/file", nil)
	var file struct {
		Card struct {
			Types []struct {
				Criterion, Value, Source, Date string
				Numbers                        map[string]any
			}
			Purchases []struct{ Product string }
			Open      []struct{ ID string }
			Cases     int
			May       map[string]bool
			Codes     struct {
				Types    map[string][]string
				Profiles []string
			}
		} `json:"customer_card"`
	}
	report(t, json.Unmarshal([]byte(got.Text), &file))
	card := file.Card
	if len(card.Types) != 6 || card.Types[1].Value != "active" || card.Types[1].Numbers["last"] != "2026-11-12" || card.Types[1].Numbers["window"] != 90.0 || card.Types[1].Date == "" {
		t.Errorf("types %+v", card.Types)
	}
	if card.Types[2].Value != "" || card.Types[2].Source != "auto" {
		t.Errorf("a frequency after twelve days: %+v", card.Types[2])
	}
	if len(card.Purchases) != 1 || card.Purchases[0].Product != "Vajilla Colca" || card.Cases != 2 || len(card.Open) != 1 || card.Open[0].ID != other.Id {
		t.Errorf("card %+v", card)
	}
	if len(card.Codes.Types) != 6 || len(card.Codes.Profiles) != 6 {
		t.Errorf("codes %+v", card.Codes)
	}
	if card.May["judge"] || !card.May["note"] {
		t.Errorf("an agent may %v", card.May)
	}
}

// TestCustomerListsUseTheirIndexes: a card reads no table from end to end.
func TestCustomerListsUseTheirIndexes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for query, index := range map[string]string{
		"SELECT customer, date, amount, currency FROM purchases WHERE customer IN ('a', 'b') ORDER BY customer, date": "COVERING INDEX idx_purchases_customer",
		"SELECT customer, date, amount, currency FROM purchases ORDER BY customer, date":                              "COVERING INDEX idx_purchases_customer",
		"SELECT * FROM profiles WHERE customer = 'a' AND status = 'suggested' ORDER BY created DESC":                  "idx_profiles_customer",
		"SELECT * FROM profiles WHERE status = 'confirmed' AND expires != '' AND expires <= 'x' ORDER BY expires":     "idx_profiles_expiry",
		"SELECT * FROM behaviours WHERE customer = 'a' ORDER BY created DESC":                                         "idx_behaviours_customer",
		"SELECT * FROM classifications WHERE customer = 'a' ORDER BY created DESC":                                    "idx_classifications_customer",
		"SELECT referred_by, COUNT(*) FROM customers WHERE referred_by IN ('a') AND referred_by != '' GROUP BY 1":     "idx_customers_referred",
		"SELECT product FROM complaints WHERE customer = 'a' AND received_at >= 'x' ORDER BY received_at DESC":        "idx_complaints_customer",
	} {
		if got := plan(t, a, query); !strings.Contains(got, index) {
			t.Errorf("%s\nreads by %s, not %s", query, got, index)
		}
	}
}

package hooks_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// crowdOf stores so many customers, each with a purchase of so many days ago,
// straight into the tables.
func crowdOf(t *testing.T, a *testapp.App, n int) {
	t.Helper()
	for i := range n {
		day := a.Clock.Now().AddDate(0, 0, -i%700).Format("2006-01-02 00:00:00.000Z")
		a.Exec(t, "INSERT INTO customers (id, name) VALUES ({:id}, 'Cliente')", dbx.Params{"id": fmt.Sprintf("crowd%010d", i)})
		a.Exec(t, "INSERT INTO purchases (id, customer, date, amount, currency) VALUES ({:id}, {:customer}, {:day}, {:amount}, 'PEN')",
			dbx.Params{"id": fmt.Sprintf("buy%012d", i), "customer": fmt.Sprintf("crowd%010d", i), "day": day, "amount": 10 + i})
	}
}

// TestNightlyTypes: everybody is derived, also rows that have none yet; a second
// run writes nothing; and one by one gives the same as all at once.
func TestNightlyTypes(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	crowdOf(t, a, 1100) // more than one look, and more than are counted on each write
	report(t, a.Engine.Retype(a))
	if n := a.Count(t, records.Customers, "relation = '' OR types IS NULL"); n != 0 {
		t.Errorf("%d were left out", n)
	}
	for where, want := range map[string]int{"volume = 'high'": 0, "activity = 'active' AND relation = 'current'": 0, "activity = 'inactive'": 0} {
		if n := a.Count(t, records.Customers, where); n == want {
			t.Errorf("%d are %s", n, where)
		}
	}
	before := a.Stored(t)
	report(t, a.Engine.Retype(a))
	a.Unchanged(t, before)
	a.Exec(t, "UPDATE customers SET types = NULL, volume = '' WHERE id LIKE 'crowd%7'", nil)
	report(t, a.Engine.Retype(a))
	if got, want := typesOnly(t, a), typesIn(t, before[records.Customers]); got != want {
		t.Error("those that were made again are others")
	}
}

// typesOnly are the derived values of all, as text.
func typesOnly(t *testing.T, a *testapp.App) string {
	return typesIn(t, a.Stored(t)[records.Customers])
}

func typesIn(t *testing.T, dump string) string {
	t.Helper()
	out, count := "", 0
	for _, field := range fieldsOf(dump) {
		for _, name := range []string{"activity=", "frequency=", "relation=", "volume="} {
			if len(field) >= len(name) && field[:len(name)] == name {
				out += field + "|"
				count++
			}
		}
	}
	if count == 0 {
		t.Fatal("no types in the table")
	}
	return out
}

// TestManyPurchasesAreComparedWithLastNight: the customer's own numbers are
// those of now, what they are compared with is of the night before.
func TestManyPurchasesAreComparedWithLastNight(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	crowdOf(t, a, 1001)
	report(t, a.Engine.Retype(a))
	baseline := func() (b struct {
		Purchases int
		HighFrom  float64 `json:"high_from"`
		Mean      float64
	}) {
		r, err := a.FindFirstRecordByFilter(records.Business, "")
		report(t, err)
		report(t, json.Unmarshal([]byte(r.GetString("baseline")), &b))
		return b
	}
	night := baseline()
	if night.Purchases != 1001 {
		t.Fatalf("last night had %d", night.Purchases)
	}
	if got := buy(t, a, map[string]any{"amount": night.HighFrom}); got.Status != http.StatusOK {
		t.Fatal(got.Text)
	}
	for criterion, want := range map[string]string{"relation": "current", "activity": "active", "volume": "high"} {
		if got := typed(t, a, criterion); got != want {
			t.Errorf("at once %s is %q, want %q", criterion, got, want)
		}
	}
	if now := baseline(); now != night {
		t.Errorf("one purchase counted the whole business: %+v", now)
	}
	a.Clock.Move(24 * time.Hour)
	report(t, a.Engine.Retype(a))
	if now := baseline(); now.Purchases != 1002 || now.Mean == night.Mean {
		t.Errorf("the night after: %+v", now)
	}
}

// TestBuyingWhileTypesAreRenewed: what is bought in the middle of the night is
// not written over.
func TestBuyingWhileTypesAreRenewed(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	crowdOf(t, a, 200)
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			body := map[string]any{"customer": fmt.Sprintf("crowd%010d", 5*i), "amount": 5, "external_id": fmt.Sprint("N-", i)}
			if got := buy(t, a, body); got.Status != http.StatusOK {
				t.Errorf("%d %s", got.Status, got.Text)
			}
		})
	}
	if err := a.Engine.Retype(a); err != nil {
		t.Error(err)
	}
	wait.Wait()
	n := a.Count(t, records.Customers, "id LIKE 'crowd%' AND json_extract(types, '$.relation.numbers.purchases') != (SELECT COUNT(*) FROM purchases WHERE purchases.customer = customers.id)")
	if n != 0 {
		t.Errorf("%d customers have the purchases of before", n)
	}
}

// TestCustomersOfAnOlderDatabase have no types yet, not even an empty text.
func TestCustomersOfAnOlderDatabase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "UPDATE customers SET types = NULL", nil)
	if got := buy(t, a, nil); got.Status != http.StatusOK {
		t.Fatalf("%d %s", got.Status, got.Text)
	}
	if got := typed(t, a, "relation"); got != "current" {
		t.Errorf("%q", got)
	}
}

// fieldsOf takes a dump of a table apart.
func fieldsOf(dump string) []string {
	return strings.FieldsFunc(dump, func(r rune) bool { return r == '|' || r == '\n' })
}

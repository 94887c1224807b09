package hooks_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"escucha/domain/customer"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// somebody is a customer with any types and purchases at all.
func somebody(t *testing.T, a *testapp.App, rng *rand.Rand, n int) string {
	t.Helper()
	r, err := a.Engine.Create(a, records.Customers, map[string]any{"name": fmt.Sprint("Cliente ", n), "public_reach": rng.IntN(20_000)}, a.Actor(t, testapp.Agent))
	if err != nil {
		t.Fatal(err)
	}
	for range rng.IntN(6) {
		bought := map[string]any{"customer": r.Id, "date": fmt.Sprintf("2026-%02d-%02d", 1+rng.IntN(11), 1+rng.IntN(20)), "amount": float64(rng.IntN(90_000)) / 10}
		if _, err := a.Engine.Create(a, records.Purchases, bought, a.Actor(t, testapp.Robot)); err != nil {
			t.Fatal(err)
		}
	}
	for _, criterion := range customer.Criteria() {
		values := append(customer.Values(criterion), customer.Unknown)
		a.Exec(t, "UPDATE customers SET "+criterion+" = '"+values[rng.IntN(len(values))]+"' WHERE id = '"+r.Id+"'", nil)
	}
	return r.Id
}

// TestMoneyBuysNoPlace: whatever somebody bought and whatever kind of customer
// that makes them, the same case filed at the same moment has the same place in
// the queue and the same legal date (Ley 1480 art. 3).
func TestMoneyBuysNoPlace(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	rng := rand.New(rand.NewPCG(7, 2026))
	want := ""
	for n := range 40 {
		who := somebody(t, a, rng, n)
		c := a.File(t, testapp.Robot, map[string]any{"customer": who})
		got := fmt.Sprint(c.GetString("queue_key")[:24], c.GetString("lane"), c.GetString("legal_due"), c.GetString("internal_due"), c.GetString("severity"), c.GetString("urgency"), c.GetBool("person_only"), c.GetString("owner"))
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("customer %d is attended as %s, others as %s", n, got, want)
		}
	}
	if n := a.Count(t, records.Customers, "volume != ''"); n < 10 {
		t.Fatalf("only %d of them have a volume", n)
	}
}

// TestTypesChangeNothingLater: nor when the types change while the case is open.
func TestTypesChangeNothingLater(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c := a.File(t, testapp.Agent, nil)
	before := fmt.Sprint(c.GetString("queue_key"), c.GetString("legal_due"), c.GetInt("version"))
	rng := rand.New(rand.NewPCG(1, 2))
	for range 12 {
		bought := map[string]any{"customer": testapp.Rosa, "date": fmt.Sprintf("2026-10-%02d", 1+rng.IntN(28)), "amount": float64(rng.IntN(9000))}
		if _, err := a.Engine.Create(a, records.Purchases, bought, a.Actor(t, testapp.Robot)); err != nil {
			t.Fatal(err)
		}
		report(t, a.Engine.Retype(a))
		report(t, a.Engine.Tick(a))
		now := a.Reload(t, c)
		if got := fmt.Sprint(now.GetString("queue_key"), now.GetString("legal_due"), now.GetInt("version")); got != before {
			t.Fatalf("%s became %s", before, got)
		}
	}
}

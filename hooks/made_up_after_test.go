package hooks_test

import (
	"slices"

	"github.com/pocketbase/dbx"

	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// goesOn changes what is past, after reports of it were read: cases come with an
// import, some were registered by mistake, two customers are one person, and a
// gesture was approved that nobody had noted.
func (v *invention) goesOn(a *testapp.App, n int) {
	v.t.Helper()
	earlier := v.all
	v.importing = true
	v.within(a, func() {
		v.more(n)
		for _, c := range earlier {
			c.noted()
		}
	})
	v.mistakes(a, earlier, max(4, n/10))
	for i := range max(1, n/20) {
		merged(v.t, a, v.customers[2*i], v.customers[2*i+1])
	}
}

// noted, late: a gesture of the time in which the case was at work.
func (c *imaginary) noted() {
	if c.chance(3) {
		id := c.row(records.Grants, dbx.Params{"complaint": c.id, "customer": c.text("customer"), "status": "pending", "cost": 7.5, "currency": "EUR",
			"created": records.Stamp(c.at), "reward_name": "Un vale"})
		_, err := c.tx.NonconcurrentDB().Update(records.Grants, dbx.Params{"status": "approved", "answered_at": records.Stamp(c.at)}, dbx.HashExp{"id": id}).Execute()
		report(c.t, err)
	}
}

// mistakes are voided, by whoever leads.
func (v *invention) mistakes(a *testapp.App, list []*imaginary, n int) {
	for _, c := range list {
		if n > 0 && slices.Contains([]string{"received", "assessing"}, c.text("stage")) {
			n--
			a.Move(v.t, c.id, testapp.Supervisor, casework.Move{To: "voided", Fields: map[string]any{"void_reason": "Estaba dos veces"}})
		}
	}
}

package hooks_test

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

// learns makes up what a shop does with what it hears: it asks customers again,
// looks at what its measures changed, follows the troubles of many, and notes each
// night how the work stands.
func (v *invention) learns(a *testapp.App) {
	v.t.Helper()
	v.within(a, func() {
		v.campaigns()
		v.looksAt()
		v.follows()
		v.nights()
	})
}

// some moment of the last so many days.
func (v *invention) some(days int) time.Time {
	return v.until.Add(-time.Duration(v.rng.IntN(days*24*60)) * time.Minute).Truncate(time.Minute)
}

// campaigns ask some of those who had cases, and others who had none.
func (v *invention) campaigns() {
	campaign := v.row("campaigns", dbx.Params{"name": "Del año", "audience": "closed", "active": true})
	asked := func(customer, complaint, campaign string) {
		values := dbx.Params{"customer": customer, "complaint": complaint, "campaign": campaign, "channel": "link", "solution": v.rng.IntN(6), "answered_at": ""}
		sent := v.some(500)
		values["sent_at"], values["created"] = records.Stamp(sent), records.Stamp(sent)
		if answered := sent.Add(v.minutes(7 * 24 * 60)); v.chance(70) && !answered.After(v.until) {
			values["answered_at"] = records.Stamp(answered)
		}
		v.row(records.Surveys, values)
	}
	for _, c := range v.all {
		if c.text("customer") != "" && v.chance(25) {
			asked(c.text("customer"), c.id, campaign)
		}
	}
	for i := range 40 {
		who := v.row(records.Customers, dbx.Params{"name": fmt.Sprint("Sin quejas ", i), "language": "es"})
		asked(who, "", fmt.Sprint("campaign", i))
	}
}

// looksAt what measures changed; at some of them nobody has looked yet.
func (v *invention) looksAt() {
	for i := range 60 {
		values := dbx.Params{"title": fmt.Sprint("Medida ", i), "kind": "process", "status": "done", "cause": v.pick("delivery", "billing"), "done_at": records.Stamp(v.some(450)), "effect_code": "", "effect_checked_at": ""}
		if v.chance(80) {
			values["status"], values["effect_code"] = "verified", v.pick("better", "better", "same", "worse", "unknown")
			values["effect_checked_at"] = records.Stamp(v.some(420))
		}
		v.row(records.Actions, values)
	}
}

// follows troubles of a cause, of a product, or of both.
func (v *invention) follows() {
	for i := range 12 {
		values := dbx.Params{"title": fmt.Sprint("Problema ", i), "status": "open", "cause": v.pick("delivery", "billing_0", "misuse", ""), "product": "", "closed_at": ""}
		if values["cause"] == "" || v.chance(40) {
			values["product"] = v.pick(v.products...)
		}
		opened := v.some(450)
		values["opened_at"] = records.Stamp(opened)
		if closed := opened.Add(v.minutes(200 * 24 * 60)); v.chance(60) && !closed.After(v.until) {
			values["status"], values["closed_at"] = v.pick("mended", "dismissed"), records.Stamp(closed)
		}
		v.row("issues", values)
	}
}

// nights on which the work was counted; all but the last of each week.
func (v *invention) nights() {
	for day := v.until.AddDate(0, 0, -420); day.Before(v.until.AddDate(0, 0, -1)); day = day.AddDate(0, 0, 1) {
		for _, area := range []string{"", testapp.Sales, "-"} {
			if n := v.rng.Perm(20); day.Weekday() != time.Sunday {
				v.night(dbx.Params{"day": day.In(v.zone).Format(time.DateOnly), "area": area, "to3": n[0], "to7": n[1], "to15": n[2], "over15": n[3], "open": n[0] + n[1] + n[2] + n[3], "oldest": 16 + n[4]})
			}
		}
	}
}

func (v *invention) night(values dbx.Params) {
	_, err := v.tx.NonconcurrentDB().Insert("snapshots", values).Execute()
	report(v.t, err)
}

package casework

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/event"
	"escucha/internal/records"
)

// behave adds to the facts what confirmed profiles of the customer ask.
func (g *Engine) behave(app core.App, h *House, f *complaint.Facts) error {
	if f.Case.Customer == "" {
		return nil
	}
	conduct := &f.Evidence.Conduct
	// the plus keeps the planner on the few of this customer
	err := app.DB().Select("profile").From(records.CustomerProfiles).Where(dbx.HashExp{"customer": f.Case.Customer}).
		AndWhere(dbx.NewExp("+status = 'confirmed' AND +expires > {:now}", dbx.Params{"now": records.Stamp(f.Now)})).Column(&conduct.Profiles)
	if err != nil {
		return fmt.Errorf("profiles of customer %s: %w", f.Case.Customer, err)
	}
	slices.Sort(conduct.Profiles)
	if customer.Asks(conduct.Profiles, customer.ExplanationCount) {
		if conduct.Explanations, err = applied(app, f.Case.ID, customer.Uncommitted); err != nil {
			return err
		}
	}
	if customer.Asks(conduct.Profiles, customer.SupervisorOwns) && !customer.Asks(f.Case.Profiles, customer.SupervisorOwns) {
		conduct.Supervisor, err = g.takesOver(app, h, f.Case)
	}
	return err
}

// applied counts how often a technique was used in a case.
func applied(app core.App, id string, profile customer.Profile) (n int, err error) {
	err = app.DB().Select("COUNT(*)").From(records.Events).Where(dbx.HashExp{"complaint": id, "type": "technique.applied"}).
		AndWhere(dbx.NewExp("json_extract(data, '$.extra.profile') = {:p}", dbx.Params{"p": string(profile)})).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("techniques used in %s: %w", id, err)
	}
	return n, nil
}

// takesOver is the supervisor who gets a case of somebody abusive: whoever owns
// it, if they lead; the one named in it; else the one with the fewest open
// cases; where there is none, an admin. Empty when nobody leads.
func (g *Engine) takesOver(app core.App, h *House, c complaint.Case) (string, error) {
	for _, id := range []string{c.Owner, c.Supervisor} {
		if (complaint.Actor{Role: h.roles[id]}).Leads() {
			return id, nil
		}
	}
	return leastLoaded(app)
}

func leastLoaded(app core.App) (string, error) {
	var ids []string
	err := app.DB().NewQuery(`SELECT id FROM agents WHERE active = 1 AND role IN ('supervisor', 'admin')
		ORDER BY role = 'admin', (SELECT COUNT(*) FROM complaints WHERE owner = agents.id AND open = 1), id LIMIT 1`).Column(&ids)
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// Attend has the open cases of a customer attended as the profiles that hold
// now ask, in the transaction of what changed them.
func (g *Engine) Attend(app core.App, id string, actor complaint.Actor) error {
	rows, err := app.FindRecordsByFilter(records.Complaints, "customer = {:id} && open = true", "queue_key", 0, 0, dbx.Params{"id": id})
	if err != nil {
		return fmt.Errorf("open cases of customer %s: %w", id, err)
	}
	for _, c := range rows {
		if err := g.attend(app, c, actor); err != nil {
			return err
		}
	}
	return nil
}

func (g *Engine) attend(app core.App, c *core.Record, actor complaint.Actor) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	before := records.Case(c, h.Lists)
	f := complaint.Facts{Before: before, Case: before, Actor: actor, Now: g.Now()}
	if err := g.behave(app, h, &f); err != nil {
		return err
	}
	f.Case = complaint.Attended(before, f.Evidence.Conduct.Profiles, f.Evidence.Conduct.Supervisor)
	stored := c.Fresh()
	records.Settled(c, f.Case)
	if len(changes(stored, c)) == 0 {
		return nil
	}
	if err := g.Amend(app, c, actor, "complaint.conduct", event.Data{}); err != nil {
		return err
	}
	return g.attended(app, stored, c, f)
}

// attended: whoever has to know is told, and a person turns to the customer
// sooner when nobody has yet.
func (g *Engine) attended(app core.App, stored, c *core.Record, f complaint.Facts) error {
	if err := g.notifyHanded(app, stored, c, f.Actor); err != nil {
		return err
	}
	if err := g.notifyConduct(app, c, f.Before, f.Case, f.Actor); err != nil {
		return err
	}
	if f.Case.Lane == f.Before.Lane || f.Case.Lane != complaint.AttendNow || c.GetString("first_contact_at") != "" {
		return nil
	}
	if err := g.stopTimers(app, c, []string{complaint.TimerFirstContact}); err != nil {
		return err
	}
	return g.startTimer(app, c, complaint.Timer{Kind: complaint.TimerFirstContact, Due: complaint.FirstContact(f.Case)})
}

// notifyConduct tells a supervisor of a case that a profile brings before them.
func (g *Engine) notifyConduct(app core.App, c *core.Record, before, after complaint.Case, actor complaint.Actor) error {
	if !customer.Asks(after.Profiles, customer.SupervisorTold) || customer.Asks(before.Profiles, customer.SupervisorTold) {
		return nil
	}
	h, err := g.House(app)
	if err != nil {
		return err
	}
	who, err := g.takesOver(app, h, after)
	if err != nil {
		return err
	}
	return g.notify(app, c, notice{noticeProfile, actor, nil}, who)
}

// endProfiles: what nobody confirmed again has run out, and with it what it
// changed in the order of cases.
func (g *Engine) endProfiles(app core.App, now time.Time) error {
	rows, err := app.FindRecordsByFilter(records.CustomerProfiles, "status = 'confirmed' && expires != '' && expires <= {:now}", "expires", 200, 0,
		dbx.Params{"now": records.Stamp(now)})
	if err != nil {
		return fmt.Errorf("find profiles that ran out: %w", err)
	}
	var failed []error
	for _, r := range rows {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return g.endProfile(tx, r) }))
	}
	return errors.Join(failed...)
}

func (g *Engine) endProfile(app core.App, found *core.Record) error {
	r, err := app.FindRecordById(records.CustomerProfiles, found.Id)
	if err != nil {
		return fmt.Errorf("expire profile %s: %w", found.Id, err)
	}
	if r.GetString("status") != "confirmed" || r.GetDateTime("expires").Time().After(g.Now()) {
		return nil // judged anew since it was found
	}
	r.Set("status", "expired")
	if err := app.SaveWithContext(engineContext(), r); err != nil {
		return fmt.Errorf("expire profile %s: %w", r.Id, err)
	}
	return g.Attend(app, r.GetString("customer"), SystemActor())
}

package casework

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/customer"
	"escucha/domain/event"
	"escucha/internal/records"
)

// Technique is the use of what the card of a profile proposes (R109); for who
// does not do their part it is one more explanation (R122).
type Technique struct {
	Profile string `json:"profile"`
	Note    string `json:"note"` // how, and what came of it
}

// ApplyTechnique tells of it in the chain of the case and answers how often it
// was done there. The profile must be confirmed and hold now.
func (g *Engine) ApplyTechnique(app core.App, id string, in Technique, actor complaint.Actor) (n int, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		c, err := tx.FindRecordById(records.Complaints, id)
		if err != nil {
			return fmt.Errorf("technique in %s: %w", id, err)
		}
		if err := g.checkTechnique(tx, c, in, actor); err != nil {
			return err
		}
		extra := map[string]any{"profile": in.Profile}
		if err := g.tell(tx, c, amendment{actor, "technique.applied", event.Data{Note: strings.TrimSpace(in.Note), Extra: extra}}); err != nil {
			return err
		}
		n, err = applied(tx, id, customer.Profile(in.Profile))
		return err
	})
	return n, err
}

func (g *Engine) checkTechnique(app core.App, c *core.Record, in Technique, actor complaint.Actor) error {
	if err := g.byStaff(actor); err != nil {
		return err
	}
	holds, err := app.CountRecords(records.CustomerProfiles, dbx.HashExp{"customer": c.GetString("customer"), "profile": in.Profile, "status": "confirmed"},
		dbx.NewExp("expires > {:now}", dbx.Params{"now": records.Stamp(g.Now())}))
	switch {
	case err != nil:
		return fmt.Errorf("profiles of %s: %w", c.Id, err)
	case holds == 0 || c.GetString("customer") == "":
		return g.refuse("profile", "technique_profile")
	case !complaint.Stage(c.GetString("stage")).Open():
		return g.refuse("stage", "technique_open")
	case strings.TrimSpace(in.Note) == "":
		return g.refuse("note", "technique_note")
	case customer.Insult(in.Note) != "":
		return g.refuse("note", "insult")
	}
	return nil
}

// profileIn is the profile that an event is about.
func profileIn(data any) string {
	raw, err := json.Marshal(data)
	if err != nil {
		return ""
	}
	var of event.Data
	if err := json.Unmarshal(raw, &of); err != nil {
		return "" // no event of ours
	}
	name, _ := of.Extra["profile"].(string)
	return name
}

// withEffects says of each confirmed profile what follows from it, and what its
// technique has at hand.
func withEffects(profiles []map[string]any) {
	for _, p := range profiles {
		if name, ok := p["profile"].(string); ok && p["status"] == "confirmed" {
			p["effects"], p["aids"] = customer.Effects(customer.Profile(name)), customer.Aids(customer.Profile(name))
		}
	}
}

// Techniques says of each confirmed profile of the card how often its technique
// was used in this case.
func (f *File) Techniques() {
	if f.Person == nil {
		return
	}
	used := map[string]int{}
	for _, one := range f.Events {
		if one["type"] == "technique.applied" {
			used[profileIn(one["data"])]++
		}
	}
	for _, p := range f.Person.Profiles {
		if name, ok := p["profile"].(string); ok && p["status"] == "confirmed" {
			p["applied"] = used[name]
		}
	}
}

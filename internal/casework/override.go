package casework

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/internal/records"
)

// Classify is the create hook of the history of types: a row that somebody adds
// is a correction by hand. It needs a reason and a day on which it ends.
func (g *Engine) Classify(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r := e.Record
		if err := g.checkOverride(r); err != nil {
			return err
		}
		h, err := g.House(e.App)
		if err != nil {
			return err
		}
		people, err := loadPeople(e.App, []string{r.GetString("customer")}, g.comparisonOf(h))
		if err != nil {
			return err
		}
		if len(people) == 0 {
			return g.refuse("customer", "not_found")
		}
		if err := g.override(e.App, people[0], r); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store classification: %w", err)
		}
		return nil
	})
}

func (g *Engine) checkOverride(r *core.Record) error {
	allowed := customer.Values(r.GetString("criterion"))
	switch until := r.GetDateTime("expires").Time(); {
	case allowed == nil:
		return g.refuse("criterion", "type_unknown")
	case !slices.Contains(append(allowed, customer.Unknown), r.GetString("value")):
		return g.refuse("value", "type_unknown")
	case strings.TrimSpace(r.GetString("reason")) == "":
		return g.refuse("reason", "override_reason")
	case !until.After(g.Now()):
		return g.refuse("expires", "override_expires")
	}
	return nil
}

// override writes the correction on the customer and completes its row.
func (g *Engine) override(app core.App, s someone, r *core.Record) error {
	kept, err := s.stored()
	if err != nil {
		return err
	}
	criterion := r.GetString("criterion")
	was := kept[criterion]
	kept[criterion] = KnownType{Value: r.GetString("value"), Numbers: was.Numbers, Source: "manual", Date: records.Stamp(g.Now()),
		Reason: r.GetString("reason"), Expires: r.GetString("expires")}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("correct a type of %s: %w", s.ID, err)
	}
	_, err = app.NonconcurrentDB().Update(records.Customers, dbx.Params{"types": string(text), criterion: r.GetString("value")}, dbx.HashExp{"id": s.ID}).Execute()
	if err != nil {
		return fmt.Errorf("correct a type of %s: %w", s.ID, err)
	}
	r.Load(map[string]any{"previous": was.Value, "source": "manual", "numbers": was.Numbers,
		"agent": agentID(ActorOf(r)), "created": records.Stamp(g.Now())})
	return nil
}

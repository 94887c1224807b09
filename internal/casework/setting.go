package casework

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// EaseRule is the create and update hook of the rules: only a required rule of
// the catalogue may be set to advised, and the change is an event.
func (g *Engine) EaseRule(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		rule, known := complaint.RuleByCode(e.Record.Id)
		if !known {
			return g.refuse("id", "rule_unknown")
		}
		if rule.Level != complaint.Required {
			return g.refuse("level", "rule_fixed")
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store rule %s: %w", e.Record.Id, err)
		}
		return g.tellRule(e, e.Record.GetString("level"))
	})
}

// RestoreRule is the delete hook: the rule holds again as it was made.
func (g *Engine) RestoreRule(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		if err := e.Next(); err != nil {
			return fmt.Errorf("restore rule %s: %w", e.Record.Id, err)
		}
		return g.tellRule(e, string(complaint.Required))
	})
}

func (g *Engine) tellRule(e *core.RecordEvent, level string) error {
	nobody, err := newRecord(e.App, records.Complaints)
	if err != nil {
		return err
	}
	data := event.Data{Ref: e.Record.Id, Note: e.Record.GetString("reason"),
		Extra: map[string]any{"rule": e.Record.Id, "level": level}}
	return g.tell(e.App, nobody, amendment{ActorOf(e.Record), "rule.changed", data})
}

// Settings is the after-success hook of everything that decisions read from
// the settings: the next one reads them again.
func (g *Engine) Settings(e *core.RecordEvent) error {
	g.Forget()
	return e.Next()
}

// OneBusiness is the create hook of the business: there is one row.
func (g *Engine) OneBusiness(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		n, err := e.App.CountRecords(records.Business)
		if err != nil {
			return fmt.Errorf("count businesses: %w", err)
		}
		if n > 0 {
			return g.refuse("name", "one_business")
		}
		return e.Next()
	})
}

// KeepBusiness is the delete hook of the business: without it no term could be
// computed.
func (g *Engine) KeepBusiness(*core.RecordEvent) error { return g.refuse("id", "one_business") }

// SoundSettings is the create and update hook of what terms are computed from:
// a value with which nothing could be computed is refused, or every case would
// stand still.
func (g *Engine) SoundSettings(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		if err := e.Next(); err != nil {
			return fmt.Errorf("store %s: %w", e.Record.Collection().Name, err)
		}
		if _, err := loadHouse(e.App); err != nil {
			return g.refuse(unsound(e.App, e.Record), "settings_invalid")
		}
		return nil
	})
}

// unsound is the field that a settings row cannot be read for.
func unsound(app core.App, r *core.Record) string {
	switch r.Collection().Name {
	case records.Profiles:
		return "data"
	case records.Holidays:
		return "day"
	}
	if _, err := time.LoadLocation(r.GetString("timezone")); err != nil {
		return "timezone"
	}
	if err := loadProfile(app, &House{Business: r}); err != nil {
		return "legal_profile"
	}
	if err := loadCustomers(app, &House{Business: r}); err != nil {
		return "limits"
	}
	return "hours"
}

// GuardAgent is the update hook of agents: nobody raises their own role.
func (g *Engine) GuardAgent(e *core.RecordEvent) error {
	actor := ActorOf(e.Record)
	if actor.Role == complaint.Admin || actor.Role == complaint.System {
		return e.Next()
	}
	for _, name := range []string{"role", "active", "area", "email", "position"} {
		if e.Record.GetString(name) != e.Record.Original().GetString(name) {
			return g.refuse(name, "server_field")
		}
	}
	return e.Next()
}

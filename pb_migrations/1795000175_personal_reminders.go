package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What a person does with a reminder: puts it off and why, how it ended, which
// promises were broken; and what their calendar and their daily mail need.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{personalReminders, countBroken, addCalendars} {
			if err := step(app); err != nil {
				return fmt.Errorf("personal reminders: %w", err)
			}
		}
		return nil
	}, func(app core.App) error {
		if err := changeFields(app, "agents", func(c *core.Collection) error {
			c.RemoveIndex("idx_agents_calendar")
			return nil
		}); err != nil {
			return err
		}
		if err := changeFields(app, "reminders", func(c *core.Collection) error {
			c.RemoveIndex("idx_reminders_done")
			c.RemoveIndex("idx_reminders_broken")
			return nil
		}); err != nil {
			return err
		}
		if err := removeFields(app, "agents", "calendar_hash", "calendar_made", "digest_day"); err != nil {
			return err
		}
		if err := removeFields(app, "complaints", "promises_broken"); err != nil {
			return err
		}
		return removeFields(app, "reminders", "snoozed_until", "reason", "attempts", "promise_minutes", "broken_at", "revision", "changed")
	})
}

func personalReminders(app core.App) error {
	return changeFields(app, "reminders", func(c *core.Collection) error {
		minutes, most := count("promise_minutes"), 480.0
		minutes.Max = &most
		minutes.Help = "Se le dijo al cliente «permítame unos minutos»: cuántos. Es una promesa."
		attempts, revision := count("attempts"), count("revision")
		attempts.Help, revision.Help = "Llamadas que nadie contestó.", "Cuántas veces cambió: los calendarios lo piden."
		c.Fields.Add(&core.DateField{Name: "snoozed_until", Help: "Hasta cuándo se dejó para después."},
			&core.TextField{Name: "reason", Max: 500, Help: "Por qué se dejó para después, o cómo terminó."},
			attempts, minutes, &core.DateField{Name: "broken_at", Help: "Cuándo se contó como promesa incumplida."}, revision, date("changed"))
		c.Indexes = append(c.Indexes,
			"CREATE INDEX idx_reminders_done ON reminders (assignee, done_at) WHERE pending = 0",
			"CREATE INDEX idx_reminders_broken ON reminders (assignee, broken_at) WHERE broken_at != ''")
		return nil
	})
}

func countBroken(app core.App) error {
	return changeFields(app, "complaints", func(c *core.Collection) error {
		if c.Fields.GetByName("promises_broken") == nil {
			broken := count("promises_broken")
			broken.Help = "Promesas al cliente que no se cumplieron a tiempo ni se movieron avisándole."
			c.Fields.Add(broken)
		}
		return nil
	})
}

// addCalendars: of the address of a calendar only the hash is kept, so that who
// reads the database cannot read calendars.
func addCalendars(app core.App) error {
	return changeFields(app, "agents", func(c *core.Collection) error {
		hash, day := text("calendar_hash", 64), text("digest_day", 10)
		made := date("calendar_made")
		for _, hidden := range []core.Field{hash, day, made} {
			hidden.SetHidden(true)
			c.Fields.Add(hidden)
		}
		c.Indexes = append(c.Indexes, "CREATE UNIQUE INDEX idx_agents_calendar ON agents (calendar_hash) WHERE calendar_hash != ''")
		return nil
	})
}

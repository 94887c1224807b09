package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		for _, create := range []func(core.App) error{createLists, createProfiles, createTemplates, createRules, createBooks} {
			if err := create(app); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		return drop(app, "sequences", "books", "rules", "templates", "holidays", "profiles_legal",
			"products", "channels", "urgency_classes", "causes")
	})
}

// createLists: causes in two levels, urgencies, channels, products.
func createLists(app core.App) error {
	causes := core.NewBaseCollection("causes")
	codeID(causes)
	causes.Fields.Add(text("name_es", 120), text("name_en", 120), flag("needs_text"), flag("active"), count("position"))
	if err := app.Save(causes); err != nil {
		return err
	}
	causes.Fields.Add(one(causes, "parent"))
	if err := app.Save(causes); err != nil {
		return err
	}
	urgencies := core.NewBaseCollection("urgency_classes")
	codeID(urgencies)
	urgencies.Fields.Add(text("name_es", 120), text("name_en", 120), count("rank"), flag("active"))
	if err := app.Save(urgencies); err != nil {
		return err
	}
	channels := core.NewBaseCollection("channels")
	codeID(channels)
	channels.Fields.Add(text("name_es", 120), text("name_en", 120), pick("status", "official", "tolerated", "closed"), count("position"))
	if err := app.Save(channels); err != nil {
		return err
	}
	_, err := build(app, "products", nil, text("name", 200), text("code", 60), flag("active"))
	return err
}

func createProfiles(app core.App) error {
	profiles := core.NewBaseCollection("profiles_legal")
	codeID(profiles)
	profiles.Fields.Add(text("name_es", 160), text("name_en", 160), text("country", 3), text("region", 4),
		raw("data", 100_000), text("source", 1000), date("verified_on"))
	if err := app.Save(profiles); err != nil {
		return err
	}
	_, err := build(app, "holidays",
		[]string{"CREATE UNIQUE INDEX idx_holidays_day ON holidays (country, region, day)"},
		text("country", 3), text("region", 4), &core.TextField{Name: "day", Required: true, Pattern: `^\d{4}-\d{2}-\d{2}$`},
		pick("kind", "add", "remove"), text("name", 160), text("reason", 500), text("source", 500), updated())
	return err
}

func createTemplates(app core.App) error {
	c := core.NewBaseCollection("templates")
	codeID(c)
	c.Fields.Add(&core.TextField{Name: "code", Required: true, Max: 40}, text("stage", 40), text("channel", 40),
		pick("language", "es", "en"), pick("kind", "automatic", "personal"), text("subject", 300), text("body", 10_000),
		raw("tags", 2000), updated())
	c.Indexes = []string{"CREATE UNIQUE INDEX idx_templates_code ON templates (code, language)"}
	return app.Save(c)
}

// createRules: the owner's choice about a rule of the catalogue.
func createRules(app core.App) error {
	c := core.NewBaseCollection("rules")
	codeID(c)
	c.Fields.Add(pick("level", "required", "advised"), &core.TextField{Name: "reason", Required: true, Max: 500}, date("until"), updated())
	return app.Save(c)
}

// createBooks: one numbering series per book and year. A sequence row is
// raised in the transaction of the filing, so numbers have no gaps.
func createBooks(app core.App) error {
	books := core.NewBaseCollection("books")
	codeID(books)
	books.Fields.Add(&core.TextField{Name: "name", Required: true, Max: 160}, text("code", 40), text("address", 300), flag("active"))
	if err := app.Save(books); err != nil {
		return err
	}
	_, err := build(app, "sequences",
		[]string{"CREATE UNIQUE INDEX idx_sequences_series ON sequences (book, year)"},
		needed(one(books, "book")), count("year"), count("last"))
	return err
}

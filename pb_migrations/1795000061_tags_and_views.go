package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Tags for the business's own words about a case, views that people keep of the
// queue, and the indexes that these lists and the orders of a supervisor need.
func init() {
	m.Register(func(app core.App) error {
		if err := createTags(app); err != nil {
			return err
		}
		if err := createViews(app); err != nil {
			return err
		}
		return indexQueue(app, listIndexes)
	}, func(app core.App) error {
		if err := indexQueue(app, listIndexesBefore); err != nil {
			return err
		}
		c, err := app.FindCollectionByNameOrId("complaints")
		if err != nil {
			return fmt.Errorf("find complaints: %w", err)
		}
		c.Fields.RemoveByName("tags")
		if err := app.Save(c); err != nil {
			return fmt.Errorf("take the tags off the cases: %w", err)
		}
		return drop(app, "views", "tags")
	})
}

func createTags(app core.App) error {
	tags, err := build(app, "tags", []string{"CREATE UNIQUE INDEX idx_tags_name ON tags (name COLLATE NOCASE)"},
		&core.TextField{Name: "name", Required: true, Max: 60, Presentable: true, Help: "Una o dos palabras, como las dice el negocio."},
		&core.BoolField{Name: "active", Help: "Sin marcar, ya no se ofrece; los casos que la tienen la conservan."})
	if err != nil {
		return fmt.Errorf("create tags: %w", err)
	}
	c, err := app.FindCollectionByNameOrId("complaints")
	if err != nil {
		return fmt.Errorf("find complaints: %w", err)
	}
	c.Fields.Add(&core.RelationField{Name: "tags", CollectionId: tags.Id, MaxSelect: 20, Help: "Palabras del negocio para encontrar y contar casos."})
	return app.Save(c)
}

func createViews(app core.App) error {
	agents, err := app.FindCollectionByNameOrId("agents")
	if err != nil {
		return fmt.Errorf("find agents: %w", err)
	}
	_, err = build(app, "views", []string{"CREATE INDEX idx_views_agent ON views (agent, position, name)", "CREATE INDEX idx_views_shared ON views (shared, position, name)"},
		needed(one(agents, "agent")), &core.TextField{Name: "name", Required: true, Max: 60, Presentable: true},
		&core.TextField{Name: "query", Max: 1000, Help: "Los filtros de la cola, como en su dirección."},
		&core.BoolField{Name: "shared", Help: "La ven todas las personas del equipo."}, count("position"))
	return err
}

// The order of attention carries along what its filters look at: a filter that
// few cases pass reads the index alone until it finds them. Every other order
// ends with the id, so that a page can go on between two cases of one moment.
var listIndexes = map[string]string{
	"idx_complaints_queue":       "CREATE INDEX idx_complaints_queue ON complaints (open, queue_key, legal_due, next_step_due, kind, channel, tags)",
	"idx_complaints_legal_due":   "CREATE INDEX idx_complaints_legal_due ON complaints (open, legal_due, id, confidential, readers)",
	"idx_complaints_next_due":    "CREATE INDEX idx_complaints_next_due ON complaints (open, next_step_due, id)",
	"idx_complaints_received":    "CREATE INDEX idx_complaints_received ON complaints (open, received_at, id)",
	"idx_complaints_stage_since": "CREATE INDEX idx_complaints_stage_since ON complaints (open, stage_since, id)",
}

var listIndexesBefore = map[string]string{
	"idx_complaints_queue":       "CREATE INDEX idx_complaints_queue ON complaints (open, queue_key)",
	"idx_complaints_legal_due":   "CREATE INDEX idx_complaints_legal_due ON complaints (open, legal_due, confidential, readers)",
	"idx_complaints_next_due":    "CREATE INDEX idx_complaints_next_due ON complaints (open, next_step_due)",
	"idx_complaints_received":    "",
	"idx_complaints_stage_since": "",
}

// indexQueue replaces the indexes of the lists; an empty one goes.
func indexQueue(app core.App, indexes map[string]string) error {
	c, err := app.FindCollectionByNameOrId("complaints")
	if err != nil {
		return fmt.Errorf("find complaints: %w", err)
	}
	for _, name := range keys(indexes) {
		c.RemoveIndex(name)
		if indexes[name] != "" {
			c.Indexes = append(c.Indexes, indexes[name])
		}
	}
	if err := app.Save(c); err != nil {
		return fmt.Errorf("index the lists: %w", err)
	}
	return nil
}

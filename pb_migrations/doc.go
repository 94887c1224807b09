// Package pb_migrations holds the schema as Go migrations: append only, with
// literal values, run in the order of their file names at every start.
//
// Access rules are not here: they are set at every start from hooks/access.go.
package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// codeID makes the record id of a catalogue collection a readable code, so that
// a relation is set by code.
func codeID(c *core.Collection) {
	id, ok := c.Fields.GetByName("id").(*core.TextField)
	if !ok {
		return
	}
	id.Min, id.Max, id.Pattern, id.AutogeneratePattern = 1, 40, "^[a-z0-9_-]+$", "[a-z0-9]{15}"
}

func text(name string, max int) *core.TextField { return &core.TextField{Name: name, Max: max} }

func pick(name string, values ...string) *core.SelectField {
	return &core.SelectField{Name: name, Values: values, MaxSelect: 1}
}

func date(name string) *core.DateField { return &core.DateField{Name: name} }

func flag(name string) *core.BoolField { return &core.BoolField{Name: name} }

func number(name string) *core.NumberField { return &core.NumberField{Name: name} }

func count(name string) *core.NumberField {
	return &core.NumberField{Name: name, OnlyInt: true, Min: types.Pointer(0.0)}
}

func raw(name string, max int64) *core.JSONField { return &core.JSONField{Name: name, MaxSize: max} }

func updated() *core.AutodateField {
	return &core.AutodateField{Name: "updated", OnCreate: true, OnUpdate: true}
}

// one is a relation to a single record. Nothing is ever deleted along with what
// it points at: records that others need cannot be deleted.
func one(c *core.Collection, name string) *core.RelationField {
	return &core.RelationField{Name: name, CollectionId: c.Id, MaxSelect: 1}
}

func many(c *core.Collection, name string) *core.RelationField {
	return &core.RelationField{Name: name, CollectionId: c.Id, MaxSelect: 50}
}

func needed(f *core.RelationField) *core.RelationField {
	f.Required = true
	return f
}

// build saves a new base collection with the given fields and indexes.
func build(app core.App, name string, indexes []string, fields ...core.Field) (*core.Collection, error) {
	c := core.NewBaseCollection(name)
	c.Fields.Add(fields...)
	c.Indexes = indexes
	return c, app.Save(c)
}

// drop removes collections, last one first.
func drop(app core.App, names ...string) error {
	for _, name := range names {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return err
		}
		if err := app.Delete(c); err != nil {
			return err
		}
	}
	return nil
}

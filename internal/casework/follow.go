package casework

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Survivor is the customer that an id leads to: the same, or the one that it was
// merged into.
func Survivor(app core.App, id string) (string, error) {
	for range 10 { // a merge leads all earlier ones to its survivor: one step is the rule
		var into string
		err := app.DB().Select("merged_into").From(records.Customers).Where(dbx.HashExp{"id": id}).Row(&into)
		if errors.Is(err, sql.ErrNoRows) || err == nil && into == "" {
			return id, nil
		}
		if err != nil {
			return "", fmt.Errorf("who customer %s is now: %w", id, err)
		}
		id = into
	}
	return id, nil
}

// FollowMerged is a create and update hook of every collection: whatever names a
// customer who was merged into another one means that other one.
func (g *Engine) FollowMerged(e *core.RecordEvent) error {
	r := e.Record
	if _, ok := amendmentOf(e.Context); ok || r.Collection().Name == records.Merges {
		return e.Next()
	}
	customers, err := e.App.FindCachedCollectionByNameOrId(records.Customers)
	if err != nil {
		return fmt.Errorf("follow merged customers: %w", err)
	}
	for _, field := range r.Collection().Fields {
		relation, ok := field.(*core.RelationField)
		name := field.GetName()
		if !ok || relation.CollectionId != customers.Id || relation.IsMultiple() || name == "merged_into" || r.GetString(name) == r.Original().GetString(name) {
			continue
		}
		id, err := Survivor(e.App, r.GetString(name))
		if err != nil {
			return err
		}
		if id != r.GetString(name) {
			r.Set(name, id)
		}
	}
	return e.Next()
}

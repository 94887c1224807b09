// Package identity finds customers who are there twice, makes one of two, and
// takes that back. Nothing is ever merged by itself: people decide.
package identity

import (
	"fmt"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/records"
)

// Keeper is what the hooks and routes share.
type Keeper struct{ g *casework.Engine }

// New returns a keeper over the engine.
func New(g *casework.Engine) *Keeper { return &Keeper{g} }

// refuse is an answer that names a field with a code: 400 for what was asked
// wrongly, 409 for what has changed meanwhile.
func (k *Keeper) refuse(status int, field, code string) error {
	problem := validation.NewError(code, k.g.Text(i18n.Default, code))
	return apis.NewApiError(status, k.g.Texts.T(i18n.Default, "error.saved_nothing", nil), validation.Errors{field: problem})
}

func (k *Keeper) wrong(field, code string) error { return k.refuse(http.StatusBadRequest, field, code) }
func (k *Keeper) late(field, code string) error  { return k.refuse(http.StatusConflict, field, code) }

// together runs fn with the event's app in one transaction.
func together(e *core.RecordEvent, fn func(tx core.App) error) error {
	outer := e.App
	err := outer.RunInTransaction(func(tx core.App) error {
		e.App = tx
		return fn(tx)
	})
	e.App = outer
	return err
}

// relation is a field of a collection that points at one customer.
type relation struct{ Collection, Field string }

func (r relation) name() string { return r.Collection + "." + r.Field }

// unmoved are the relations that stay: merges tell who was who, events what was
// done to whom at that time, and are sealed.
var unmoved = map[string]bool{records.Merges: true, records.Events: true}

// relations are read from the schema, so that a new collection is moved too.
func relations(app core.App) ([]relation, error) {
	customers, err := app.FindCachedCollectionByNameOrId(records.Customers)
	if err != nil {
		return nil, fmt.Errorf("relations of customers: %w", err)
	}
	all, err := app.FindAllCollections(core.CollectionTypeBase, core.CollectionTypeAuth)
	if err != nil {
		return nil, fmt.Errorf("relations of customers: %w", err)
	}
	var out []relation
	for _, c := range all {
		for _, field := range c.Fields {
			to, ok := field.(*core.RelationField)
			if ok && to.CollectionId == customers.Id && !to.IsMultiple() && !unmoved[c.Name] {
				out = append(out, relation{c.Name, to.Name})
			}
		}
	}
	return out, nil
}

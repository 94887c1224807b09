package hooks

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/identity"
	"escucha/internal/records"
)

// bindIdentity: customers who are there twice.
func bindIdentity(app core.App, g *casework.Engine) {
	k := identity.New(g)
	// Before a merge is stored: everything that points at the one points at the other.
	on(app.OnRecordCreate(records.Merges), "merges.make", k.Merge)
	// Before it is changed: it is taken back, and nothing else.
	on(app.OnRecordUpdate(records.Merges), "merges.undo", k.Change)
	on(app.OnRecordCreate(records.Namesakes), "namesakes.note", k.KeepNamesake)
	on(app.OnRecordUpdate(records.Namesakes), "namesakes.update", g.AppendOnly)
	on(app.OnRecordDelete(records.Merges), "merges.kept", g.Kept)
}

// doubles are the routes of it.
type doubles struct {
	g *casework.Engine
	k *identity.Keeper
}

// customer finds the customer of the path, if the caller may read them.
func (d doubles) customer(e *core.RequestEvent, id string) (*core.Record, error) {
	return readable(e, records.Customers, id)
}

// mayMerge asks the rule of the merges, which is about the caller alone.
func (d doubles) mayMerge(e *core.RequestEvent, r *core.Record) error {
	merges, err := e.App.FindCachedCollectionByNameOrId(records.Merges)
	if err != nil {
		return fmt.Errorf("access to merges: %w", err)
	}
	return allowed(e, r, merges.CreateRule, e.ForbiddenError("", nil))
}

func (d doubles) sees(e *core.RequestEvent) casework.Sees {
	return func(collection string) casework.Visible { return visibleOf(e, collection) }
}

// suggest lists who else may be the customer, and whether the caller may make
// them one.
func (d doubles) suggest(e *core.RequestEvent) error {
	r, err := d.customer(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	items, err := d.k.Duplicates(e.App, r, d.sees(e))
	if err != nil {
		return err
	}
	past, err := identity.Merges(e.App, r.Id)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items, "merges": past, "may": map[string]bool{"merge": d.mayMerge(e, r) == nil}})
}

// preview tells what merging `from` into the customer would do.
func (d doubles) preview(e *core.RequestEvent) error {
	survivor, err := d.customer(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	merged, err := d.customer(e, e.Request.URL.Query().Get("from"))
	if err != nil {
		return err
	}
	found, err := d.k.Preview(e.App, survivor, merged, d.sees(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, found)
}

// merge makes `from` part of the customer of the path.
func (d doubles) merge(e *core.RequestEvent) error {
	survivor, err := d.customer(e, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if err := d.mayMerge(e, survivor); err != nil {
		return err
	}
	var in struct {
		From   string `json:"from"`
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	r, err := d.g.Create(e.App, records.Merges, map[string]any{"survivor": survivor.Id, "merged": in.From, "reason": in.Reason}, casework.AuthActor(e.Auth))
	if err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]any{"merge": r.Id})
}

// part takes a merge back.
func (d doubles) part(e *core.RequestEvent) error {
	r, err := changeable(e, records.Merges, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	casework.SetActor(r, casework.AuthActor(e.Auth))
	r.Set("undone_at", records.Stamp(d.g.Now()))
	if err := e.App.Save(r); err != nil {
		return apis.ToApiError(err)
	}
	return e.NoContent(http.StatusNoContent)
}

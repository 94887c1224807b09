package casework

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// KeepVersion is the update hook of the lists that people keep by hand: a row
// that changed since it was read is not written over, whether the caller sent
// the version that it saw or not.
func (g *Engine) KeepVersion(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		table := e.Record.Collection().Name
		stored, err := e.App.FindRecordById(table, e.Record.Id)
		if err != nil {
			return fmt.Errorf("change of %s %s: %w", table, e.Record.Id, err)
		}
		is, seen := stored.GetInt("version"), e.Record.Original().GetInt("version")
		_, ours := amendmentOf(e.Context) // what the application itself changes is no word of anybody's
		if !ours && (is != seen || e.Record.GetInt("version") != seen) {
			stale := g.problem("stale_row").SetParams(map[string]any{"version": is})
			return g.answer(http.StatusConflict, validation.Errors{"version": stale})
		}
		e.Record.Set("version", is+1)
		if err := e.Next(); err != nil {
			return fmt.Errorf("store %s %s: %w", table, e.Record.Id, err)
		}
		return nil
	})
}

// SoundCause is the create and update hook of the causes: each has a name and
// there are two levels of them. A new one comes after the others.
func (g *Engine) SoundCause(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		if strings.TrimSpace(e.Record.GetString("name_es")) == "" {
			return g.refuse("name_es", "validation_required")
		}
		if err := g.twoLevels(e.App, e.Record); err != nil {
			return err
		}
		if e.Record.IsNew() && e.Record.GetInt("position") == 0 {
			last := 0
			if err := e.App.DB().Select("COALESCE(MAX(position), 0)").From(records.Causes).Row(&last); err != nil {
				return fmt.Errorf("place of a new cause: %w", err)
			}
			e.Record.Set("position", last+1)
		}
		return e.Next()
	})
}

// twoLevels: a cause inside of another is inside of a main one, and has none inside.
func (g *Engine) twoLevels(app core.App, r *core.Record) error {
	above := r.GetString("parent")
	if above == "" {
		return nil
	}
	n, err := app.CountRecords(records.Causes, dbx.Or(dbx.HashExp{"parent": r.Id}, dbx.And(dbx.HashExp{"id": above}, dbx.NewExp("parent != ''"))))
	if err != nil {
		return fmt.Errorf("levels of the causes: %w", err)
	}
	if n > 0 || above == r.Id {
		return g.refuse("parent", "cause_levels")
	}
	return nil
}

// SoundProduct is the create and update hook of the products.
func (g *Engine) SoundProduct(e *core.RecordEvent) error {
	if strings.TrimSpace(e.Record.GetString("name")) == "" {
		return g.refuse("name", "validation_required")
	}
	return e.Next()
}

// Offered is a create and update hook of the cases: a cause or product that is
// no longer in use is not put on another case. Those that have it keep it.
func (g *Engine) Offered(e *core.RecordEvent) error {
	for field, table := range map[string]string{"cause": records.Causes, "product": records.Products} {
		id := e.Record.GetString(field)
		if id == "" || id == e.Record.Original().GetString(field) {
			continue
		}
		row, err := e.App.FindRecordById(table, id)
		if err != nil {
			return g.refuse(field, "validation_missing_rel_records")
		}
		if !row.GetBool("active") {
			return g.refuse(field, "list_inactive")
		}
	}
	return e.Next()
}

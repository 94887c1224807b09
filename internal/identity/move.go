package identity

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// data are the fields of a customer that tell of the person.
func data(r *core.Record) []string {
	return slices.DeleteFunc(r.Collection().Fields.FieldNames(), func(name string) bool { return slices.Contains(own, name) })
}

// moveAll points every row at the survivor and tells which. A row that the
// survivor has already (the same telephone) stays where it is.
func (k *Keeper) moveAll(app core.App, r *core.Record, to, from string) (map[string][]string, error) {
	all, err := relations(app)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, one := range all {
		ids, err := rowsOf(app, one, from, to)
		if err != nil || len(ids) == 0 {
			if err != nil {
				return nil, err
			}
			continue
		}
		if out[one.name()], err = k.move(app, r, one, ids, to, "customer.merged"); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// rowsOf are the rows that point at a customer, the other one of the pair left
// out: nobody is their own.
func rowsOf(app core.App, one relation, id, other string) ([]string, error) {
	var ids []string
	err := app.DB().Select("id").From(one.Collection).Where(dbx.HashExp{one.Field: id}).AndWhere(dbx.NewExp("id != {:other}", dbx.Params{"other": other})).
		OrderBy("_rowid_").Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("%s of %s: %w", one.name(), id, err)
	}
	return ids, nil
}

// move points these rows at a customer and answers those that could be. Cases
// tell of it in their own chains.
func (k *Keeper) move(app core.App, r *core.Record, one relation, ids []string, to, kind string) ([]string, error) {
	if one.Collection == records.Complaints {
		return ids, k.moveCases(app, r, one.Field, ids, to, kind)
	}
	moved := []string{}
	for _, id := range ids {
		done, err := app.NonconcurrentDB().NewQuery("UPDATE OR IGNORE {{" + one.Collection + "}} SET [[" + one.Field + "]] = {:to} WHERE id = {:id}").
			Bind(dbx.Params{"to": to, "id": id}).Execute()
		if err != nil {
			return nil, fmt.Errorf("move %s %s: %w", one.name(), id, err)
		}
		if n, err := done.RowsAffected(); err != nil {
			return nil, fmt.Errorf("move %s %s: %w", one.name(), id, err)
		} else if n > 0 {
			moved = append(moved, id)
		}
	}
	return moved, nil
}

func (k *Keeper) moveCases(app core.App, r *core.Record, field string, ids []string, to, kind string) error {
	for _, id := range ids {
		c, err := app.FindRecordById(records.Complaints, id)
		if err != nil {
			return fmt.Errorf("move case %s: %w", id, err)
		}
		c.Set(field, to)
		if err := k.g.Amend(app, c, casework.ActorOf(r), kind, event.Data{Ref: r.Id}); err != nil {
			return err
		}
	}
	return nil
}

// cede makes room for the profiles that somebody confirmed: the same one that is
// only suggested of the survivor ends. There may be one alive of each.
func cede(app core.App, survivor, merged string) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery(`SELECT mine.id FROM profiles mine JOIN profiles theirs ON theirs.profile = mine.profile
		WHERE mine.customer = {:survivor} AND mine.status = 'suggested' AND theirs.customer = {:merged} AND theirs.status = 'confirmed'`).
		Bind(dbx.Params{"survivor": survivor, "merged": merged}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("profiles of both: %w", err)
	}
	return ids, setStatus(app, ids, "suggested", "expired")
}

func setStatus(app core.App, ids []string, from, to string) error {
	for _, id := range ids {
		if _, err := app.NonconcurrentDB().Update(records.CustomerProfiles, dbx.Params{"status": to}, dbx.HashExp{"id": id, "status": from}).Execute(); err != nil {
			return fmt.Errorf("profile %s: %w", id, err)
		}
	}
	return nil
}

package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/internal/records"
)

// Rekey writes the keys of customers and contacts that an older version stored
// without them, some at a time so that others write in between. Nothing typed is
// changed; what has no key is no contact, and stays with its customer.
func (g *Engine) Rekey(app core.App) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	for _, kind := range []string{Email, Phone} {
		if err := inChunks(app, records.Contacts, dbx.HashExp{"kind": kind, "key": ""}, h.rekeyContact); err != nil {
			return fmt.Errorf("write keys of contacts: %w", err)
		}
	}
	if err := inChunks(app, records.Customers, dbx.HashExp{"name_key": ""}, h.rekeyCustomer); err != nil {
		return fmt.Errorf("write keys of customers: %w", err)
	}
	return nil
}

// inChunks does something with every row of a table that fulfils a condition.
// In the order of the index of that condition, which ends with the row's place:
// sorting what is left anew for each chunk would take the square of the time.
func inChunks(app core.App, table string, where dbx.HashExp, do func(core.App, string) error) error {
	for last := int64(0); ; {
		var rows []struct {
			ID    string `db:"id"`
			Place int64  `db:"place"`
		}
		err := app.DB().Select("id", "_rowid_ AS place").From(table).Where(where).AndWhere(dbx.NewExp("_rowid_ > {:last}", dbx.Params{"last": last})).
			OrderBy("_rowid_").Limit(chunk).All(&rows)
		if err != nil || len(rows) == 0 {
			return err
		}
		err = app.RunInTransaction(func(tx core.App) error {
			for _, row := range rows {
				if err := do(tx, row.ID); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		last = rows[len(rows)-1].Place
	}
}

func (h *House) rekeyContact(app core.App, id string) error {
	var row struct {
		Customer string `db:"customer"`
		Kind     string `db:"kind"`
		Value    string `db:"value"`
	}
	if err := app.DB().Select("customer", "kind", "value").From(records.Contacts).Where(dbx.HashExp{"id": id}).One(&row); err != nil {
		return err
	}
	key := h.ContactKey(row.Kind, row.Value)
	if key == "" {
		if _, err := app.NonconcurrentDB().Delete(records.Contacts, dbx.HashExp{"id": id}).Execute(); err != nil {
			return err
		}
	} else if _, err := app.NonconcurrentDB().Update(records.Contacts, dbx.Params{"key": key}, dbx.HashExp{"id": id}).Execute(); err != nil {
		return err
	}
	_, err := app.NonconcurrentDB().Update(records.Customers, dbx.Params{row.Kind + "_key": key}, dbx.HashExp{"id": row.Customer}).Execute()
	return err
}

func (h *House) rekeyCustomer(app core.App, id string) error {
	var row struct {
		Name   string `db:"name"`
		Kind   string `db:"document_type"`
		Number string `db:"document_number"`
	}
	if err := app.DB().Select("name", "document_type", "document_number").From(records.Customers).Where(dbx.HashExp{"id": id}).One(&row); err != nil {
		return err
	}
	state, _ := customer.CheckDocument(h.Country(), row.Kind, row.Number)
	_, err := app.NonconcurrentDB().Update(records.Customers, dbx.Params{"name_key": customer.NameKey(row.Name), "document_state": string(state)}, dbx.HashExp{"id": id}).Execute()
	return err
}

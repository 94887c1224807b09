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
	if err := inChunks(app, "SELECT id FROM contacts WHERE kind IN ('email', 'phone') AND key = '' AND id > {:last} ORDER BY id", h.rekeyContact); err != nil {
		return fmt.Errorf("write keys of contacts: %w", err)
	}
	if err := inChunks(app, "SELECT id FROM customers WHERE name_key = '' AND id > {:last} ORDER BY id", h.rekeyCustomer); err != nil {
		return fmt.Errorf("write keys of customers: %w", err)
	}
	return nil
}

// inChunks does something with every row that a query names, by its id.
func inChunks(app core.App, query string, do func(core.App, string) error) error {
	for last := ""; ; {
		var ids []string
		if err := app.DB().NewQuery(query + fmt.Sprint(" LIMIT ", chunk)).Bind(dbx.Params{"last": last}).Column(&ids); err != nil {
			return err
		}
		if len(ids) == 0 {
			return nil
		}
		err := app.RunInTransaction(func(tx core.App) error {
			for _, id := range ids {
				if err := do(tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		last = ids[len(ids)-1]
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

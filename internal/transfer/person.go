package transfer

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// person is who bought, as the file has them.
type person struct{ name, document, email, phone string }

// shortest is how long a key must be to find somebody by it.
const shortest = 5

// keys by which they may be known, the surest first.
func (t *taking) keys(p person) [][2]string {
	var out [][2]string
	for _, key := range t.house.CustomerKeys(p.document, p.email, p.phone) {
		if len(key[1]) >= shortest {
			out = append(out, key)
		}
	}
	return out
}

// whose finds the customers of some rows, or makes them if that was asked for.
func (t *taking) whose(app core.App, some []*buying) error {
	found, err := t.customers(app, some)
	if err != nil {
		return err
	}
	for _, b := range some {
		if b.refused != nil {
			continue
		}
		if err := t.of(app, b, found); err != nil {
			return err
		}
	}
	return nil
}

// of sets the customer of one row: by the first key that somebody has.
func (t *taking) of(app core.App, b *buying, found map[[2]string][]string) error {
	keys := t.keys(b.person)
	for _, key := range keys {
		switch ids := found[key]; {
		case len(ids) == 1:
			b.customer = ids[0]
			return nil
		case len(ids) > 1:
			t.refuse(b, "customer", "import_customer_several")
			return nil
		}
	}
	switch {
	case len(keys) == 0:
		t.refuse(b, "customer", "import_customer_missing")
	case !t.MakeThem:
		t.refuse(b, "customer", "import_customer_unknown")
	case b.person.name == "":
		t.refuse(b, "name", "import_customer_name")
	default:
		return t.make(app, b, found)
	}
	return nil
}

// make adds a customer, in a dry run only to the list of those who would be
// there by now.
func (t *taking) make(app core.App, b *buying, found map[[2]string][]string) error {
	keys := t.keys(b.person)
	b.customer = "new " + keys[0][1]
	b.newCustomer = !t.made[b.customer]
	if t.Commit {
		made, err := t.g.Create(app, records.Customers, map[string]any{"name": b.person.name, "document_number": b.person.document, "email": b.person.email,
			"phone": b.person.phone}, t.By)
		if err != nil {
			return t.refuseAll(b, err)
		}
		b.customer, b.newCustomer = made.Id, true
	} else {
		t.made[b.customer] = true
	}
	for _, key := range keys {
		found[key] = []string{b.customer}
	}
	return nil
}

// customers are who is known by the keys of some rows.
func (t *taking) customers(app core.App, some []*buying) (map[[2]string][]string, error) {
	asked := map[string][]any{}
	for _, b := range some {
		for _, key := range t.keys(b.person) {
			asked[key[0]] = append(asked[key[0]], key[1])
		}
	}
	out := map[[2]string][]string{}
	for kind, values := range asked {
		var rows []struct {
			ID  string `db:"id"`
			Key string `db:"key"`
		}
		if err := holders(app, kind, values).AndWhere(dbx.HashExp{"customers.merged_into": ""}).OrderBy("customers.created").All(&rows); err != nil {
			return nil, fmt.Errorf("find customers: %w", err)
		}
		for _, row := range rows {
			key := [2]string{kind, row.Key}
			out[key] = append(out[key], row.ID)
		}
	}
	return out, nil
}

// holders are those with one of these documents, mails or telephones, any of
// their own.
func holders(app core.App, kind string, keys []any) *dbx.SelectQuery {
	if kind == "document" {
		return app.DB().Select("customers.id", "customers.document_key AS key").From(records.Customers).Where(dbx.In("customers.document_key", keys...))
	}
	return app.DB().Select("customers.id", "contacts.key AS key").From(records.Contacts).
		InnerJoin(records.Customers, dbx.NewExp("customers.id = contacts.customer")).
		Where(dbx.HashExp{"contacts.kind": kind}).AndWhere(dbx.In("contacts.key", keys...))
}

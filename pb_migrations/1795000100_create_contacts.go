package pb_migrations

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Several mails and telephones of a customer, the name as it is compared, and
// what can be known of the document. Keys and names of rows that are there
// already are left empty: the program writes them at its next start.
func init() {
	m.Register(func(app core.App) error {
		r, err := refs(app, "customers")
		if err != nil {
			return err
		}
		if err := addIdentity(app, r["customers"]); err != nil {
			return err
		}
		_, err = build(app, "contacts",
			[]string{
				"CREATE UNIQUE INDEX idx_contacts_customer ON contacts (customer, kind, key)",
				"CREATE INDEX idx_contacts_key ON contacts (kind, key)",
			},
			needed(one(r["customers"], "customer")),
			&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"email", "phone"}},
			&core.TextField{Name: "value", Required: true, Max: 200, Presentable: true, Help: "El correo o el teléfono, como se dictó."},
			&core.TextField{Name: "key", Max: 200, Help: "Con qué se encuentra; lo calcula el sistema."},
			&core.TextField{Name: "label", Max: 60, Help: "De quién o para qué: trabajo, su hija, solo mensajes."},
			date("created"))
		if err != nil {
			return err
		}
		return contactsOfCustomers(app)
	}, func(app core.App) error {
		r, err := refs(app, "customers")
		if err != nil {
			return err
		}
		c := r["customers"]
		c.Fields.RemoveByName("name_key")
		c.Fields.RemoveByName("document_state")
		c.Indexes = append(slices.DeleteFunc(c.Indexes, func(index string) bool { return strings.Contains(index, "idx_customers_name ") }),
			"CREATE INDEX idx_customers_email ON customers (email_key)", "CREATE INDEX idx_customers_phone ON customers (phone_key)")
		if err := app.Save(c); err != nil {
			return err
		}
		return drop(app, "contacts")
	})
}

// addIdentity: mails and telephones are looked for among the contacts from here on.
func addIdentity(app core.App, c *core.Collection) error {
	c.Fields.Add(&core.TextField{Name: "name_key", Max: 200, Help: "El nombre sin acentos ni mayúsculas; lo calcula el sistema."},
		&core.SelectField{Name: "document_state", MaxSelect: 1, Values: []string{"valid", "wrong", "unknown"},
			Help: "Si el número del documento cumple su dígito de control; lo calcula el sistema."})
	c.Indexes = append(slices.DeleteFunc(c.Indexes, func(index string) bool {
		return strings.Contains(index, "idx_customers_email ") || strings.Contains(index, "idx_customers_phone ")
	}), "CREATE INDEX idx_customers_name ON customers (name_key)")
	return app.Save(c)
}

// contactsOfCustomers: what each customer has today is their first contact.
func contactsOfCustomers(app core.App) error {
	for _, kind := range []string{"email", "phone"} {
		_, err := app.NonconcurrentDB().NewQuery("INSERT INTO contacts (id, customer, kind, value, key, label, created) SELECT 'c' || lower(hex(randomblob(7))), id, '" +
			kind + "', " + kind + ", '', '', created FROM customers WHERE " + kind + " != ''").Execute()
		if err != nil {
			return fmt.Errorf("contacts of customers, %s: %w", kind, err)
		}
	}
	return nil
}

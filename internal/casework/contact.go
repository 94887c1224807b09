package casework

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/ozzo-validation/v4/is"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
	"escucha/internal/telephone"
)

// Kinds of contacts; customers have a field of the same name for the preferred one.
const (
	Email = "email"
	Phone = "phone"
)

// Country whose way of dialling and documents count: that of the business.
func (h *House) Country() string {
	if h.Business != nil && h.Business.GetString("country") != "" {
		return h.Business.GetString("country")
	}
	return h.Profile.Country
}

// ContactKey is what a mail or a telephone is found by, however it was typed.
func (h *House) ContactKey(kind, value string) string {
	if kind == Phone {
		return telephone.Key(value, h.Country())
	}
	return strings.ToLower(strings.TrimSpace(value))
}

// KeepContact is the create and update hook of contacts: its key, none twice,
// and the customer's preferred one along with it.
func (g *Engine) KeepContact(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, was := e.Record, e.Record.Original()
		if err := g.checkContact(e.App, r, was); err != nil {
			return err
		}
		if r.IsNew() {
			r.Set("created", records.Stamp(g.Now()))
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store contact: %w", err)
		}
		return g.prefer(e.App, r.GetString("customer"), r.GetString("kind"), func(preferred string) (string, bool) {
			return r.GetString("value"), preferred == "" || preferred == was.GetString("key")
		})
	})
}

func (g *Engine) checkContact(app core.App, r, was *core.Record) error {
	h, err := g.House(app)
	if err != nil {
		return err
	}
	if !r.IsNew() {
		for _, name := range []string{"customer", "kind"} {
			if r.GetString(name) != was.GetString(name) {
				return g.refuse(name, "fixed_field")
			}
		}
	}
	if r.GetString("key") != was.GetString("key") {
		return g.refuse("key", "server_field")
	}
	kind, value := r.GetString("kind"), strings.TrimSpace(r.GetString("value"))
	key := h.ContactKey(kind, value)
	if value != "" && (key == "" || kind == Email && is.EmailFormat.Validate(value) != nil) {
		return g.refuse("value", "contact_"+kind)
	}
	r.Set("value", value)
	r.Set("key", key)
	return g.onceOnly(app, r)
}

// onceOnly: the same mail or number once for each customer.
func (g *Engine) onceOnly(app core.App, r *core.Record) error {
	var n int
	err := app.DB().Select("COUNT(*)").From(records.Contacts).Where(dbx.HashExp{"customer": r.GetString("customer"), "kind": r.GetString("kind"), "key": r.GetString("key")}).
		AndWhere(dbx.NewExp("id != {:id}", dbx.Params{"id": r.Id})).Row(&n)
	if err != nil {
		return fmt.Errorf("look for the contact: %w", err)
	}
	if n > 0 {
		return g.refuse("value", "contact_twice")
	}
	return nil
}

// DropContact is the delete hook: without the preferred one the oldest that is
// left takes its place.
func (g *Engine) DropContact(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		if err := e.Next(); err != nil {
			return fmt.Errorf("remove contact: %w", err)
		}
		id, kind := e.Record.GetString("customer"), e.Record.GetString("kind")
		var left []string
		err := e.App.DB().Select("value").From(records.Contacts).Where(dbx.HashExp{"customer": id, "kind": kind}).OrderBy("created", "id").Limit(1).Column(&left)
		if err != nil {
			return fmt.Errorf("contacts of %s: %w", id, err)
		}
		return g.prefer(e.App, id, kind, func(preferred string) (string, bool) {
			return strings.Join(left, ""), preferred == e.Record.GetString("key")
		})
	})
}

// prefer writes the customer's own mail or telephone, when choose says so of the
// key of the one that stands there.
func (g *Engine) prefer(app core.App, id, kind string, choose func(preferred string) (string, bool)) error {
	c, err := app.FindRecordById(records.Customers, id)
	if err != nil {
		return g.refuse("customer", "not_found")
	}
	value, ok := choose(c.GetString(kind + "_key"))
	if !ok || value == c.GetString(kind) {
		return nil
	}
	c.Set(kind, value)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("preferred %s of %s: %w", kind, id, err)
	}
	return nil
}

// mirror keeps the contacts in step with the preferred ones of a customer who
// has just been stored. Another value corrects the contact, unless it is one of
// the others: then that one is preferred, and both stay. An empty one removes it.
func (g *Engine) mirror(app core.App, r *core.Record) error {
	for _, kind := range []string{Email, Phone} {
		was, key, value := r.Original().GetString(kind+"_key"), r.GetString(kind+"_key"), r.GetString(kind)
		if was == key && (key == "" || value == r.Original().GetString(kind)) {
			continue
		}
		if err := mirrorOne(app, r.Id, kind, was, key, value, records.Stamp(g.Now())); err != nil {
			return fmt.Errorf("contacts of %s: %w", r.Id, err)
		}
	}
	return nil
}

func mirrorOne(app core.App, id, kind, was, key, value, now string) error {
	db := app.NonconcurrentDB()
	at := func(key string) dbx.HashExp { return dbx.HashExp{"customer": id, "kind": kind, "key": key} }
	if key == "" {
		_, err := db.Delete(records.Contacts, at(was)).Execute()
		return err
	}
	for _, at := range []dbx.HashExp{at(key), at(was)} { // the new one is there already, or else the old one becomes it
		done, err := db.Update(records.Contacts, dbx.Params{"value": value, "key": key}, at).Execute()
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
	}
	return journal(app, records.Contacts, dbx.Params{"customer": id, "kind": kind, "value": value, "key": key, "label": "", "created": now})
}

// Reached lists the customers with this mail or telephone, those merged into
// another left out, the oldest first.
func (g *Engine) Reached(app core.App, kind, value string) ([]string, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	key := h.ContactKey(kind, value)
	if len(key) < 5 {
		return ids, nil
	}
	err = app.DB().Select("customers.id").From(records.Contacts).InnerJoin(records.Customers, dbx.NewExp("customers.id = contacts.customer")).
		Where(dbx.HashExp{"contacts.kind": kind, "contacts.key": key, "customers.merged_into": ""}).Limit(mostReached).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("who has this %s: %w", kind, err)
	}
	return ids, nil
}

// mostReached: a number that so many share tells nobody apart.
const mostReached = 50

// ContactKeys are the keys of all that a customer is reached by.
func ContactKeys(app core.App, id, kind string) ([]string, error) {
	var keys []string
	if err := app.DB().Select("key").From(records.Contacts).Where(dbx.HashExp{"customer": id, "kind": kind}).Column(&keys); err != nil {
		return nil, fmt.Errorf("contacts of %s: %w", id, err)
	}
	return keys, nil
}

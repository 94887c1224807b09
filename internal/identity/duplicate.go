package identity

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Why two customers may be one person, the surest reason first.
var reasons = []string{"document", "email", "phone", "name"}

// mostDoubles is how many are suggested; a name that many have says little.
const mostDoubles = 20

// Double is a customer who may be the same person.
type Double struct {
	ID             string   `json:"id"`
	Name           string   `json:"name"`
	Phone          string   `json:"phone"`
	Email          string   `json:"email"`
	DocumentNumber string   `json:"document_number"`
	Cases          int      `json:"cases"` // those that the caller may open
	Why            []string `json:"why"`
}

// Duplicates suggests who else may be this person, the likeliest first. Those of
// whom somebody said that they are not, and those merged already, are left out.
func (k *Keeper) Duplicates(app core.App, r *core.Record, sees casework.Sees) ([]Double, error) {
	out := []Double{}
	if r.GetString("merged_into") != "" {
		return out, nil
	}
	why, err := k.candidates(app, r)
	if err != nil || len(why) == 0 {
		return out, err
	}
	rows, err := k.readable(app, why, sees)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if len(why[row.Id]) == 1 && why[row.Id][0] == "name" && !customer.SameName(r.GetString("name"), row.GetString("name")) {
			continue
		}
		out = append(out, k.double(app, row, why[row.Id]))
	}
	slices.SortStableFunc(out, func(a, b Double) int {
		return cmp.Or(slices.Index(reasons, a.Why[0])-slices.Index(reasons, b.Why[0]), len(b.Why)-len(a.Why), cmp.Compare(a.Name, b.Name))
	})
	out = out[:min(len(out), mostDoubles)]
	for i := range out {
		if out[i].Cases, err = count(app, relation{records.Complaints, "customer"}, out[i].ID, sees); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (k *Keeper) double(app core.App, r *core.Record, why []string) Double {
	number := r.GetString("document_number")
	if h, err := k.g.House(app); err == nil { // without settings a number is shown as it was typed
		number = customer.PrettyDocument(h.Country(), r.GetString("document_type"), number)
	}
	return Double{ID: r.Id, Name: r.GetString("name"), Phone: r.GetString("phone"), Email: r.GetString("email"), DocumentNumber: number, Why: why}
}

// candidates are the ids of those who share something, with what it is.
func (k *Keeper) candidates(app core.App, r *core.Record) (map[string][]string, error) {
	found := map[string][]string{}
	for _, look := range []func(core.App, *core.Record) ([]shared, error){sameDocument, sameContact, sameName} {
		rows, err := look(app, r)
		if err != nil {
			return nil, fmt.Errorf("who may be customer %s: %w", r.Id, err)
		}
		for _, row := range rows {
			if row.ID != r.Id && !slices.Contains(found[row.ID], row.Why) {
				found[row.ID] = append(found[row.ID], row.Why)
			}
		}
	}
	for id := range found {
		slices.SortFunc(found[id], func(a, b string) int { return slices.Index(reasons, a) - slices.Index(reasons, b) })
	}
	return found, withoutNamesakes(app, r.Id, found)
}

// shared is somebody who has something in common.
type shared struct {
	ID  string `db:"id"`
	Why string `db:"why"`
}

func sameDocument(app core.App, r *core.Record) (rows []shared, err error) {
	if len(r.GetString("document_key")) < 5 {
		return nil, nil
	}
	err = app.ConcurrentDB().Select("id", "('document') AS why").From(records.Customers).
		Where(dbx.HashExp{"document_key": r.GetString("document_key"), "merged_into": ""}).Limit(mostDoubles + 1).All(&rows)
	return rows, err
}

func sameContact(app core.App, r *core.Record) (rows []shared, err error) {
	err = app.ConcurrentDB().NewQuery(`SELECT customers.id, theirs.kind AS why FROM contacts mine
		CROSS JOIN contacts theirs ON theirs.kind = mine.kind AND theirs.key = mine.key
		CROSS JOIN customers ON customers.id = theirs.customer
		WHERE mine.customer = {:id} AND length(mine.key) > 4 AND theirs.customer != {:id} AND customers.merged_into = '' LIMIT 50`).
		Bind(dbx.Params{"id": r.Id}).All(&rows)
	return rows, err
}

func withoutNamesakes(app core.App, id string, found map[string][]string) error {
	var others []string
	err := app.ConcurrentDB().NewQuery("SELECT other FROM namesakes WHERE customer = {:id} UNION SELECT customer FROM namesakes WHERE other = {:id}").
		Bind(dbx.Params{"id": id}).Column(&others)
	if err != nil {
		return fmt.Errorf("who is not customer %s: %w", id, err)
	}
	for _, other := range others {
		delete(found, other)
	}
	return nil
}

// readable loads those of the candidates whom the caller may read.
func (k *Keeper) readable(app core.App, why map[string][]string, sees casework.Sees) ([]*core.Record, error) {
	ids := []any{}
	for id := range why {
		ids = append(ids, id)
	}
	rows := []*core.Record{}
	q := app.RecordQuery(records.Customers).AndWhere(dbx.In("customers.id", ids...)).AndWhere(dbx.HashExp{"customers.merged_into": ""}).OrderBy("customers.id")
	if err := sees(records.Customers)(q); err != nil {
		return nil, err
	}
	if err := q.All(&rows); err != nil {
		return nil, fmt.Errorf("read duplicates: %w", err)
	}
	return rows, nil
}

// count is how many rows of a relation the caller may see.
func count(app core.App, one relation, id string, sees casework.Sees) (n int, err error) {
	q := app.ConcurrentDB().Select("COUNT(*)").From(one.Collection).Where(dbx.HashExp{one.name(): id})
	if err := sees(one.Collection)(q); err != nil {
		return 0, err
	}
	if err := q.Row(&n); err != nil {
		return 0, fmt.Errorf("count %s of %s: %w", one.name(), id, err)
	}
	return n, nil
}

// Past is a merge that can perhaps be undone: who became part of the customer.
type Past struct {
	ID      string `db:"id" json:"id"`
	Name    string `db:"name" json:"name"`
	Reason  string `db:"reason" json:"reason"`
	Created string `db:"created" json:"created"`
}

// Merges are those into a customer that stand, the newest first.
func Merges(app core.App, id string) ([]Past, error) {
	out := []Past{}
	err := app.ConcurrentDB().Select("merges.id", "customers.name", "merges.reason", "merges.created").From(records.Merges).
		InnerJoin(records.Customers, dbx.NewExp("customers.id = merges.merged")).Where(dbx.HashExp{"merges.survivor": id, "merges.undone_at": ""}).
		OrderBy("merges.created DESC").Limit(5).All(&out)
	if err != nil {
		return nil, fmt.Errorf("merges into %s: %w", id, err)
	}
	return out, nil
}

package person

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"

	"escucha/domain/customer"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/search"
)

// Item is a customer in a list: who, how to reach them, and how it stands.
type Item struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Preferred string `json:"preferred_name"`
	Phone     string `json:"phone"`
	Email     string `json:"email"`
	Types     []Type `json:"types"` // those that are known
	Open      int    `json:"open"`
	Last      *Last  `json:"last"` // the newest case; nil without one
}

// Type is the value of a criterion.
type Type struct {
	Criterion string `json:"criterion"`
	Value     string `json:"value"`
}

// Last is the newest case of a customer that the caller may open.
type Last struct {
	ID         string `json:"id"`
	Number     string `json:"number"`
	Title      string `json:"title"`
	Stage      string `json:"stage"`
	ReceivedAt string `json:"received_at"`
}

// Page is a part of the list with the cursor for the next one, empty at the end.
// The first one says what the list can be narrowed by.
type Page struct {
	Items []Item            `json:"items"`
	Next  string            `json:"next"`
	Codes *casework.Choices `json:"codes,omitempty"`
}

// row is what of a customer the list reads.
type row struct {
	ID           string `db:"id"`
	Name         string `db:"name"`
	Preferred    string `db:"preferred_name"`
	Phone        string `db:"phone"`
	Email        string `db:"email"`
	Relation     string `db:"relation"`
	Activity     string `db:"activity"`
	Frequency    string `db:"frequency"`
	Volume       string `db:"volume"`
	Satisfaction string `db:"satisfaction"`
	Influence    string `db:"influence"`
}

// byName is the column that the list without words is ordered by.
const byName = "customers.name_key"

// List is one page of customers: by name, or by how well they fit what was typed.
// There is no total: it would cost more than the page.
func (r Reader) List(f Filter) (Page, error) {
	ids, next, err := r.find(f)
	if err != nil {
		return Page{}, fmt.Errorf("list customers: %w", err)
	}
	rows, err := r.rows(ids)
	if err != nil {
		return Page{}, err
	}
	page := Page{Items: make([]Item, 0, len(rows)), Next: next}
	for _, one := range rows {
		page.Items = append(page.Items, one.item())
	}
	if f.After == "" {
		codes := casework.AllChoices()
		page.Codes = &codes
	}
	return page, r.addCases(page.Items)
}

// mark stands between the two parts of a cursor; an id has none.
const mark = "!"

// find lists the ids of a page, and the cursor of the next one.
func (r Reader) find(f Filter) (ids []string, next string, err error) {
	where, err := r.where(f)
	if err != nil {
		return nil, "", err
	}
	narrow := func(q *dbx.SelectQuery) error {
		q.AndWhere(where)
		return r.Sees(records.Customers)(q)
	}
	if f.Text != "" {
		h, err := r.Engine.House(r.App)
		if err != nil {
			return nil, "", err
		}
		return search.Customers(r.App, f.Text, h.Country(), f.After, f.Limit, narrow)
	}
	return r.along(f, narrow)
}

// along walks the index of the names; a page begins where the last one ended.
func (r Reader) along(f Filter, narrow casework.Visible) (ids []string, next string, err error) {
	var found []struct{ ID, Sorts string }
	q := r.App.ConcurrentDB().Select("customers.id", byName+" AS sorts").From(records.Customers).OrderBy(byName, "customers.id").Limit(int64(f.Limit) + 1)
	if err := narrow(q); err != nil {
		return nil, "", err
	}
	if i := strings.LastIndex(f.After, mark); i >= 0 {
		q.AndWhere(dbx.NewExp("("+byName+", customers.id) > ({:name}, {:id})", dbx.Params{"name": f.After[:i], "id": f.After[i+1:]}))
	}
	if err := q.All(&found); err != nil {
		return nil, "", err
	}
	if len(found) > f.Limit {
		found = found[:f.Limit]
		next = found[f.Limit-1].Sorts + mark + found[f.Limit-1].ID
	}
	for _, one := range found {
		ids = append(ids, one.ID)
	}
	return ids, next, nil
}

// rows reads customers in the order of their ids.
func (r Reader) rows(ids []string) ([]row, error) {
	text, err := list(ids)
	if err != nil {
		return nil, err
	}
	out := []row{}
	err = r.App.ConcurrentDB().Select("customers.id", "customers.name", "preferred_name", "phone", "email", "relation", "activity", "frequency", "volume", "satisfaction", "influence").
		From("json_each({:ids}) j").Join("CROSS JOIN", records.Customers, dbx.NewExp("customers.id = j.value")).
		Bind(dbx.Params{"ids": text}).OrderBy("j.key").All(&out)
	if err != nil {
		return nil, fmt.Errorf("read customers of a page: %w", err)
	}
	return out, nil
}

func (r row) item() Item {
	out := Item{ID: r.ID, Name: r.Name, Preferred: r.Preferred, Phone: r.Phone, Email: r.Email, Types: []Type{}}
	known := map[string]string{"relation": r.Relation, "activity": r.Activity, "frequency": r.Frequency, "volume": r.Volume,
		"satisfaction": r.Satisfaction, "influence": r.Influence}
	for _, criterion := range customer.Criteria() {
		if value := known[criterion]; value != customer.Unknown {
			out.Types = append(out.Types, Type{criterion, value})
		}
	}
	return out
}

// addCases counts the open cases of each, and finds the newest one, among those
// that the caller may open.
func (r Reader) addCases(items []Item) error {
	if len(items) == 0 {
		return nil
	}
	ids := make([]any, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	var rows []struct {
		Customer string `db:"customer"`
		Open     int    `db:"open"`
		Last
	}
	// of the columns beside MAX, SQLite takes those of the row that has it
	q := r.App.ConcurrentDB().Select("complaints.customer", "SUM(complaints.open) AS open", "MAX(complaints.received_at) AS received_at",
		"complaints.id", "complaints.number", "complaints.stage", titled+" AS title").
		From(records.Complaints).Where(dbx.In("complaints.customer", ids...)).GroupBy("complaints.customer")
	if err := r.Sees(records.Complaints)(q); err != nil {
		return err
	}
	if err := q.All(&rows); err != nil {
		return fmt.Errorf("cases of the customers of a page: %w", err)
	}
	for _, one := range rows {
		for i := range items {
			if items[i].ID == one.Customer {
				items[i].Open, items[i].Last = one.Open, &one.Last
			}
		}
	}
	return nil
}

// titled is what a case is called: its goal, else how its story begins.
const titled = "CASE WHEN complaints.goal = '' THEN substr(complaints.narrative, 1, 140) ELSE complaints.goal END"

// list writes ids as one parameter.
func list(ids []string) (string, error) {
	if ids == nil {
		ids = []string{}
	}
	text, err := json.Marshal(ids)
	if err != nil {
		return "", fmt.Errorf("write a list of ids: %w", err)
	}
	return string(text), nil
}

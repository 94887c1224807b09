package privacy

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// Person is somebody with all rows that are they: the one that survived, then
// those merged into it, and their cases, oldest first.
type Person struct {
	Root  *core.Record
	Rows  []*core.Record
	Cases []*core.Record
}

// Find gathers the person of a customer row, whichever of theirs it is.
// sql.ErrNoRows when there is no such row.
func Find(app core.App, id string) (Person, error) {
	root, err := app.FindRecordById(records.Customers, id)
	for hops := 0; err == nil && root.GetString("merged_into") != "" && hops < 50; hops++ {
		root, err = app.FindRecordById(records.Customers, root.GetString("merged_into"))
	}
	if err != nil {
		return Person{}, fmt.Errorf("person %s: %w", id, err)
	}
	p := Person{Root: root, Rows: []*core.Record{root}}
	for at := 0; at < len(p.Rows) && at < 1000; at++ {
		merged, err := app.FindAllRecords(records.Customers, dbx.HashExp{"merged_into": p.Rows[at].Id}, dbx.NewExp("merged_into != ''"))
		if err != nil {
			return p, fmt.Errorf("who was merged into %s: %w", p.Rows[at].Id, err)
		}
		p.Rows = append(p.Rows, merged...)
	}
	err = app.RecordQuery(records.Complaints).AndWhere(dbx.In("customer", anys(p.ids())...)).OrderBy("received_at", "id").All(&p.Cases)
	if err != nil {
		return p, fmt.Errorf("cases of %s: %w", root.Id, err)
	}
	return p, nil
}

func (p Person) ids() []string { return idsOf(p.Rows) }

func idsOf(rows []*core.Record) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Id
	}
	return out
}

func anys(ids []string) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

// of is the condition that a row of a holding belongs to the person; with a case
// only, to that case.
func (h held) of(people, cases []string) dbx.Expression {
	var either []dbx.Expression
	for _, name := range h.By {
		if h.in.Fields.GetByName(name) == nil {
			continue
		}
		switch targets[name] {
		case records.Complaints:
			either = append(either, dbx.In(name, anys(cases)...))
		case records.Customers:
			either = append(either, dbx.In(name, anys(people)...))
		default:
			either = append(either, inside{name, records.Proposals, dbx.In("complaint", anys(cases)...)})
		}
	}
	return dbx.Or(either...)
}

// targets are the relations by which rows lead to a person.
var targets = map[string]string{"customer": records.Customers, "survivor": records.Customers, "merged": records.Customers,
	"complaint": records.Complaints, "evidence_complaint": records.Complaints, "proposal": records.Proposals}

// inside is "field IN (SELECT id FROM table WHERE …)".
type inside struct {
	field, table string
	which        dbx.Expression
}

func (i inside) Build(db *dbx.DB, params dbx.Params) string {
	return fmt.Sprintf("[[%s]] IN (SELECT id FROM {{%s}} WHERE %s)", i.field, i.table, i.which.Build(db, params))
}

// identifiers are what the person is known by, as it was typed: on their records,
// under a case, among their contacts.
func (p Person) identifiers(app core.App) ([]string, error) {
	known := map[string]bool{}
	for _, r := range p.Rows {
		for _, name := range []string{"name", "email", "phone", "document_number"} {
			known[strings.TrimSpace(r.GetString(name))] = true
		}
	}
	for _, c := range p.Cases {
		filed := casework.Snapshot(c)
		for _, name := range []string{"name", "email", "phone", "document_number", "representative"} {
			known[strings.TrimSpace(filed[name])] = true
		}
	}
	if _, err := app.FindCachedCollectionByNameOrId("contacts"); err == nil {
		var values []string
		if err := app.DB().Select("value").From("contacts").Where(dbx.In("customer", anys(p.ids())...)).Column(&values); err != nil {
			return nil, fmt.Errorf("contacts of %s: %w", p.Root.Id, err)
		}
		for _, value := range values {
			known[strings.TrimSpace(value)] = true
		}
	}
	out := slices.Sorted(maps.Keys(known))
	return slices.DeleteFunc(out, func(text string) bool { return len([]rune(text)) < 4 }), nil
}

package casework

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Lookup finds customers by phone, mail or document (R107), with their open
// cases and the last outcome.
func (g *Engine) Lookup(app core.App, phone, email, document string, visible Visible) ([]map[string]any, error) {
	where := []dbx.Expression{}
	for column, key := range map[string]string{"phone_key": PhoneKey(phone), "email_key": emailKey(email), "document_key": DocumentKey(document)} {
		if len(key) >= 5 {
			where = append(where, dbx.HashExp{column: key})
		}
	}
	out := []map[string]any{}
	if len(where) == 0 {
		return out, nil
	}
	rows := []*core.Record{}
	if err := app.RecordQuery(records.Customers).AndWhere(dbx.Or(where...)).AndWhere(dbx.HashExp{"merged_into": ""}).OrderBy("created").Limit(10).All(&rows); err != nil {
		return nil, fmt.Errorf("look up customer: %w", err)
	}
	for _, r := range rows {
		card, err := g.known(app, r, visible)
		if err != nil {
			return nil, err
		}
		out = append(out, card)
	}
	return out, nil
}

func (g *Engine) known(app core.App, r *core.Record, visible Visible) (map[string]any, error) {
	cases, err := g.history(app, r.Id, "", visible)
	if err != nil {
		return nil, err
	}
	card := r.PublicExport()
	open := []Card{}
	for i := range cases {
		if cases[i].Open {
			open = append(open, cases[i])
		} else if card["last"] == nil {
			card["last"] = cases[i]
		}
	}
	card["open"], card["cases"] = open, len(cases)
	card["types"], err = g.TypesOf(app, r)
	return card, err
}

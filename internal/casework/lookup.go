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
	out := []map[string]any{}
	rows, err := g.Known(app, phone, email, document)
	if err != nil {
		return nil, err
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

// Known are the customers with this telephone, mail or document, the oldest
// first, ten at most.
func (g *Engine) Known(app core.App, phone, email, document string) ([]*core.Record, error) {
	rows := []*core.Record{}
	ids, err := g.found(app, phone, email, document)
	if err != nil || len(ids) == 0 {
		return rows, err
	}
	err = app.RecordQuery(records.Customers).AndWhere(dbx.In("id", anys(ids)...)).AndWhere(dbx.HashExp{"merged_into": ""}).OrderBy("created").Limit(10).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("look up customer: %w", err)
	}
	return rows, nil
}

// found are the ids of whoever has this telephone, mail or document.
func (g *Engine) found(app core.App, phone, email, document string) ([]string, error) {
	var ids []string
	for kind, typed := range map[string]string{Phone: phone, Email: email} {
		some, err := g.Reached(app, kind, typed)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	key := DocumentKey(document)
	if len(key) < 5 {
		return ids, nil
	}
	var some []string
	if err := app.DB().Select("id").From(records.Customers).Where(dbx.HashExp{"document_key": key}).Limit(mostReached).Column(&some); err != nil {
		return nil, fmt.Errorf("who has this document: %w", err)
	}
	return append(ids, some...), nil
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

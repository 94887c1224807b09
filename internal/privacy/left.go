package privacy

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// Left is something about an erased person that should not be there.
type Left struct{ Collection, Field, Row string }

// Leftovers looks at everybody who was erased: rows that should have gone, texts
// that somebody put back behind the application, people and cases that are marked
// and have no erasure.
func Leftovers(app core.App) ([]Left, error) {
	rows, err := app.FindAllRecords(records.Erasures)
	if err != nil {
		return nil, fmt.Errorf("erasures: %w", err)
	}
	var out []Left
	for _, row := range rows {
		p, err := Find(app, row.GetString("customer"))
		if err != nil {
			return nil, err
		}
		for _, h := range there(app) {
			found, err := h.left(app, p)
			if err != nil {
				return nil, fmt.Errorf("%s of an erased person: %w", h.Collection, err)
			}
			out = append(out, found...)
		}
	}
	unaccounted, err := marked(app)
	return append(out, unaccounted...), err
}

// left are the rows of one holding that still say something.
func (h held) left(app core.App, p Person) ([]Left, error) {
	which := h.of(p.ids(), idsOf(p.Cases))
	if h.Collection == records.Customers {
		which = dbx.In("id", anys(p.ids())...)
	}
	if h.Fate == Goes {
		return h.found(app, which, "")
	}
	var out []Left
	for _, f := range h.personal() {
		said := dbx.NewExp(fmt.Sprintf("COALESCE([[%s]], '') NOT IN ('', 'null', 0)", f.GetName()))
		if _, fresh := h.blank(f).(dbx.Expression); fresh || h.Fate != Blanks {
			continue
		}
		found, err := h.found(app, dbx.And(which, said), f.GetName())
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func (h held) found(app core.App, which dbx.Expression, field string) ([]Left, error) {
	var ids []string
	if err := app.ConcurrentDB().Select("id").From(h.Collection).Where(which).OrderBy("id").Column(&ids); err != nil {
		return nil, err
	}
	out := make([]Left, len(ids))
	for i, id := range ids {
		out[i] = Left{h.Collection, field, id}
	}
	return out, nil
}

// marked finds rows that say that they were erased without an erasure.
func marked(app core.App) ([]Left, error) {
	var out []Left
	for _, collection := range []string{records.Customers, records.Complaints} {
		var rows []*core.Record
		if err := app.RecordQuery(collection).AndWhere(dbx.NewExp("erased_at != ''")).All(&rows); err != nil {
			return nil, fmt.Errorf("erased %s: %w", collection, err)
		}
		for _, row := range rows {
			id := row.Id
			if collection == records.Complaints {
				id = row.GetString("customer")
			}
			p, err := Find(app, id)
			if err != nil {
				return nil, err
			}
			erasure, err := erasureOf(app, p.Root.Id)
			if err != nil {
				return nil, err
			}
			if erasure == nil {
				out = append(out, Left{collection, "erased_at", row.Id})
			}
		}
	}
	return out, nil
}

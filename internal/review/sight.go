package review

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Reader is for whom a pack is: somebody, or several people at once, who get
// what each of them may see. Sees asks the rules of the collections for each.
// Lang is the language of names.
type Reader struct {
	App   core.App
	Actor complaint.Actor
	Sees  []casework.Sees
	Lang  string
}

// errNobody: what nobody sees is not everything.
var errNobody = errors.New("a pack for nobody")

// allowed are those of some rows of a collection that every reader may see.
func (r Reader) allowed(collection string, ids []string) (map[string]bool, error) {
	if len(r.Sees) == 0 {
		return nil, errNobody
	}
	for _, sees := range r.Sees {
		list, err := json.Marshal(ids)
		if err != nil {
			return nil, fmt.Errorf("ids of %s: %w", collection, err)
		}
		q := r.App.DB().Select(collection + ".id").From(collection).
			Where(dbx.NewExp(collection+".id IN (SELECT value FROM json_each({:ids}))", dbx.Params{"ids": string(list)}))
		if err := sees(collection)(q); err != nil {
			return nil, err
		}
		ids = nil
		if err := q.Column(&ids); err != nil {
			return nil, fmt.Errorf("what may be seen of %s: %w", collection, err)
		}
	}
	out := make(map[string]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out, nil
}

// kept are those of some rows that the readers may see, in their order.
func kept[T any](r Reader, collection string, rows []T, id func(T) string) ([]T, error) {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = id(row)
	}
	may, err := r.allowed(collection, ids)
	if err != nil {
		return nil, err
	}
	out := []T{}
	for _, row := range rows {
		if may[id(row)] {
			out = append(out, row)
		}
	}
	return out, nil
}

// Together is a reader that stands for several people.
func Together(app core.App, people []string, lang string) (Reader, error) {
	out := Reader{App: app, Lang: lang}
	for _, id := range people {
		person, err := app.FindRecordById(records.Agents, id)
		if err != nil {
			return out, fmt.Errorf("who reads the pack: %w", err)
		}
		out.Sees = append(out.Sees, func(collection string) casework.Visible {
			return casework.VisibleTo(app, casework.As(person), collection)
		})
	}
	return out, nil
}

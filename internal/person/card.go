package person

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// Card is everything to know of a customer on one screen (R041, R107).
type Card struct {
	*casework.CustomerCard
	Customer map[string]any `json:"customer"`
	Cases    int            `json:"cases"` // those that the caller may open
	Gestures []Entry        `json:"gestures"`
	Timeline Timeline       `json:"timeline"`
}

// mostGestures is how many the card shows; the timeline has them all.
const mostGestures = 10

// Card reads the card of a customer; change says whether the caller may correct
// their data.
func (r Reader) Card(c *core.Record, change bool) (*Card, error) {
	visible := r.Sees(records.Complaints)
	open, err := r.Engine.OpenCases(r.App, c.Id, visible)
	if err != nil {
		return nil, err
	}
	out := &Card{Customer: r.data(c)}
	if out.CustomerCard, err = r.Engine.Person(r.App, c.Id, r.Actor, r.Sees, open); err != nil {
		return nil, err
	}
	out.May["change"] = change
	if c.GetString("erased_at") != "" { // there is nobody left to note anything of
		clear(out.May)
	}
	if out.Cases, err = r.count(c.Id, visible); err != nil {
		return nil, err
	}
	gestures, err := r.timeline(c.Id, "gesture", "", mostGestures)
	if err != nil {
		return nil, err
	}
	out.Gestures = gestures.Items
	out.Timeline, err = r.Timeline(c.Id, "", "")
	return out, err
}

// data are the customer's own fields, without those that the application keeps
// for finding them.
func (r Reader) data(c *core.Record) map[string]any {
	out := c.PublicExport()
	for _, name := range []string{"collectionId", "collectionName", "email_key", "phone_key", "document_key", "name_key"} {
		delete(out, name)
	}
	if by := c.GetString("referred_by"); by != "" {
		if other, err := r.App.FindRecordById(records.Customers, by); err == nil { // one who is gone has no name
			out["referred_by_name"] = other.GetString("name")
		}
	}
	return out
}

func (r Reader) count(customer string, visible casework.Visible) (n int, err error) {
	q := r.App.ConcurrentDB().Select("COUNT(*)").From(records.Complaints).Where(dbx.HashExp{"complaints.customer": customer})
	if err := visible(q); err != nil {
		return 0, err
	}
	if err := q.Row(&n); err != nil {
		return 0, fmt.Errorf("count the cases of customer %s: %w", customer, err)
	}
	return n, nil
}

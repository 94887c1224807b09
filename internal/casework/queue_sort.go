package casework

import (
	"maps"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
)

// order is one way to sort the cases. Each has an index that begins with
// whether the case is open, and a key that no two cases share: the cursor.
type order struct {
	columns []string
	value   func(Card) string // what the cursor holds before the id
}

// byTurn is the order in which cases are attended; its column ends with the id.
const byTurn = ""

var orders = map[string]order{
	byTurn:          {[]string{"complaints.queue_key"}, func(c Card) string { return c.QueueKey }},
	"received":      {[]string{"complaints.received_at", "complaints.id"}, func(c Card) string { return c.ReceivedAt }},
	"legal_due":     {[]string{"complaints.legal_due", "complaints.id"}, func(c Card) string { return c.LegalDue }},
	"next_step_due": {[]string{"complaints.next_step_due", "complaints.id"}, func(c Card) string { return c.NextStepDue }},
	"stage_since":   {[]string{"complaints.stage_since", "complaints.id"}, func(c Card) string { return c.StageSince }},
}

// Sorts lists the orders besides that of the turns.
func Sorts() []string {
	codes := slices.Sorted(maps.Keys(orders))
	return slices.DeleteFunc(codes, func(code string) bool { return code == byTurn })
}

// order is that of the filter; Check has refused the ones that do not exist.
func (f Filter) order() order { return orders[f.Sort] }

// keyed gives each card its place in this order, as text that sorts like it.
func (o order) keyed(cards []Card) []Card {
	for i := range cards {
		cards[i].Key = o.value(cards[i])
		if len(o.columns) > 1 {
			cards[i].Key += cursorMark + cards[i].ID
		}
	}
	return cards
}

// cursorMark stands between the value and the id of a cursor; it sorts before
// every letter and digit and is in neither of the two.
const cursorMark = "!"

// after is what follows a cursor.
func (o order) after(cursor string) dbx.Expression {
	if len(o.columns) == 1 {
		return dbx.NewExp(o.columns[0]+" > {:after}", dbx.Params{"after": cursor})
	}
	value, id, _ := strings.Cut(cursor, cursorMark)
	return dbx.NewExp("("+strings.Join(o.columns, ", ")+") > ({:after}, {:after_id})", dbx.Params{"after": value, "after_id": id})
}

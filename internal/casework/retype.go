package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/customer"
	"escucha/internal/records"
)

// renew derives the types of one customer as they are to be stored.
func (c comparison) renew(s *someone) (err error) {
	if s.kept, s.moved, err = c.derive(*s); err != nil {
		return err
	}
	text, err := json.Marshal(s.kept)
	if err != nil {
		return fmt.Errorf("types of customer %s: %w", s.ID, err)
	}
	s.new = string(text)
	return nil
}

// stale are those of these customers whose types are not what they should be.
func (c comparison) stale(app core.App, ids []string) ([]someone, error) {
	people, err := loadPeople(app, ids, c)
	if err != nil {
		return nil, err
	}
	for i := range people {
		if err := c.renew(&people[i]); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(people, func(s someone) bool { return s.new == s.Types }), nil
}

// retype derives the types of these customers anew, in the transaction of what
// changed them. Only what differs is written.
func (g *Engine) retype(app core.App, ids ...string) error {
	c, err := g.compare(app)
	if err != nil {
		return err
	}
	people, err := c.stale(app, ids)
	if err != nil || len(people) == 0 {
		return err
	}
	return g.storeTypes(app, people)
}

// storeTypes writes what was derived, with one statement for all of them. Who
// was derived anew by somebody else since they were read is left as they are:
// that was from what is on record now.
func (g *Engine) storeTypes(app core.App, people []someone) (err error) {
	set := "types = {:types}"
	for _, criterion := range customer.Criteria() {
		set += ", " + criterion + " = {:" + criterion + "}"
	}
	update := app.NonconcurrentDB().NewQuery("UPDATE customers SET " + set + " WHERE id = {:id} AND COALESCE(types, '') = {:read}").Prepare()
	rows, now := changedTypes{}, records.Stamp(g.Now())
	defer func() { err = errors.Join(err, update.Close()) }()
	for _, s := range people {
		params := dbx.Params{"id": s.ID, "types": s.new, "read": s.Types}
		for _, criterion := range customer.Criteria() {
			params[criterion] = s.kept[criterion].Value
		}
		changed, err := affected(update.Bind(params))
		if err != nil {
			return fmt.Errorf("types of customer %s: %w", s.ID, err)
		}
		if changed == 0 {
			continue
		}
		if err := rows.add(s.ID, s.moved, now); err != nil {
			return err
		}
	}
	return rows.store(app)
}

// affected runs a statement and counts the rows that it changed.
func affected(q *dbx.Query) (int64, error) {
	done, err := q.Execute()
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}

// How many customers are looked at together, and how many are written in one
// transaction: others file their cases in between.
const (
	chunk = 500
	batch = 50
)

// Retype counts the business and renews the types of all customers. A second run
// changes nothing.
func (g *Engine) Retype(app core.App) error {
	if err := g.recount(app); err != nil {
		return err
	}
	for last := ""; ; {
		var ids []string
		err := app.ConcurrentDB().Select("id").From(records.Customers).Where(dbx.NewExp("id > {:last}", dbx.Params{"last": last})).
			AndWhere(dbx.HashExp{"merged_into": ""}).OrderBy("id").Limit(chunk).Column(&ids)
		if err != nil {
			return fmt.Errorf("list customers: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		if err := g.retypeChunk(app, ids); err != nil {
			return fmt.Errorf("renew types: %w", err)
		}
		last = ids[len(ids)-1]
	}
}

// retypeChunk looks without holding anybody up, and writes in short turns.
func (g *Engine) retypeChunk(app core.App, ids []string) error {
	c, err := g.compare(app)
	if err != nil {
		return err
	}
	people, err := c.stale(app, ids)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(people, batch) {
		if err := app.RunInTransaction(func(tx core.App) error { return g.storeTypes(tx, some) }); err != nil {
			return err
		}
	}
	return nil
}

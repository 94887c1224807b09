package transfer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/purchase"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// buying is one row on its way.
type buying struct {
	row         row
	values      map[string]any // of the purchase, but for customer and number; only what the file has columns for
	number      string
	customer    string
	person      person
	newCustomer bool
	proved      *core.Record // the purchase as the file has it
	record      *core.Record // the one to be stored
	created     bool
	same        bool // it is stored already, as it is
	refused     *Refusal
}

// sighting is where a number stood in the file, with what.
type sighting struct {
	line    int
	content string
}

// read makes values of the cells; what cannot be read is refused.
func (t *taking) read(r row) *buying {
	b := &buying{row: r}
	if r.cells == nil {
		t.refuse(b, "row", "import_row")
		return b
	}
	cell := func(field purchase.Field) string { return t.source.cell(r, field) }
	day, code := purchase.Day(cell(purchase.Date))
	if code != "" {
		t.refuse(b, "date", code)
		return b
	}
	amount, code := purchase.Amount(cell(purchase.Sum), t.source.mark)
	if code != "" {
		t.refuse(b, "amount", code)
		return b
	}
	b.values = map[string]any{"date": day.String(), "amount": amount}
	for _, field := range []purchase.Field{purchase.Currency, purchase.Product} {
		if _, ok := t.source.columns[field]; ok {
			b.values[string(field)] = cell(field)
		}
	}
	b.number = cell(purchase.ExternalID)
	b.person = person{name: cell(purchase.Name), document: cell(purchase.Document), email: cell(purchase.Email), phone: cell(purchase.Phone)}
	return b
}

// decide finds whose each purchase is and whether it is known.
func (t *taking) decide(app core.App, some []*buying) error {
	for _, b := range some {
		if err := t.prove(app, b); err != nil {
			return err
		}
	}
	if err := t.whose(app, some); err != nil {
		return err
	}
	for _, b := range some {
		if b.refused == nil && b.number == "" {
			b.number = t.numbered(b)
		}
	}
	known, err := known(app, some)
	if err != nil {
		return err
	}
	for _, b := range some {
		if b.refused != nil || t.repeated(b) {
			continue
		}
		if err := t.prepare(app, b, known[b.number]); err != nil {
			return err
		}
	}
	return nil
}

// prove asks the rules about a purchase before its customer is made: nothing is
// done for a row that will be refused.
func (t *taking) prove(app core.App, b *buying) error {
	if b.refused != nil {
		return nil
	}
	c, err := app.FindCachedCollectionByNameOrId(records.Purchases)
	if err != nil {
		return fmt.Errorf("find purchases: %w", err)
	}
	b.proved = core.NewRecord(c)
	b.proved.Load(b.values)
	b.proved.Set("external_id", b.number)
	if err := t.g.CheckPurchase(app, b.proved); err != nil {
		return t.refuseAll(b, err)
	}
	for _, name := range []string{"date", "amount", "currency", "product", "external_id"} {
		if err := c.Fields.GetByName(name).ValidateValue(context.Background(), app, b.proved); err != nil {
			return t.refuseAll(b, validation.Errors{name: err})
		}
	}
	return nil
}

// numbered is the number of a purchase that has none: made of what it is, and
// of how often the same stood in the file, so that a second run finds it.
func (t *taking) numbered(b *buying) string {
	sum := sha256.Sum256([]byte(b.content()))
	key := hex.EncodeToString(sum[:16])
	t.nth[key]++
	return fmt.Sprintf("csv-%s-%d", key, t.nth[key])
}

// content is what the purchase says, as one text.
func (b *buying) content() string {
	parts := []string{b.customer}
	for _, name := range []string{"date", "amount", "currency", "product"} {
		parts = append(parts, b.proved.GetString(name))
	}
	return strings.Join(parts, "\x00")
}

// repeated: of two rows with one number the first counts, and the second is an
// error unless it says the same.
func (t *taking) repeated(b *buying) bool {
	before, again := t.seen[b.number]
	if !again {
		t.seen[b.number] = sighting{b.row.line, b.content()}
		return false
	}
	b.same = before.content == b.content()
	if !b.same {
		t.refuse(b, "external_id", "import_repeated")
	}
	return true
}

// known are the purchases that are stored, by number.
func known(app core.App, some []*buying) (map[string]*core.Record, error) {
	numbers := []any{}
	for _, b := range some {
		if b.refused == nil {
			numbers = append(numbers, b.number)
		}
	}
	out := map[string]*core.Record{}
	if len(numbers) == 0 {
		return out, nil
	}
	var rows []*core.Record
	err := app.RecordQuery(records.Purchases).AndWhere(dbx.In("external_id", numbers...)).AndWhere(dbx.NewExp("external_id != ''")).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find purchases: %w", err)
	}
	for _, r := range rows {
		out[r.GetString("external_id")] = r
	}
	return out, nil
}

// prepare puts the row over what is stored under its number.
func (t *taking) prepare(app core.App, b *buying, stored *core.Record) error {
	before := ""
	if b.record = b.proved; stored != nil {
		b.record, before = stored, fmt.Sprint(stored.FieldsData())
		stored.Load(b.values)
		if err := t.g.CheckPurchase(app, stored); err != nil {
			return err
		}
	}
	b.record.Set("external_id", b.number)
	b.record.Set("customer", b.customer)
	b.same = stored != nil && before == fmt.Sprint(b.record.FieldsData())
	casework.SetActor(b.record, t.By)
	return nil
}

// store saves what is new or differs, and renews the types of all of them once.
func (t *taking) store(app core.App, some []*buying) error {
	var whose []string
	for _, b := range some {
		if b.refused != nil || b.same {
			continue
		}
		before, isNew := b.record.Original().GetString("customer"), b.record.IsNew()
		if err := app.SaveWithContext(casework.Together(context.Background()), b.record); err != nil {
			if err := t.refuseAll(b, err); err != nil {
				return err
			}
			continue
		}
		b.created = isNew
		whose = append(whose, before, b.customer)
	}
	if len(whose) == 0 {
		return nil
	}
	return t.g.Renew(app, whose...)
}

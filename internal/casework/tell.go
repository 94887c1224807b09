package casework

import (
	"fmt"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/i18n"
	"escucha/internal/records"
)

// Tell appends one event to the chain of a case for other packages, in the
// transaction of what it tells of.
func (g *Engine) Tell(app core.App, c *core.Record, actor complaint.Actor, kind string, data event.Data) error {
	return g.tell(app, c, amendment{actor, kind, data})
}

// TellOf appends an event about a customer that belongs to no case.
func (g *Engine) TellOf(app core.App, customer string, actor complaint.Actor, kind string, data event.Data) error {
	nobody, err := newRecord(app, records.Complaints)
	if err != nil {
		return err
	}
	nobody.Set("customer", customer)
	return g.Tell(app, nobody, actor, kind, data)
}

// Refuse is a 400 that names a field with a code, for other packages; params
// fill the text of the code, here and when the answer goes out in another language.
func (g *Engine) Refuse(field, code string, params map[string]any) error {
	text := g.Texts.T(i18n.Default, "error."+code, params)
	return g.answer(http.StatusBadRequest, validation.Errors{field: validation.NewError(code, text).SetParams(params)})
}

// Living refuses what would be written about somebody whose data were erased.
func (g *Engine) Living(app core.App, customer string) error {
	if customer == "" {
		return nil
	}
	r, err := app.FindRecordById(records.Customers, customer)
	if err != nil {
		return g.refuse("customer", "not_found")
	}
	if r.GetString("erased_at") != "" {
		return g.refuse("customer", "erased")
	}
	return nil
}

// Today is the civil day of the business.
func (g *Engine) Today(app core.App) (string, error) {
	h, err := g.House(app)
	if err != nil {
		return "", fmt.Errorf("day of the business: %w", err)
	}
	return g.comparisonOf(h).today.String(), nil
}

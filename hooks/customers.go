package hooks

import (
	"fmt"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/person"
	"escucha/internal/records"
)

// reader is the caller as somebody who asks about customers.
func (a api) reader(e *core.RequestEvent) person.Reader {
	return person.Reader{App: e.App, Engine: a.g, Actor: casework.AuthActor(e.Auth),
		Sees: func(collection string) casework.Visible { return visibleOf(e, collection) }}
}

// customers lists whom the business knows.
func (a api) customers(e *core.RequestEvent) error {
	f := person.FilterOf(e.Request.URL.Query())
	if field := f.Wrong(); field != "" {
		return unknownCode(e, field)
	}
	page, err := a.reader(e).List(f)
	if err != nil {
		return err
	}
	return answer(e, page)
}

// unknownCode refuses a part of an address that names nothing.
func unknownCode(e *core.RequestEvent, field string) error {
	return e.BadRequestError("", validation.Errors{field: validation.NewError("validation_in_invalid", "")})
}

// acquaintance finds the customer of the path, if the caller may read of them.
func (a api) acquaintance(e *core.RequestEvent) (*core.Record, *core.RequestInfo, error) {
	c, err := readable(e, records.Customers, e.Request.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	info, err := e.RequestInfo()
	return c, info, err
}

// customerCard is everything to know of one customer. One who was merged into
// another answers with who that is.
func (a api) customerCard(e *core.RequestEvent) error {
	c, info, err := a.acquaintance(e)
	if err != nil {
		return err
	}
	if into := c.GetString("merged_into"); into != "" {
		return answer(e, map[string]any{"merged_into": into})
	}
	change, err := e.App.CanAccessRecord(c, info, c.Collection().UpdateRule)
	if err != nil {
		return fmt.Errorf("who may correct customer %s: %w", c.Id, err)
	}
	card, err := a.reader(e).Card(c, change)
	if err != nil {
		return err
	}
	return answer(e, card)
}

// customerTimeline is what happened with one customer, a stretch at a time.
func (a api) customerTimeline(e *core.RequestEvent) error {
	c, _, err := a.acquaintance(e)
	if err != nil {
		return err
	}
	q := e.Request.URL.Query()
	if !person.KindExists(q.Get("kind")) {
		return unknownCode(e, "kind")
	}
	line, err := a.reader(e).Timeline(c.Id, q.Get("kind"), q.Get("before"))
	if err != nil {
		return err
	}
	return answer(e, line)
}

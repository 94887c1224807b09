package hooks

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// lookup finds the customer before answering.
func (a api) lookup(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	found, err := a.g.Lookup(e.App, q.Get("phone"), q.Get("email"), q.Get("document"), visible(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"customers": found})
}

// alike finds earlier cases of the same trouble; a story has no place in an
// address, so it is sent.
func (a api) alike(e *core.RequestEvent) error {
	var in casework.Trouble
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	var err error
	if in.Customer, err = casework.Survivor(e.App, in.Customer); err != nil {
		return err
	}
	found, err := a.g.Alike(e.App, in, visible(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, found)
}

// person adds to a file who the customer is.
func (a api) person(e *core.RequestEvent, c *core.Record, file *casework.File) error {
	id := c.GetString("customer")
	if id == "" {
		return nil
	}
	sees := func(collection string) casework.Visible { return visibleOf(e, collection) }
	card, err := a.g.Person(e.App, id, casework.AuthActor(e.Auth), sees, file.History)
	file.Person = card
	file.Techniques()
	return err
}

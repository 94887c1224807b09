package hooks

import (
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
	"escucha/internal/search"
)

// search finds cases, customers, proposals and messages that the caller may see.
func (a api) search(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	limit, err := strconv.Atoi(q.Get("limit"))
	if err != nil {
		limit = 0 // the default
	}
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	f := search.Filter{Text: q.Get("q"), Country: h.Country(), Kind: q.Get("kind"), Stage: q.Get("stage"), Area: q.Get("area"), Owner: q.Get("owner"),
		Open: q.Get("open"), After: q.Get("after"), Limit: limit}
	if f.Owner == "me" && e.Auth != nil {
		f.Owner = e.Auth.Id
	}
	found, err := search.Search(e.App, f, search.Access{Complaints: visible(e), Customers: visibleOf(e, records.Customers)})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, found)
}

// Package web is what the server-rendered pages share: an Echo application
// inside PocketBase's router, its headers, language, limits and error pages.
package web

import (
	"context"
	"net"
	"net/http"

	"github.com/labstack/echo/v5"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
)

// bridge takes PocketBase's event to Echo's handlers, and their error back.
type bridge struct {
	event *core.RequestEvent
	err   error
}

type bridgeKey struct{}

// Mount registers e for GET (and so HEAD) and POST under prefix, which must
// end in "/". Not Any: the mux refuses it beside a general "GET /{path...}".
// CORS is for JSON. The router's own limit of bodies is off, for it would
// answer in JSON: e must limit them itself.
func Mount(se *core.ServeEvent, prefix string, e *echo.Echo) {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		se.Router.Route(method, prefix+"{path...}", handler(e)).
			Unbind(apis.DefaultCorsMiddlewareId).
			Bind(apis.SkipSuccessActivityLog(), apis.BodyLimit(0))
	}
}

// handler serves an event by e. The error that it returns belongs to an
// answer already written: PocketBase only logs it.
func handler(e *echo.Echo) func(*core.RequestEvent) error {
	return func(event *core.RequestEvent) error {
		b := &bridge{event: event}
		ctx := context.WithValue(event.Request.Context(), bridgeKey{}, b)
		event.Request = event.Request.WithContext(ctx)
		e.ServeHTTP(event.Response, event.Request)
		return b.err
	}
}

func bridgeOf(r *http.Request) *bridge {
	b, _ := r.Context().Value(bridgeKey{}).(*bridge) // absent when Echo runs alone
	return b
}

// Report logs an error whose page the handler renders itself.
func Report(c *echo.Context, err error) {
	report(c.Request(), http.StatusInternalServerError, err)
}

// report leaves err for PocketBase's log, with the status that was answered.
// A page not found is everyday traffic and stays out of it.
func report(r *http.Request, status int, err error) {
	if b := bridgeOf(r); b != nil && status != http.StatusNotFound {
		b.err = router.NewApiError(status, err.Error(), err)
	}
}

// address is the caller's: by the proxy headers that PocketBase's settings
// trust, else the connection's. A header nobody trusts is not read.
func address(r *http.Request) string {
	if b := bridgeOf(r); b != nil {
		return b.event.RealIP()
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

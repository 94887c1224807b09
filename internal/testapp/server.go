package testapp

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// Guest asks without a token.
const Guest = ""

// Answer is what a route answered.
type Answer struct {
	Status int
	Text   string
	Header http.Header
	JSON   map[string]any // nil when the body is no JSON object
}

// Code is the code of a refused field; empty when the field is not named.
func (a Answer) Code(field string) string { return a.problem(field, "code") }

// Message is the text of a refused field, in the language of the caller.
func (a Answer) Message(field string) string { return a.problem(field, "message") }

func (a Answer) problem(field, name string) string {
	data, _ := a.JSON["data"].(map[string]any)
	problem, _ := data[field].(map[string]any)
	text, _ := problem[name].(string)
	return text
}

// Handler is the whole program as one handler: the routes of the platform and
// ours, with every middleware.
func (a *App) Handler(t testing.TB) http.Handler {
	t.Helper()
	a.serving.Do(func() { a.handler, a.serveErr = a.serve() })
	if a.serveErr != nil {
		t.Fatalf("build the routes: %v", a.serveErr)
	}
	return a.handler
}

func (a *App) serve() (http.Handler, error) {
	router, err := apis.NewRouter(a.TestApp)
	if err != nil {
		return nil, err
	}
	var mux http.Handler
	event := &core.ServeEvent{App: a.TestApp, Router: router}
	err = a.OnServe().Trigger(event, func(e *core.ServeEvent) (err error) {
		mux, err = e.Router.BuildMux()
		return err
	})
	a.Cron().Stop() // only the clock of the test runs
	return mux, err
}

// Ask sends a request as somebody of the shop (Guest for nobody) and reads the
// answer. The body is sent as JSON unless it is a reader or nil; headers come
// in pairs.
func (a *App) Ask(t testing.TB, who, method, path string, body any, headers ...string) Answer {
	t.Helper()
	r := httptest.NewRequest(method, path, reader(t, body))
	r.Header.Set("Content-Type", "application/json")
	if who != Guest {
		r.Header.Set("Authorization", a.Token(t, who))
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	a.Handler(t).ServeHTTP(w, r)
	out := Answer{Status: w.Code, Text: w.Body.String(), Header: w.Header()}
	if json.Unmarshal(w.Body.Bytes(), &out.JSON) != nil {
		out.JSON = nil
	}
	return out
}

func reader(t testing.TB, body any) io.Reader {
	t.Helper()
	switch b := body.(type) {
	case nil:
		return http.NoBody
	case io.Reader:
		return b
	}
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatalf("write request: %v", err)
	}
	return bytes.NewReader(data)
}

// Records is the address of a collection in the record API, or of one record.
func Records(collection string, id ...string) string {
	path := "/api/collections/" + collection + "/records"
	for _, part := range id {
		path += "/" + part
	}
	return path
}

package hooks_test

import (
	"bytes"
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"escucha/internal/records"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// serve is the whole product of an application: every route, as when it runs.
func serve(t *testing.T, app core.App) http.Handler {
	t.Helper()
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatal(err)
	}
	event := &core.ServeEvent{App: app, Router: router}
	var mux http.Handler
	err = app.OnServe().Trigger(event, func(e *core.ServeEvent) (err error) {
		mux, err = e.Router.BuildMux()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return mux
}

// shop is the product with a customer in front of it.
type shop struct {
	*testapp.App
	t   *testing.T
	mux http.Handler
}

func newShop(t *testing.T) *shop {
	t.Helper()
	a := newApp(t)
	return &shop{a, t, a.Handler(t)}
}

// restart is a new process on the data as they are now.
func (s *shop) restart() *shop {
	s.t.Helper()
	inner, err := tests.NewTestApp(s.DataDir())
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(inner.Cleanup)
	a := &testapp.App{TestApp: inner, Clock: s.Clock}
	if a.Engine, err = wiring().Register(inner, s.Clock.Now); err != nil {
		s.t.Fatal(err)
	}
	return &shop{a, s.t, serve(s.t, inner)}
}

// visitor is a browser of today at one address, with its cookies.
type visitor struct {
	*shop
	address string
	lang    string
	cookies map[string]string
	token   string // of the form that was opened last
	csrf    string
	site    string // what the browser says of where the request comes from
}

var addresses atomic.Int32

func (s *shop) visitor() *visitor {
	n := addresses.Add(1)
	return &visitor{shop: s, address: fmt.Sprintf("198.51.%d.%d:4000", n/250, n%250+1), lang: "es-PE,es", cookies: map[string]string{}, site: "same-origin"}
}

// page is an answer as its reader sees it.
type page struct {
	t      *testing.T
	Code   int
	Body   string
	Header http.Header
}

var (
	tokenField = regexp.MustCompile(`name="token" value="([^"]+)"`)
	csrfField  = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)
)

func (v *visitor) do(r *http.Request) page {
	v.t.Helper()
	r.RemoteAddr = v.address
	r.Header.Set("Accept-Language", v.lang)
	if v.site != "" {
		r.Header.Set("Sec-Fetch-Site", v.site)
	}
	for name, value := range v.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	v.mux.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		v.cookies[c.Name] = c.Value
	}
	p := page{v.t, w.Code, w.Body.String(), w.Header()}
	if found := tokenField.FindStringSubmatch(p.Body); found != nil {
		v.token = found[1]
	}
	if found := csrfField.FindStringSubmatch(p.Body); found != nil {
		v.csrf = found[1]
	}
	return p
}

func (v *visitor) get(path string) page {
	v.t.Helper()
	return v.do(httptest.NewRequest(http.MethodGet, path, nil))
}

// post sends the form that is on the screen; a few seconds have passed.
func (v *visitor) post(path string, form url.Values) page {
	v.t.Helper()
	return v.postWith(path, form)
}

// postWith sends files too: names and contents in turn.
func (v *visitor) postWith(path string, form url.Values, files ...string) page {
	v.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	write := func(err error) {
		if err != nil {
			v.t.Fatal(err)
		}
	}
	write(w.WriteField("token", v.token))
	write(w.WriteField("_csrf", v.csrf))
	for name, values := range form {
		for _, value := range values {
			write(w.WriteField(name, value))
		}
	}
	for at := 0; at+1 < len(files); at += 2 {
		part, err := w.CreateFormFile("files", files[at])
		write(err)
		_, err = part.Write([]byte(files[at+1]))
		write(err)
	}
	write(w.Close())
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return v.do(r)
}

const story = "El sábado 14 recibí la vajilla. Tres platos llegaron rotos."

// minimum is what the Peruvian book needs, and nothing else.
func minimum(pairs ...string) url.Values {
	form := url.Values{"narrative": {story}, "name": {"Rosa Elena Quispe"}, "document_type": {"dni"}, "document_number": {"40000999"}, "email": {"rosa@correo.example"}}
	for at := 0; at+1 < len(pairs); at += 2 {
		form.Set(pairs[at], pairs[at+1])
	}
	return form
}

// everything fills the form.
func everything(pairs ...string) url.Values {
	more := []string{"remedy_requested", "El juego completo, sin golpes", "kind", "claim", "product", "Vajilla Nogal 24 piezas", "amount", "S/ 1,689.50",
		"phone", "+51 900 000 777", "address", "Jr. Camaná 616, Lima", "reply_channel", "letter"}
	return minimum(append(more, pairs...)...)
}

// ready opens the form and lets ten seconds pass.
func (v *visitor) ready() *visitor {
	v.t.Helper()
	v.get("/portal/form").is(http.StatusOK)
	v.Clock.Move(10 * time.Second)
	return v
}

// file sends a complaint and returns the key of the case.
func (v *visitor) file(form url.Values, files ...string) string {
	v.t.Helper()
	return v.ready().postWith("/portal/file", form, files...).key()
}

// key is the case that an answer leads to.
func (p page) key() string {
	p.t.Helper()
	p.is(http.StatusSeeOther)
	to := p.Header.Get("Location")
	return to[strings.LastIndex(to, "/")+1:]
}

func (p page) is(code int) page {
	p.t.Helper()
	if p.Code != code {
		p.t.Fatalf("status %d, want %d: %s", p.Code, code, shortText(p.Body))
	}
	return p
}

var (
	markup = regexp.MustCompile(`(?s)<script.*?</script>|<[^>]*>`)
	rawKey = regexp.MustCompile(`\b(portal|error|mail|stage|setup|rule|channel|kind)\.[a-z_.]+[a-z]|validation_[a-z_]+|\{\{|<no value>|%!`)
)

// text is what the reader sees.
func (p page) text() string {
	return strings.Join(strings.Fields(html.UnescapeString(markup.ReplaceAllString(p.Body, " "))), " ")
}

// worded: no text of the page is a key or a gap.
func (p page) worded() page {
	p.t.Helper()
	if found := rawKey.FindString(p.text()); found != "" {
		p.t.Errorf("the page shows %q: %.600s", found, p.text())
	}
	return p
}

// shortText is what a page says, without its frame.
func shortText(body string) string {
	if at := strings.Index(body, "<main"); at >= 0 {
		body = body[at:]
	}
	text := page{Body: body}.text()
	return text[:min(len(text), 420)]
}

func (p page) has(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.Body, text) && !strings.Contains(html.UnescapeString(p.Body), text) {
			p.t.Errorf("the page lacks %q: %s", text, shortText(p.Body))
		}
	}
	return p
}

func (p page) lacks(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.Body, text) || strings.Contains(html.UnescapeString(p.Body), text) {
			p.t.Errorf("the page has %q: %s", text, shortText(p.Body))
		}
	}
	return p
}

// byKey is the case of a key.
func (s *shop) byKey(key string) *core.Record {
	s.t.Helper()
	c, err := s.FindFirstRecordByData(records.Complaints, "tracking_key", key)
	if err != nil {
		s.t.Fatalf("case of %s: %v", key, err)
	}
	return c
}

func (s *shop) stage(key, want string) *core.Record {
	s.t.Helper()
	c := s.byKey(key)
	if got := c.GetString("stage"); got != want {
		s.t.Fatalf("stage %s, want %s", got, want)
	}
	return c
}

func (s *shop) count(collection, filter string, params map[string]any) int {
	s.t.Helper()
	rows, err := s.FindRecordsByFilter(collection, filter, "", 0, 0, params)
	if err != nil {
		s.t.Fatalf("count %s: %v", collection, err)
	}
	return len(rows)
}

// told counts the events of a type that the customer made.
func (s *shop) told(c *core.Record, kind string) int {
	s.t.Helper()
	return s.count(records.Events, "complaint = {:c} && type = {:k} && actor_kind = 'customer'", map[string]any{"c": c.Id, "k": kind})
}

// clean verifies the whole database.
func (s *shop) clean() {
	s.t.Helper()
	report, err := verify.Run(s)
	if err != nil || len(report.Problems) > 0 {
		s.t.Errorf("verify: %+v %v", report.Problems, err)
	}
}

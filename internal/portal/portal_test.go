package portal_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"escucha/internal/i18n"
	"escucha/internal/portal"
)

// clock is the time of the tests; a form is on the screen while it advances.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// bench is a portal over a fake engine.
type bench struct {
	t *testing.T
	*fake
	*clock
	handler http.Handler
}

func newBench(t *testing.T, change ...func(*portal.Deps)) *bench {
	t.Helper()
	b := &bench{t: t, fake: newFake(), clock: &clock{now: at(17, 16, 0)}}
	deps := b.deps()
	for _, f := range change {
		f(&deps)
	}
	e, err := portal.New(deps)
	if err != nil {
		t.Fatal(err)
	}
	b.handler = e
	return b
}

func (b *bench) deps() portal.Deps {
	b.t.Helper()
	public := os.DirFS("../../pb_public")
	catalog, err := i18n.Load(public)
	if err != nil {
		b.t.Fatal(err)
	}
	return portal.Deps{
		Casework: b.fake, Catalog: catalog, Public: public, Now: b.Now,
		Secret: bytes.Repeat([]byte("k"), 32), Uploads: b.t.TempDir(),
	}
}

func (b *bench) do(r *http.Request) *httptest.ResponseRecorder {
	b.t.Helper()
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	return w
}

func (b *bench) get(path string, headers ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	return b.do(request(http.MethodGet, path, nil, headers...))
}

// post sends texts as a browser of today does.
func (b *bench) post(path string, values url.Values, headers ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	r := request(http.MethodPost, path, strings.NewReader(values.Encode()), headers...)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

// attach sends texts and files: names and contents in turn.
func (b *bench) attach(path string, values url.Values, files ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for at := 0; at+1 < len(files); at += 2 {
		part, err := form.CreateFormFile("files", files[at])
		if err == nil {
			_, err = part.Write([]byte(files[at+1]))
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	for name, list := range values {
		for _, value := range list {
			if err := form.WriteField(name, value); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	if err := form.Close(); err != nil {
		b.t.Fatal(err)
	}
	r := request(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return b.do(r)
}

func request(method, path string, body interface{ Read([]byte) (int, error) }, headers ...string) *http.Request {
	r := httptest.NewRequest(method, path, body)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for at := 0; at+1 < len(headers); at += 2 {
		r.Header.Set(headers[at], headers[at+1])
	}
	return r
}

var tokenField = regexp.MustCompile(`name="token" value="([^"]+)"`)

// token takes the form's token from a page and lets ten seconds pass.
func (b *bench) token(page *httptest.ResponseRecorder) string {
	b.t.Helper()
	match := tokenField.FindStringSubmatch(page.Body.String())
	if match == nil {
		b.t.Fatalf("no token in a page with status %d", page.Code)
	}
	b.advance(10 * time.Second)
	return match[1]
}

// filled is a good form, opened ten seconds ago.
func (b *bench) filled() url.Values {
	b.t.Helper()
	return url.Values{
		"token": {b.token(b.get("/portal/form"))}, "kind": {"claim"}, "narrative": {story},
		"remedy_requested": {"El juego completo"}, "product": {"Vajilla"}, "amount": {"S/ 689.00"},
		"name": {"Rosa Elena Quispe Huamán"}, "document_type": {"dni"}, "document_number": {"99012276"},
		"email": {"rosa@correo.example"}, "reply_channel": {"email"},
	}
}

func wantStatus(t *testing.T, w *httptest.ResponseRecorder, want int) {
	t.Helper()
	if w.Code != want {
		t.Fatalf("status %d, want %d: %.300s", w.Code, want, w.Body.String())
	}
}

func wantText(t *testing.T, w *httptest.ResponseRecorder, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func lackText(t *testing.T, w *httptest.ResponseRecorder, bad ...string) {
	t.Helper()
	for _, text := range bad {
		if strings.Contains(w.Body.String(), text) {
			t.Errorf("the page has %q", text)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	rows := map[string]func(*portal.Deps){
		"short secret":   func(d *portal.Deps) { d.Secret = []byte("short") },
		"no stylesheet":  func(d *portal.Deps) { d.Public = os.DirFS(t.TempDir()) },
		"no upload room": func(d *portal.Deps) { d.Uploads = "/dev/null" },
	}
	for name, change := range rows {
		t.Run(name, func(t *testing.T) {
			b := &bench{t: t, fake: newFake(), clock: &clock{now: at(17, 16, 0)}}
			deps := b.deps()
			change(&deps)
			if _, err := portal.New(deps); err == nil {
				t.Error("no error")
			}
		})
	}
}

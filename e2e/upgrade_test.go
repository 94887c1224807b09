package e2e

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// front stands before a program. Once upgraded, it is as if another version
// had been started: the page points at other addresses, and the modules of
// before are gone.
type front struct {
	*httptest.Server
	upgraded atomic.Bool
	version  string
	proxy    *httputil.ReverseProxy
}

const tomorrow = "tomorrow"

func before(t *testing.T, s *server) *front {
	t.Helper()
	_, page := s.ask(t, http.MethodGet, "/desk/", nil)
	version := regexp.MustCompile(`data-files="/v/(\w+)/"`).FindStringSubmatch(page)
	target, err := url.Parse(s.URL)
	if err != nil || version == nil {
		t.Fatalf("the page names no version: %v %s", err, page)
	}
	f := &front{version: version[1]}
	f.proxy = &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.URL.Path = strings.Replace(r.Out.URL.Path, "/v/"+tomorrow+"/", "/v/"+f.version+"/", 1)
		if r.In.URL.Path == "/desk/" {
			r.Out.Header.Del("Accept-Encoding")
			r.Out.Header.Del("If-None-Match")
		}
	}, ModifyResponse: f.point}
	f.Server = httptest.NewServer(f)
	t.Cleanup(func() {
		f.CloseClientConnections()
		f.Close()
	})
	return f
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.upgraded.Load() && strings.HasPrefix(r.URL.Path, "/v/"+f.version+"/desk/") {
		http.NotFound(w, r)
		return
	}
	f.proxy.ServeHTTP(w, r)
}

func (f *front) point(res *http.Response) error {
	if !f.upgraded.Load() || res.Request.URL.Path != "/desk/" {
		return nil
	}
	page, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	page = bytes.ReplaceAll(page, []byte(f.version), []byte(tomorrow))
	res.Body = io.NopCloser(bytes.NewReader(page))
	res.ContentLength = int64(len(page))
	res.Header.Del("Content-Length")
	return nil
}

// newest is true on a page of the version that was started last.
const newest = `document.documentElement.dataset.files === "/v/` + tomorrow + `/"`

// TestUpgradeUnderAnOpenTab: a tab of before finds the new version when its
// person goes to another screen, and what was being written is still there.
func TestUpgradeUnderAnOpenTab(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id := s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	f := before(t, s)
	p.Open(f.URL + "/desk/#/caso/" + id)
	p.Enter(Agent, Password)
	p.Write(".composer textarea", "Estimada Rosa: mañana sale su juego")
	// before it is with the server, a page that is exchanged asks first
	p.Wait(`/^\s*Guardado \d/.test(document.querySelector(".composer .saved").innerText)`)
	f.upgraded.Store(true)
	p.Eval(`document.dispatchEvent(new Event("visibilitychange"))`)
	p.Wait(`performance.getEntriesByType("resource").some(e => e.name.endsWith("/desk/") && e.responseEnd)`)
	if p.Eval(newest) == "true" {
		t.Error("the page was exchanged under the hands of its reader")
	}
	p.ClickText("nav a", "Cola")
	p.Wait(newest)
	p.WaitText(".queue .row", "Recibir el juego completo")
	p.Click(".queue .row .title")
	p.Wait(`document.querySelector(".composer textarea")?.value === "Estimada Rosa: mañana sale su juego"`)
}

// TestUpgradeBeforeAScreenCame: a screen that is gone comes with the new version.
func TestUpgradeBeforeAScreenCame(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	s.FileByPhone(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	f := before(t, s)
	p.Open(f.URL + "/desk/#/cola")
	p.WaitFor(field("email"))
	f.upgraded.Store(true)
	p.Enter(Agent, Password)
	p.WaitText(".queue .row", "Recibir el juego completo")
	p.Click(".queue .row .title")
	p.Wait(newest)
	p.WaitFor(".case .goal")
}

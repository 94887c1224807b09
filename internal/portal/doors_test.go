package portal_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"escucha/internal/portal"
	"escucha/internal/portal/web"
)

func TestHeaders(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	rows := []struct {
		path, cache string
		hidden      bool
	}{
		{"/portal/", "", false},
		{"/portal/form", "", false},
		{casePath, "no-store", true},
		{"/portal/r/" + fakeKey, "no-store", true},
		{"/portal/c/NOPE", "no-store", true},
	}
	for _, row := range rows {
		t.Run(row.path, func(t *testing.T) {
			t.Parallel()
			w := b.get(row.path)
			h := w.Header()
			for _, part := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} {
				if !strings.Contains(h.Get("Content-Security-Policy"), part) {
					t.Errorf("policy lacks %s", part)
				}
			}
			if h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != row.cache {
				t.Errorf("headers %v", h)
			}
			if hidden := strings.Contains(w.Body.String(), `content="noindex`); hidden != row.hidden {
				t.Errorf("hidden from robots: %v", hidden)
			}
		})
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, header, cookie, want string }{
		{"the browser's", "en-GB,en;q=0.9", "", "en"},
		{"none", "", "", "es"},
		{"the chosen one wins", "es", "lang=en", "en"},
		{"a cookie of nonsense does not", "en", "lang=xx", "en"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			w := newBench(t).get("/portal/", "Accept-Language", row.header, "Cookie", row.cookie)
			wantText(t, w, `<html lang="`+row.want+`">`)
		})
	}
}

func TestTheSwitchOfLanguage(t *testing.T) {
	t.Parallel()
	w := newBench(t).get(casePath + "?done=added&lang=en")
	wantStatus(t, w, http.StatusSeeOther)
	if got := w.Header().Get("Location"); got != casePath+"?done=added" {
		t.Errorf("leads to %s", got)
	}
	cookie := w.Result().Cookies()[0]
	if cookie.Value != "en" || cookie.Path != "/portal" || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie %+v", cookie)
	}
}

var csrfField = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

func TestPostsFromElsewhereAreRefused(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, site string
		cookie     bool // and field, as a browser without Sec-Fetch-Site sends
		status     int
	}{
		{"same origin", "same-origin", false, 303},
		{"cross site", "cross-site", false, 403},
		{"sister site", "same-site", false, 403},
		{"old browser with cookie and field", "", true, 303},
		{"old browser without", "", false, 403},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			form, headers := b.filled(), []string{"Sec-Fetch-Site", row.site}
			if row.cookie {
				page := b.get("/portal/form", "Sec-Fetch-Site", "")
				form.Set("_csrf", csrfField.FindStringSubmatch(page.Body.String())[1])
				headers = append(headers, "Cookie", page.Result().Cookies()[0].String())
			}
			w := b.post("/portal/file", form, headers...)
			wantStatus(t, w, row.status)
			if row.status == http.StatusForbidden {
				wantText(t, w, "No pudimos comprobar el envío")
			}
		})
	}
}

func TestTooManyTries(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(d *portal.Deps) {
		d.Writes, d.Reads = web.Rate{PerSecond: 0.001, Burst: 2}, web.Rate{PerSecond: 0.001, Burst: 3}
	})
	try := url.Values{"number": {"1"}, "key": {"2"}}
	for range 2 {
		wantStatus(t, b.post("/portal/open", try), http.StatusNotFound)
	}
	w := b.post("/portal/open", try)
	wantStatus(t, w, http.StatusTooManyRequests)
	wantText(t, w, "Demasiados intentos seguidos")
	if w.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	wantStatus(t, b.get("/portal/privacy"), http.StatusOK)
	other := request(http.MethodPost, "/portal/open", strings.NewReader(try.Encode()), "Content-Type", "application/x-www-form-urlencoded")
	other.RemoteAddr = "192.0.2.77:1234"
	wantStatus(t, b.do(other), http.StatusNotFound)
	spoof := b.post("/portal/open", try, "X-Forwarded-For", "198.51.100.9", "X-Real-Ip", "198.51.100.9")
	wantStatus(t, spoof, http.StatusTooManyRequests)
}

func TestMethods(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	head := b.do(request(http.MethodHead, "/portal/", nil))
	if head.Code != http.StatusOK || head.Body.Len() != 0 {
		t.Errorf("HEAD: %d with %d bytes", head.Code, head.Body.Len())
	}
	for _, r := range []*http.Request{
		request(http.MethodDelete, "/portal/form", nil), request(http.MethodGet, "/portal/file", nil),
		request(http.MethodGet, casePath+"/withdraw", nil), request(http.MethodGet, "/portal/c/", nil),
	} {
		w := b.do(r)
		wantStatus(t, w, http.StatusNotFound)
		wantText(t, w, "Aquí no hay nada")
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	page := b.get("/portal/").Body.String()
	for _, file := range []string{"style.css", "portal.js", "mark.svg"} {
		match := regexp.MustCompile(`/portal/assets/` + regexp.QuoteMeta(file) + `\?v=[0-9a-f]+`).FindString(page)
		w := b.get(match)
		wantStatus(t, w, http.StatusOK)
		if !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s is not kept: %v", file, w.Header())
		}
		again := b.get("/portal/assets/"+file, "If-None-Match", w.Header().Get("ETag"))
		wantStatus(t, again, http.StatusNotModified)
	}
	wantStatus(t, b.get("/portal/assets/../../main.go"), http.StatusNotFound)
	wantStatus(t, b.get("/portal/assets/nothing.css"), http.StatusNotFound)
}

// The stylesheet is one file whose pictures are beside it, and has what old
// browsers need: no rule of it may be hidden from them in a layer.
func TestStylesheet(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	css := b.get("/portal/assets/style.css").Body.String()
	for _, bad := range []string{"@import", "@layer", "url(../", `url("`} {
		if strings.Contains(css, bad) {
			t.Errorf("it has %s", bad)
		}
	}
	for _, match := range regexp.MustCompile(`url\(([^)]+)\)`).FindAllStringSubmatch(css, -1) {
		wantStatus(t, b.get("/portal/assets/"+match[1]), http.StatusOK)
	}
	if regexp.MustCompile(`(?m)^\s*&`).MatchString(css) {
		t.Error("it nests rules")
	}
	if opened, closed := strings.Count(css, "{"), strings.Count(css, "}"); opened != closed || opened < 100 {
		t.Errorf("%d braces open, %d close", opened, closed)
	}
}

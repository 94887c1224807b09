package e2e

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

// ask sends a request as it is: nothing is unpacked or followed on the way.
func (s *server) ask(t *testing.T, method, path string, header map[string]string) (answer, string) {
	t.Helper()
	req, err := http.NewRequest(method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		req.Header.Set(name, value)
	}
	plain := &http.Transport{DisableCompression: true}
	defer plain.CloseIdleConnections()
	res, err := plain.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{Status: res.StatusCode, Header: res.Header, Text: string(body)}, string(body)
}

// publicFiles are one of each kind that the desk and the portal load.
var publicFiles = []string{"/desk/", "/desk/app.js", "/vendor/vendor.js", "/css/desk.css", "/i18n/es.json", "/img/icons.svg"}

// TestSecondVisitIsLight: what did not change costs no more than a question.
func TestSecondVisitIsLight(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, path := range publicFiles {
		first, body := s.ask(t, http.MethodGet, path, nil)
		tag := first.Header.Get("ETag")
		if first.Status != http.StatusOK || tag == "" || body == "" {
			t.Errorf("%s: %d, ETag %q, %d bytes", path, first.Status, tag, len(body))
			continue
		}
		again, body := s.ask(t, http.MethodGet, path, map[string]string{"If-None-Match": tag})
		if again.Status != http.StatusNotModified || body != "" {
			t.Errorf("%s again: %d with %d bytes", path, again.Status, len(body))
		}
		other, _ := s.ask(t, http.MethodGet, path, map[string]string{"If-None-Match": `"another"`})
		if other.Status != http.StatusOK {
			t.Errorf("%s after a change: %d", path, other.Status)
		}
	}
}

// TestFilesTravelPacked: a slow line carries a quarter of the bytes.
func TestFilesTravelPacked(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, path := range publicFiles {
		_, whole := s.ask(t, http.MethodGet, path, nil)
		res, packed := s.ask(t, http.MethodGet, path, map[string]string{"Accept-Encoding": "gzip"})
		if res.Header.Get("Content-Encoding") != "gzip" {
			if len(whole) > 1024 {
				t.Errorf("%s: %d bytes travel as they are", path, len(whole))
			}
			continue
		}
		in, err := gzip.NewReader(strings.NewReader(packed))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if text, err := io.ReadAll(in); err != nil || string(text) != whole {
			t.Errorf("%s: unpacked it is another file (%v)", path, err)
		}
	}
}

// TestNothingInlineMayRun: no page lets a script or a style run that is not a file of ours.
func TestNothingInlineMayRun(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, path := range []string{"/desk/", "/desk/app.js", "/portal/", "/portal/form", "/portal/privacy", "/portal/c/NOSUCHKEY"} {
		res, _ := s.ask(t, http.MethodGet, path, nil)
		policy := res.Header.Get("Content-Security-Policy")
		for _, needed := range []string{"default-src", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, needed) {
				t.Errorf("%s: the policy lacks %s: %q", path, needed, policy)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
			t.Errorf("%s: the policy is loose: %q", path, policy)
		}
		if got := res.Header.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options %q", path, got)
		}
	}
}

// TestUnknownAddresses: what is not there is not there, on a page for people
// and as JSON for programs.
func TestUnknownAddresses(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, row := range []struct{ name, path, kind string }{
		{"a file", "/no/such/file.js", ""},
		{"a page of the portal", "/portal/no/such/page", "text/html"},
		{"a case without a key", "/portal/c/AAAABBBBCCCCDDDDEEEEFFFFGGGG", "text/html"},
		{"a receipt without a key", "/portal/r/AAAABBBBCCCCDDDDEEEEFFFFGGGG", "text/html"},
		{"a route of the desk", "/api/crm/nothing", "application/json"},
		{"the printed setup link, once it was used", "/setup/?t=WRONG", "text/html"},
	} {
		res, _ := s.ask(t, http.MethodGet, row.path, map[string]string{"Accept-Language": "es-PE"})
		if res.Status != http.StatusNotFound || !strings.HasPrefix(res.Header.Get("Content-Type"), row.kind) {
			t.Errorf("%s: %d %s", row.name, res.Status, res.Header.Get("Content-Type"))
		}
	}
}

// TestHead: monitors and mail programs look without reading.
func TestHead(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, path := range []string{"/portal/", "/portal/form", "/portal/privacy", "/portal/assets/style.css", "/desk/", "/desk/app.js"} {
		res, body := s.ask(t, http.MethodHead, path, nil)
		if res.Status != http.StatusOK || body != "" || res.Header.Get("Content-Type") == "" {
			t.Errorf("HEAD %s: %d, %d bytes, %q", path, res.Status, len(body), res.Header.Get("Content-Type"))
		}
	}
	if res, _ := s.ask(t, http.MethodHead, "/portal/c/NOSUCHKEY", nil); res.Status != http.StatusNotFound {
		t.Errorf("HEAD of a case that is not there: %d", res.Status)
	}
}

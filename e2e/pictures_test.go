package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// demo runs the program with the demonstration shop, as `escucha seed --demo`
// makes it, and returns how everybody there signs in.
func demo(t *testing.T) (s *server, password string) {
	t.Helper()
	dir := t.TempDir()
	password, err := seeded(dir)
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, dir), password
}

// seeded fills a folder with the demonstration shop.
func seeded(dir string) (password string, err error) {
	binary, err := work.binary()
	if err != nil {
		return "", err
	}
	text, err := exec.Command(binary, "seed", "--demo", "--dir="+dir).Output()
	if err != nil {
		return "", fmt.Errorf("seed the shop: %w", err)
	}
	var made struct {
		Password string `json:"password"`
	}
	if err := json.Unmarshal(text, &made); err != nil {
		return "", fmt.Errorf("what the seed said: %w in %s", err, text)
	}
	return made.Password, nil
}

// latest is the case of a kind that came last, with its customer's link.
func (s *server) latest(t *testing.T, token, filter string) (id, track string) {
	t.Helper()
	list := s.API(t, token, http.MethodGet, "/api/collections/complaints/records?perPage=1&sort=-number&filter="+url.QueryEscape(filter), nil)
	items, _ := list.At("items").([]any)
	if len(items) == 0 {
		t.Fatalf("the shop has no case with %s: %s", filter, list.Text)
	}
	id, _ = items[0].(map[string]any)["id"].(string)
	track, _ = s.API(t, token, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil).At("links", "track").(string)
	return id, track
}

// scene is a picture of the manual: how wide, where, what is there, and what
// is done before.
type scene struct {
	name        string
	size        size
	path, ready string
	act         func(p *page)
}

func scenes(now, proposed, track string) []scene {
	return []scene{
		{"desk-today", desktop, "/desk/#/hoy", ".beside .card", nil},
		{"desk-queue", desktop, "/desk/#/cola", ".queue .row", nil},
		{"desk-case", desktop, "/desk/#/caso/" + now, ".case .message", nil},
		{"desk-case-dark", desktop, "/desk/#/caso/" + now, ".case .message", func(p *page) { p.Eval(`document.documentElement.dataset.theme = "dark"`) }},
		{"desk-proposal", desktop, "/desk/#/caso/" + proposed + "/propuesta", ".case .tab", nil},
		{"desk-versions", desktop, "/desk/#/caso/" + proposed + "/versiones", ".version", nil},
		{"desk-register", desktop, "/desk/#/registrar", ".intake", func(p *page) {
			p.Write(".listen textarea", "Compré dos lámparas de pie el mes pasado. Una parpadea desde el domingo, justo cuando mi hijo estudia por la noche.")
			p.WaitFor(".saved[data-where=server]") // or the page asks before it lets go
		}},
		{"desk-search", desktop, "/desk/#/hoy", ".page h1", func(p *page) {
			p.OpenBar()
			p.Press("mesa")
			p.WaitFor("dialog mark")
		}},
		{"desk-notices", desktop, "/desk/#/hoy", ".page h1", func(p *page) { p.Click(".bell"); p.WaitFor("dialog[open] .row") }},
		{"phone-today", phone, "/desk/#/hoy", ".page .list .row .title", nil},
		{"phone-case", phone, "/desk/#/caso/" + now, ".case .message", nil},
		{"portal-form", phone, "/portal/form", "form#filing", nil},
		{"portal-track", phone, track, "main h1", nil},
	}
}

// TestPicturesOfTheManual: the demonstration shop has what the manual shows,
// and every screen of it can be shown. With ESCUCHA_SHOTS the pictures go into
// its folder docs. The shop is the same each time; its dates are those of the
// day, since the program runs by the clock of the machine.
func TestPicturesOfTheManual(t *testing.T) {
	t.Parallel()
	s, password := demo(t)
	in := s.API(t, "", http.MethodPost, "/api/collections/agents/auth-with-password", map[string]any{"identity": Agent, "password": password})
	token, _ := in.At("token").(string)
	now, _ := s.latest(t, token, "lane='attend_now' && stage='investigating'")
	proposed, track := s.latest(t, token, "stage='proposed'")
	// whoever reads the manual is past the first hints
	s.API(t, token, http.MethodPost, "/api/crm/preferences", map[string]any{"hints": []string{"queue.order", "guide.why", "date.why", "paraphrase", "undo"}})
	p := browse(t, desktop)
	p.Open(s.URL + "/desk/")
	p.Enter(Agent, password)
	p.WaitFor(".desk main h1")
	if dir := os.Getenv("ESCUCHA_SHOTS"); dir != "" {
		if err := os.MkdirAll(filepath.Join(dir, "docs"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, one := range scenes(now, proposed, track) {
		p.Size(one.size)
		p.Open("about:blank")
		p.Open(s.URL + one.path)
		p.WaitFor(one.ready)
		if one.act != nil {
			one.act(p)
		}
		p.Wait(atRest)
		if key := rawKey.FindString(p.Text("body")); key != "" {
			t.Errorf("%s: shows %q", one.name, key)
		}
		p.Shot("docs/" + one.name)
	}
}

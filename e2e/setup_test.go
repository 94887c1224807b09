package e2e

import "testing"

// TestFirstStart: the printed link opens the setup page, and only with its token.
func TestFirstStart(t *testing.T) {
	t.Parallel()
	s := startEmpty(t)
	for _, w := range []struct {
		name string
		size size
	}{{"phone", phone}, {"tablet", tablet}, {"desktop", desktop}} {
		p := browse(t, w.size)
		p.Open(s.SetupURL(t))
		p.WaitFor(`form [name="business"], form [name="name"]`)
		if over := p.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`); over != "0" {
			t.Errorf("%s: the page is %s pixels wider than the window", w.name, over)
		}
		p.FullShot("setup-" + w.name)
	}
}

package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// size of a window.
type size struct{ width, height int64 }

// The windows in which every page must work.
var (
	phone   = size{360, 740}
	tablet  = size{768, 1024}
	desktop = size{1440, 900}
)

// patience is how long a page may take to show what a test waits for.
const patience = 20 * time.Second

// page is one browser with one tab and a profile of its own.
type page struct {
	ctx context.Context
	t   *testing.T

	mu       sync.Mutex
	problems []string // exceptions and policy violations
}

// browse opens a browser in the language of Peru.
func browse(t *testing.T, s size) *page { return browseIn(t, s, "es-PE") }

// browseIn opens a browser in a language. When the test ends, the browser ends,
// and an exception or a violation of the content policy on any page fails it.
func browseIn(t *testing.T, s size, language string) *page {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browserPath(t)),
		chromedp.Flag("lang", language), chromedp.Flag("accept-lang", language), chromedp.Env("TZ=America/Lima"))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to sandbox for root
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	p := &page{ctx: ctx, t: t}
	t.Cleanup(func() {
		cancel()
		stop()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, problem := range p.problems {
			t.Errorf("on a page: %s", problem)
		}
	})
	p.listen()
	p.Size(s)
	return p
}

// browserPath is that of ESCUCHA_CHROMIUM, or the first one that is installed.
// Without a browser these tests fail: a test that is left out proves nothing.
func browserPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("ESCUCHA_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Fatal("no Chromium: install it, or set ESCUCHA_CHROMIUM to its path (make test does both)")
	return ""
}

// listen collects what the pages complain about. An answer of 400 is no
// complaint: tests provoke them.
func (p *page) listen() {
	messages := chromedp.Console(p.ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if m.IsException() || m.Source == "security" || m.Type == "error" && m.Source != "network" {
				p.mu.Lock()
				p.problems = append(p.problems, m.String())
				p.mu.Unlock()
			}
		}
	}()
}

// Do runs steps of chromedp, for what has no method here.
func (p *page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.fail(fmt.Sprintf("browser: %v", err))
	}
}

// Size sets the window.
func (p *page) Size(s size) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(s.width, s.height))
}

// Open goes to an address and waits until it is loaded.
func (p *page) Open(url string) { p.t.Helper(); p.Do(chromedp.Navigate(url)) }

// Click clicks the first visible element of a CSS selector.
func (p *page) Click(css string) { p.t.Helper(); p.Do(chromedp.Click(chromedp.CSS(css))) }

// ClickText clicks the first visible element of a CSS selector with this text,
// once it is enabled.
func (p *page) ClickText(css, text string) {
	p.t.Helper()
	find := `[...document.querySelectorAll(` + strconv.Quote(css) + `)].find(e => e.checkVisibility() && !e.disabled && e.textContent.includes(` + strconv.Quote(text) + `))`
	// found and clicked in one go: a page that draws itself anew in between has another element there
	for p.Eval(`(e => { e?.click(); return !!e; })(`+find+`)`) != "true" {
		p.Wait("!!" + find)
	}
}

// Choose opens a menu and chooses in it: in a dialog, or anywhere for "".
func (p *page) Choose(within, menu, item string) {
	p.t.Helper()
	p.ClickText(within+" .menu summary", menu)
	p.ClickText(within+" .menu[open] .item", item)
}

// Type writes into a field, key by key, after what it holds.
func (p *page) Type(css, text string) {
	p.t.Helper()
	p.Do(chromedp.SendKeys(chromedp.CSS(css), text))
}

// Fill replaces what a field holds.
func (p *page) Fill(css, text string) {
	p.t.Helper()
	p.WaitFor(css)
	p.Eval(`(e => { e.focus(); e.select(); })(document.querySelector(` + strconv.Quote(css) + `))`)
	p.Do(chromedp.KeyEvent("\b" + text))
}

// Eval runs an expression that is a string, or is made one.
func (p *page) Eval(js string) string {
	p.t.Helper()
	value, err := p.try("String(" + js + ")")
	if err != nil {
		p.fail(fmt.Sprintf("run %s: %v", js, err))
	}
	return value
}

func (p *page) try(js string) (string, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[string](js))
}

// Promise runs an expression that is the promise of a string, and waits for it.
func (p *page) Promise(js string) string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[string](js, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail(fmt.Sprintf("wait for %s: %v", js, err))
	}
	return value
}

// Text is what can be read in the elements of a selector.
func (p *page) Text(css string) string {
	p.t.Helper()
	return p.Eval(`[...document.querySelectorAll(` + strconv.Quote(css) + `)].map(e => e.innerText).join("\n")`)
}

// Wait waits until an expression is true, across navigations, and fails the
// test when it stays false.
func (p *page) Wait(js string) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		value, err := p.try("String(!!(" + js + "))")
		if err == nil && value == "true" {
			return
		}
		if time.Now().After(deadline) {
			p.fail(fmt.Sprintf("never true: %s (%v)", js, err))
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// WaitFor waits until a selector has a visible element.
func (p *page) WaitFor(css string) {
	p.t.Helper()
	p.Wait(`[...document.querySelectorAll(` + strconv.Quote(css) + `)].some(e => e.checkVisibility())`)
}

// WaitText waits until a text can be read in the elements of a selector.
func (p *page) WaitText(css, text string) {
	p.t.Helper()
	p.Wait(`[...document.querySelectorAll(` + strconv.Quote(css) + `)].some(e => e.checkVisibility() && e.innerText.includes(` + strconv.Quote(text) + `))`)
}

// Shot takes a picture of the window into the folder ESCUCHA_SHOTS, when that
// is set: NAME.png.
func (p *page) Shot(name string) {
	p.t.Helper()
	p.shot(name, chromedp.CaptureScreenshot())
}

// FullShot takes a picture of the whole page, however long.
func (p *page) FullShot(name string) {
	p.t.Helper()
	p.shot(name, chromedp.FullScreenshot(100))
}

func (p *page) shot(name string, take chromedp.Action[[]byte]) {
	p.t.Helper()
	dir := os.Getenv("ESCUCHA_SHOTS")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	picture, err := chromedp.Run(ctx, take)
	if err != nil {
		p.t.Fatalf("picture %s: %v", name, err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644); err != nil {
		p.t.Fatalf("picture %s: %v", name, err)
	}
}

// fail ends the test with what the page shows at this moment.
func (p *page) fail(message string) {
	p.t.Helper()
	p.shot("failed-"+strings.ReplaceAll(p.t.Name(), "/", "-"), chromedp.CaptureScreenshot())
	seen, err := p.try(`location.href + "\n" + document.body.innerText.slice(0, 2000)`)
	p.t.Fatalf("%s\nthe page shows: %s (%v)", message, seen, err)
}

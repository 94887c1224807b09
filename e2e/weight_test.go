package e2e

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
)

// What a visit may cost over the wire, headers and all: bytes that the program
// sends until the queue is on the screen and nothing more is asked for.
const (
	firstVisit  = 120_000
	repeatVisit = 5_000
)

// meter passes everything on to a server and counts what it sends.
type meter struct {
	url  string
	sent atomic.Int64
}

func count(t *testing.T, s *server) *meter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	m := &meter{url: "http://" + l.Addr().String()}
	go func() {
		for {
			browser, err := l.Accept()
			if err != nil {
				return // the test is over
			}
			go m.pass(browser, strings.TrimPrefix(s.URL, "http://"))
		}
	}()
	return m
}

// pass ends when either side hangs up; the other one is hung up on then.
func (m *meter) pass(browser net.Conn, address string) {
	defer browser.Close()
	program, err := net.Dial("tcp", address)
	if err != nil {
		return // the browser sees a server that is not there
	}
	defer program.Close()
	go func() {
		defer program.Close()
		_, _ = io.Copy(program, browser) // either end may hang up first
	}()
	_, _ = io.Copy(io.MultiWriter(browser, m), program)
}

// Write counts.
func (m *meter) Write(p []byte) (int, error) {
	m.sent.Add(int64(len(p)))
	return len(p), nil
}

// since is what was sent after an earlier reading.
func (m *meter) since(before int64) int64 { return m.sent.Load() - before }

// fetched lists what the page loaded, for the reader of a failure.
const fetched = `performance.getEntriesByType("resource").map(e => e.name.replace(location.origin, "") + " " + e.transferSize).join("\n")`

// settled says that the page has asked for all that it wants: the queue once
// more after the connection for what others change was made.
const settled = `performance.getEntriesByType("resource").filter(e => e.responseEnd && e.name.includes("/crm/queue")).length > 1`

// opened says that a case is on the screen with all that it needs.
const opened = `document.querySelector(".case .goal") && performance.getEntriesByType("resource").every(e => e.responseEnd)`

// TestWeightOfAVisit: over a slow line it is bytes that people wait for.
func TestWeightOfAVisit(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	for i := range 40 {
		s.FileByPhone(t, token, fmt.Sprintf("Recibir el juego completo de %d piezas antes del domingo", i+1))
	}
	m := count(t, s)

	p.Open(m.url + "/desk/#/cola")
	p.Enter(Agent, Password)
	p.WaitText(".queue .row", "de 9 piezas")
	p.Wait(settled)
	all := m.since(0)
	t.Logf("first visit: %d bytes\n%s", all, p.Eval(fetched))
	if all > firstVisit {
		t.Errorf("a first visit costs %d bytes, at most %d", all, firstVisit)
	}
	if before := p.Eval(fetched); strings.Contains(before, "/desk/case-") || strings.Contains(before, "/desk/intake-") {
		t.Errorf("screens came that nobody wanted: %s", before)
	}

	before := m.since(0)
	p.Do(reload)
	p.WaitText(".queue .row", "de 9 piezas")
	p.Wait(settled)
	again := m.since(before)
	t.Logf("repeat visit: %d bytes\n%s", again, p.Eval(fetched))
	if again > repeatVisit {
		t.Errorf("a visit after nothing changed costs %d bytes, at most %d", again, repeatVisit)
	}

	before = m.since(0)
	p.Eval(`document.querySelector(".queue .row .title").dispatchEvent(new PointerEvent("pointerover", { bubbles: true }))`)
	p.Wait(`performance.getEntriesByType("resource").some(e => e.name.includes("/desk/case-"))`)
	p.Click(".queue .row .title")
	p.Wait(opened)
	t.Logf("the first case: %d bytes more", m.since(before))
}

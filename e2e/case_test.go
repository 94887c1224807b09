package e2e

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// write adds many rows to a case, fifty in a request.
func (s *server) write(t *testing.T, token, collection string, n int, row func(i int) map[string]any) {
	t.Helper()
	requests := make([]map[string]any, n)
	for i := range requests {
		requests[i] = map[string]any{"method": http.MethodPost, "url": "/api/collections/" + collection + "/records", "body": row(i)}
	}
	for part := range slices.Chunk(requests, 50) {
		if a := s.API(t, token, http.MethodPost, "/api/batch", map[string]any{"requests": part}); a.Status != http.StatusOK {
			t.Fatalf("write %s: %d %s", collection, a.Status, a.Text)
		}
	}
}

// long is a case with 200 messages and 500 events.
func (s *server) long(t *testing.T, token string) string {
	t.Helper()
	id, me := s.Investigating(t, token, "Recibir el juego completo"), s.Who(t, token)
	s.write(t, token, "messages", 200, func(i int) map[string]any {
		return map[string]any{"complaint": id, "direction": "note", "purpose": "note", "text": fmt.Sprintf("Nota %d. %s", i, strings.Repeat("Se revisó la entrega con el almacén. ", 1+i%20))}
	})
	s.write(t, token, "statements", 300, func(i int) map[string]any {
		return map[string]any{"complaint": id, "author": me, "text": fmt.Sprintf("Versión %d", i)}
	})
	return id
}

// busy is how long the page's own thread has worked until now, in seconds of
// that thread: what others do on the machine does not count.
func (p *page) busy() float64 {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	got, err := chromedp.Call(ctx, performance.GetMetrics, struct{}{})
	if err != nil {
		p.fail(fmt.Sprintf("metrics: %v", err))
	}
	for _, metric := range got.Metrics {
		if metric.Name == "TaskDuration" {
			return metric.Value
		}
	}
	p.fail("no TaskDuration")
	return 0
}

// TestTypingInALongCase: a key blocks the page for 50 ms at most in a case of
// 500 events; the story, the panel and the customer are not drawn again.
func TestTypingInALongCase(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id := s.long(t, s.Token(t, "agents", Agent))
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.WaitText(".fold", "entradas anteriores")
	if n := p.Eval(`document.querySelectorAll(".timeline > li").length`); len(n) > 2 {
		t.Errorf("%s entries are drawn at first", n)
	}
	p.Do(func(ctx context.Context, _ *chromedp.Target) (none chromedp.Void, err error) {
		_, err = chromedp.Call(ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
		return none, err
	})
	p.Click(".composer textarea")
	p.Eval(`(() => { window.drawn = 0; for (const one of document.querySelectorAll(".timeline, .guide, .side, .case > header")) new MutationObserver((all) => { drawn += all.length; }).observe(one, { subtree: true, childList: true, attributes: true, characterData: true }); })()`)
	var slowest float64
	for _, key := range "Estimada Rosa: ya hablé con Despachos." {
		before := p.busy()
		p.Press(string(key))
		p.Wait(`new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`)
		slowest = max(slowest, p.busy()-before)
	}
	if value := p.Eval(`document.querySelector(".composer textarea").value`); value != "Estimada Rosa: ya hablé con Despachos." {
		t.Errorf("typed %q", value)
	}
	if slowest > 0.05 {
		t.Errorf("a key blocks for %.0f ms", slowest*1000)
	}
	if n := p.Eval(`window.drawn`); n != "0" {
		t.Errorf("typing changed %s things beside the composer", n)
	}
}

// TestOldEntriesOnRequest: what is long past comes in parts, and an address
// that names an entry brings it.
func TestOldEntriesOnRequest(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	first := s.Create(t, token, "messages", map[string]any{"complaint": id, "direction": "note", "purpose": "note",
		"text": strings.Repeat("Una línea\n", 40) + "El final\n> lo de antes\nVea https://correo.example/guia."})
	s.write(t, token, "messages", 60, func(i int) map[string]any {
		return map[string]any{"complaint": id, "direction": "note", "purpose": "note", "text": fmt.Sprintf("Nota número %d", i)}
	})
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.WaitText(".timeline", "Nota número 59")
	count := func() int { n, _ := strconv.Atoi(p.Eval(`document.querySelectorAll(".message").length`)); return n }
	few := count()
	p.ClickText(".fold button", "entradas anteriores")
	p.WaitText(".timeline", "Nota número 20")
	if more := count(); few > 8 || more-few != 40 || strings.Contains(p.Text(".timeline"), "Tres platos") {
		t.Errorf("%d entries, then %d", few, more)
	}
	p.Open(s.URL + "/desk/#/caso/" + id + "?en=" + first)
	p.Wait(`document.activeElement.id === "en-` + first + `"`)
	here := "#en-" + first
	if p.Wait(`!document.querySelector("` + here + ` .body").innerText.includes("El final")`); strings.Contains(p.Text(here), "lo de antes") {
		t.Error("a quote is not folded")
	}
	p.ClickText(here+" button", "Ver el mensaje completo")
	p.WaitText(here, "El final")
	p.ClickText(here+" summary", "Ver lo citado")
	p.WaitText(here, "lo de antes")
	p.Wait(`(a => a.rel === "noopener noreferrer" && a.target === "_blank")(document.querySelector('` + here + ` a[href="https://correo.example/guia"]'))`)
}

// picture is a small PNG of one colour, in base64.
func picture(t *testing.T, c color.Color) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range 60 * 40 {
		img.Set(i%60, i/60, c)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}

// give hands files to the composer as a drop or a paste does; what is a
// JavaScript list of [name, type, bytes].
func (p *page) give(event, what string) {
	p.t.Helper()
	property := map[string]string{"drop": "dataTransfer", "paste": "clipboardData"}[event]
	p.Eval(`(() => {
		const data = new DataTransfer();
		for (const [name, type, bytes] of ` + what + `) data.items.add(new File([bytes], name, { type }));
		const event = new Event("` + event + `", { bubbles: true, cancelable: true });
		Object.defineProperty(event, "` + property + `", { value: data });
		document.querySelector(".composer textarea").dispatchEvent(event);
	})()`)
}

// TestFiles: dropped, pasted, sent with a message, refused with a reason and
// not lost, looked at and stepped through with the keyboard.
func TestFiles(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.ClickText(".modes label", "Nota")
	bytesOf := func(c color.Color) string {
		return `Uint8Array.from(atob("` + picture(t, c) + `"), (c) => c.charCodeAt(0))`
	}
	p.give("drop", `[["roja.png", "image/png", `+bytesOf(color.RGBA{200, 0, 0, 255})+`], ["enorme.bin", "", new Uint8Array(21 << 20)]]`)
	p.give("paste", `[["azul.png", "image/png", `+bytesOf(color.RGBA{0, 0, 200, 255})+`]]`)
	p.WaitText(".tray", "azul.png")
	p.Write(".composer textarea", "Las fotos del golpe")
	p.ClickText(".composer .primary", "Guardar")
	p.WaitText(".message .files", "azul.png")
	p.WaitText(".tray [data-failed]", "enorme.bin")
	if text := p.Text(".tray"); strings.Contains(text, "roja.png") || !strings.Contains(text, "Volver a intentar") || len(p.Text(".tray .why-not")) < 10 {
		t.Errorf("what was not sent: %q", text)
	}
	p.Shot("case-files")
	p.Click(".tray .button.only")
	p.Wait(`document.querySelectorAll(".files img").length === 2 && [...document.querySelectorAll(".files img")].every((one) => one.complete && one.naturalWidth)`)
	p.Eval(`document.querySelector(".files .file").focus()`)
	p.Press("\r")
	p.WaitText("dialog h2", "roja.png")
	p.Wait(`document.querySelector(".preview img")?.naturalWidth === 60`)
	p.WaitText("dialog", "Inés Paredes")
	p.Do(chromedp.KeyEvent("\u0303")) // arrow right
	p.WaitText("dialog h2", "azul.png")
	p.Size(phone)
	p.Wait(`(d => d.scrollWidth <= innerWidth)(document.querySelector("dialog"))`)
	p.Shot("case-preview-phone")
	p.Eval(`document.querySelector("dialog").close()`)
	p.Wait(`!document.querySelector("dialog") && document.activeElement.matches(".file")`)
	list := s.API(t, token, http.MethodGet, "/api/collections/attachments/records?sort=created", nil)
	if list.At("totalItems") != float64(2) || strings.Contains(list.Text, "enorme") || strings.Contains(list.Text, `"message":""`) {
		t.Errorf("stored: %s", list.Text)
	}
}

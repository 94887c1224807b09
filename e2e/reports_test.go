package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// reportPage is the part of GET /api/crm/reports/page that the screen is compared with.
type reportPage struct {
	From, To string
	Figures  []struct {
		Code   string
		Count  int
		Good   int
		Value  *float64
		Groups []struct {
			Label  string
			Hidden bool
		}
	}
	Causes []struct{ Count int }
	Ageing struct{ Buckets []struct{ Count int } }
	Series struct{ Received []struct{ Count, Closed int } }
}

// reported is the demonstration shop with its cases measured, made once: it takes a while.
var reported = sync.OnceValues(func() (made struct{ dir, password string }, err error) {
	made.dir = filepath.Join(work.dir, "reported")
	if made.password, err = seeded(made.dir); err == nil {
		_, err = command(made.dir, "measure")
	}
	return made, err
})

// Reported is the demonstration shop with its cases measured, and who leads it at the reports.
func Reported(t *testing.T, size size, query string) (*server, *page, reportPage) {
	t.Helper()
	made, err := reported()
	if err != nil {
		t.Fatal(err)
	}
	dir, password := t.TempDir(), made.password
	if err := os.CopyFS(dir, os.DirFS(made.dir)); err != nil {
		t.Fatalf("copy the demonstration: %v", err)
	}
	s := serve(t, dir)
	var page reportPage
	a := s.API(t, signedIn(t, s, Admin, password), http.MethodGet, "/api/crm/reports/page?by=channel", nil)
	if err := json.Unmarshal([]byte(a.Text), &page); err != nil || a.Status != http.StatusOK {
		t.Fatalf("%d %s", a.Status, a.Text)
	}
	p := browse(t, size)
	p.Before(handed)
	p.Open(s.URL + "/desk/")
	p.Enter(Admin, password)
	p.WaitFor(".desk main h1")
	p.Eval(`location.hash = "#/informes` + query + `"`)
	p.WaitFor(".figures.four")
	return s, p, page
}

func signedIn(t *testing.T, s *server, email, password string) string {
	t.Helper()
	a := s.API(t, "", http.MethodPost, "/api/collections/agents/auth-with-password", map[string]any{"identity": email, "password": password})
	token, ok := a.At("token").(string)
	if !ok {
		t.Fatalf("%d %s", a.Status, a.Text)
	}
	return token
}

// handed keeps what the page gives to the browser's downloads: [[name, text]].
const handed = `window.handed = []; HTMLAnchorElement.prototype.click = function () {
	if (!this.download) return void this.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
	fetch(this.href).then((one) => one.text()).then((text) => window.handed.push([this.download, text]));
}`

// shades counts the colours of a chart's canvas: an empty one has none.
const shades = `(canvas => { const seen = new Set(), { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
	for (let i = 0; i < data.length; i += 16) if (data[i + 3]) seen.add(data[i] + "," + data[i + 1] + "," + data[i + 2]); return seen; })`

// inColumn reads a column of the table of a chart, by the chart's title.
func inColumn(title string, n int) string {
	return fmt.Sprintf(`[...[...document.querySelectorAll("figure.chart")].find(e => e.querySelector("strong").textContent === %q).querySelectorAll("tbody tr")].map(r => r.cells[%d].textContent).join(" ")`, title, n)
}

func joined[T any](list []T, of func(T) int) string {
	var out []string
	for _, one := range list {
		out = append(out, fmt.Sprint(of(one)))
	}
	return strings.Join(out, " ")
}

// TestReportsSayWhatTheServerSays: the period and the split of the address, each
// figure, chart and table as the API has them; the same rows as a file.
func TestReportsSayWhatTheServerSays(t *testing.T) {
	t.Parallel()
	_, p, want := Reported(t, desktop, "?periodo=12-meses&por=channel")
	p.WaitText(".split h2", "Por canal")
	for _, one := range want.Figures {
		switch one.Code {
		case "compliance", "promises":
			p.WaitText(`.figure[data-code="`+one.Code+`"] b`, fmt.Sprintf("%d de %d", one.Good, one.Count))
		case "csat", "repurchase":
			p.WaitText(`.figure[data-code="`+one.Code+`"]`, fmt.Sprintf("%d de %d", one.Good, one.Count))
		case "immediate", "both_versions", "off_channel":
			p.WaitText(`.subject [data-code="`+one.Code+`"]`, fmt.Sprintf("%d de %d", one.Good, one.Count))
		}
		if one.Code != "compliance" {
			continue
		}
		for _, group := range one.Groups {
			p.WaitText(".split tbody th", group.Label)
		}
	}
	for _, row := range []struct{ name, got, want string }{
		{"received", p.Eval(inColumn("Los que llegan y los que se cierran", 1)), joined(want.Series.Received, func(one struct{ Count, Closed int }) int { return one.Count })},
		{"closed", p.Eval(inColumn("Los que llegan y los que se cierran", 2)), joined(want.Series.Received, func(one struct{ Count, Closed int }) int { return one.Closed })},
		{"causes", p.Eval(inColumn("Por qué se quejan", 1)), joined(want.Causes, func(one struct{ Count int }) int { return one.Count })},
		{"ageing", p.Eval(inColumn("Qué edad tiene lo abierto", 1)), joined(want.Ageing.Buckets, func(one struct{ Count int }) int { return one.Count })},
	} {
		if row.got != row.want || row.want == "" {
			t.Errorf("%s: the table has %q, the server %q", row.name, row.got, row.want)
		}
	}
	p.ClickText("figure.chart button", "CSV")
	p.Wait(`handed.length === 1`)
	if name := p.Eval(`handed[0][0]`); name != "causes-"+want.From+"-"+want.To+".csv" {
		t.Errorf("the file is called %s", name)
	}
	if text := p.Eval(`handed[0][1]`); strings.Count(text, "\n") <= len(want.Causes) {
		t.Errorf("the file has not every cause: %s", text)
	}
}

// TestChartsAreDrawn: in colours of the theme that holds, anew when it changes;
// on paper in those of the light one, with every table and nothing to press.
func TestChartsAreDrawn(t *testing.T) {
	t.Parallel()
	_, p, _ := Reported(t, desktop, "?periodo=12-meses")
	p.Wait(`document.querySelectorAll(".plot canvas").length === 2 && [...document.querySelectorAll(".plot canvas")].every(c => ` + shades + `(c).size > 5)`)
	p.Shot("desk-reports")
	p.TallShot("desk-reports-whole")
	p.Accessible("reports", everything)
	p.InEveryLook("reports")
	has := func(colour string) string {
		return `[...document.querySelectorAll(".plot canvas")].every(c => ` + shades + `(c).has("` + colour + `"))`
	}
	p.Wait(has("39,71,154"))
	p.Eval(`document.documentElement.dataset.theme = "dark"`)
	p.Wait(has("163,184,247"))
	p.TallShot("desk-reports-dark")
	p.Do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
	p.Wait(has("39,71,154"))
	if seen := p.Eval(`[...document.querySelectorAll(".rail, .reports button, .picker")].filter(e => e.checkVisibility()).length`); seen != "0" {
		t.Errorf("%s things to press on paper", seen)
	}
	if small := p.Eval(`[...document.querySelectorAll(".told")].filter(e => e.offsetHeight < 40).length`); small != "0" {
		t.Errorf("%s tables are missing on paper", small)
	}
}

// TestReportsByKeysAlone: a period, a split, a table and the page of one figure, on a phone.
func TestReportsByKeysAlone(t *testing.T) {
	t.Parallel()
	_, p, _ := Reported(t, phone, "?periodo=12-meses")
	p.Eval(`document.querySelector("main h1").focus()`)
	p.ChooseAt("#r-by", "Canal")
	p.Wait(`location.hash === "#/informes?periodo=12-meses&por=channel"`)
	p.WaitFor(".split tbody tr")
	p.TabTo(".chart .below button")
	p.Press(" ")
	p.Wait(`document.activeElement.ariaPressed === "true" && document.querySelector(".chart .told").offsetHeight > 40`)
	p.Eval(`document.querySelector("main h1").focus()`)
	p.TabTo(`.figure[data-code="resolution"]`)
	p.Press("\r")
	p.WaitText("main h1", "Tiempo hasta resolver")
	p.Wait(`location.hash === "#/informes/resolution?periodo=12-meses&por=channel"`)
	p.WaitText(".one table", "Por el reloj")
	p.WaitText(".split h2", "Por canal")
	p.Accessible("a figure", everything)
	p.TallShot("desk-report-one-phone")
	p.Eval(`document.querySelector("main h1").focus()`)
	p.ChooseAt("#r-period", "Entre dos fechas")
	p.DateAt("#r-from", "2026-10-01")
	p.Wait(`location.hash.includes("desde=2026-10-01")`)
	p.DateAt("#r-from", "2027-10-01")
	p.WaitText("#r-wrong", "va después")
	if wide := p.Eval(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
		t.Error("the page is wider than the phone")
	}
}

// TestReportsAreForWhoLeads: anybody else is told so kindly, and asked for
// nothing; a business without cases is told that there is nothing to count.
func TestReportsAreForWhoLeads(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	if there := p.Eval(`[...document.querySelectorAll(".rail a")].some(e => e.textContent.includes("Informes"))`); there == "true" {
		t.Error("the rail leads an agent to the reports")
	}
	p.Eval(`location.hash = "#/informes"`)
	p.WaitText(".empty", "Los informes son para quien dirige")
	p.Accessible("denied", everything)
	if asked := p.Eval(`performance.getEntriesByType("resource").some(e => e.name.includes("today-figures"))`); asked == "true" {
		t.Error("the day of an agent fetched the owner's figures")
	}
	boss := browse(t, phone)
	boss.LogIn(s, Admin)
	boss.Eval(`location.hash = "#/informes"`)
	boss.WaitText(".empty", "Nada que contar en este periodo")
	boss.WaitAt("main h1")
	boss.Accessible("nothing to count", everything)
}

// TestTheOwnersDay: the figures that matter come after the day is there, and lead to the reports.
func TestTheOwnersDay(t *testing.T) {
	t.Parallel()
	_, p, _ := Reported(t, desktop, "")
	p.Eval(`location.hash = "#/hoy"`)
	p.WaitText("#h-figures ~ dl", "Respondidos en plazo legal")
	p.WaitText("#h-figures ~ dl", "Volvieron a comprar")
	p.Accessible("the day of an owner", everything)
	p.Shot("desk-today-owner")
	p.ClickText(".card a", "Ver los informes")
	p.WaitText("main h1", "Informes")
}

package e2e

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeSource is axe-core 4.14.1, see testdata/axe/README.md.
//
//go:embed testdata/axe/axe.min.js
var axeSource string

const axeDigest = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"

// findings asks axe for what stands in somebody's way by WCAG 2.2 A and AA and
// by good practice; only what it calls serious or critical comes back, one line
// for each element. A page that is drawn in another colour is asked for colours.
const findings = `axe.run(document, {preload: false, resultTypes: ["violations"], runOnly: %s}).then((answer) => answer.violations
	.filter((one) => ["serious", "critical"].includes(one.impact))
	.flatMap((one) => one.nodes.map((node) => one.id + ": " + node.target.join(" ") + " (" + one.help + ") " + node.any.concat(node.all).map((why) => why.message).join("; ")))
	.slice(0, 12).join("\n"))`

// atRest: a colour on its way to another one is neither of the two.
const atRest = `document.getAnimations().every((one) => one.playState === "finished")`

const (
	everything = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`
	colours    = `["color-contrast"]`
)

// looks are the ways in which a person may want to see a page: attributes of
// the root, as the settings write them.
var looks = []struct{ name, theme, contrast string }{{"dark", "dark", ""}, {"contrast", "light", "more"}, {"dark-contrast", "dark", "more"}}

// Accessible fails the test for every serious barrier on the page as it is now.
func (p *page) Accessible(name, rules string) {
	p.t.Helper()
	if p.Eval(`typeof axe`) == "undefined" {
		p.Do(chromedp.EvaluateAsDevTools[chromedp.Void](axeSource))
	}
	p.Wait(atRest)
	if found := p.Promise(fmt.Sprintf(findings, rules)); found != "" {
		p.t.Errorf("%s: axe found\n%s", name, found)
	}
}

// InEveryLook asks again for the colours in dark and with more contrast.
func (p *page) InEveryLook(name string) {
	p.t.Helper()
	for _, look := range looks {
		p.Eval(fmt.Sprintf(`(document.documentElement.dataset.theme = %q, document.documentElement.dataset.contrast = %q)`, look.theme, look.contrast))
		p.Accessible(name+", "+look.name, colours)
	}
	p.Eval(`(delete document.documentElement.dataset.theme, delete document.documentElement.dataset.contrast, "")`)
}

// TestAxeIsTheOneNamed: the file is the published one, and it does find things.
func TestAxeIsTheOneNamed(t *testing.T) {
	t.Parallel()
	sum := sha256.Sum256([]byte(axeSource))
	if got := hex.EncodeToString(sum[:]); got != axeDigest {
		t.Errorf("axe.min.js has digest %s", got)
	}
	s := start(t)
	p := browse(t, desktop)
	p.Open(s.URL + "/portal/")
	p.Eval(`(document.querySelector("main").insertAdjacentHTML("beforeend", "<p id=pale>gris</p><input id=nameless>"), document.getElementById("pale").style.cssText = "color:#ccc;background:#fff", "")`)
	p.Do(chromedp.EvaluateAsDevTools[chromedp.Void](axeSource))
	found := p.Promise(fmt.Sprintf(findings, everything))
	for _, want := range []string{"#pale", "#nameless"} {
		if !strings.Contains(found, want) {
			t.Errorf("axe does not see %s in:\n%s", want, found)
		}
	}
}

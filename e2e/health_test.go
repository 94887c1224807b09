package e2e

import (
	"strings"
	"testing"
)

// TestTheStateOfTheApplication: who leads sees each job with its last run, in
// words; somebody who answers for an area alone has no such page.
func TestTheStateOfTheApplication(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Admin)
	p.listPage(s, "estado", "Estado")
	p.WaitText("main table", "Recordatorios y plazos")
	p.WaitText("main [role=status]", "Todo funciona")
	p.examine("settings-health-es")
	lead := browse(t, desktop)
	lead.LogIn(s, Lead)
	lead.listPage(s, "reglas", "Reglas")
	lead.WaitText("main .tabs", "Reglas")
	if text := lead.Text("main .tabs"); text == "" || strings.Contains(text, "Estado") {
		t.Errorf("tabs of a lead: %s", text)
	}
}

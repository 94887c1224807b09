package e2e

import (
	"fmt"
	"net/http"
	"testing"
)

const rewardsPage = "/desk/#/ajustes/gestos"

// listPage opens one of the lists of the settings.
func (p *page) listPage(s *server, word, title string) {
	p.t.Helper()
	p.Open(s.URL + "/desk/#/ajustes/" + word)
	p.WaitText("main h1", title)
}

// Row opens a row of a list.
func (p *page) Row(name string) {
	p.t.Helper()
	p.ClickText("main tbody th .link", name)
	p.WaitText("dialog[open] h2", name)
}

// TestAGestureFromNothing: the owner writes one down, is told what is wrong where
// it is mended, corrects it, and takes it out of use; nobody deletes anything.
func TestAGestureFromNothing(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.ClickText(".rail nav a", "Ajustes")
	p.WaitText(".empty", "Tenga listo un paquete de gestos")
	p.FullShot("settings-empty")
	p.ClickText(".page-head .primary", "Añadir gesto")
	p.Write(field("name"), "Un cuenco del taller")
	p.Write(field("cost"), "mucho")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("kind")+") .error", "Este dato es necesario")
	p.Pick(field("kind"), "Obsequio")
	p.Fill(field("cost"), "90,50")
	p.Write(field("limit_agent"), "80")
	p.Write(field("limit_lead"), "20")
	p.Write(field("stock"), "4")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("limit_lead")+") .error", "no puede ser menor")
	p.FullShot("settings-refused")
	p.Fill(field("limit_lead"), "150")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".toast", "Añadido")
	p.WaitText("tbody tr", "90.50")
	p.Row("Un cuenco del taller")
	p.Fill(field("stock"), "0")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody .badge", "Agotado")
	p.Row("Un cuenco del taller")
	p.ClickText("dialog button", "Dejar de usar")
	p.WaitText(".empty", "Tenga listo un paquete de gestos")
	p.ClickText(".modes label", "Fuera de uso")
	p.Row("Un cuenco del taller")
	p.WaitText("dialog .banner", "Fuera de uso")
	p.ClickText("dialog button", "Volver a usar")
	p.WaitText(".empty", "Nada fuera de uso")
	if n := s.API(t, s.Token(t, "agents", Admin), http.MethodGet, "/api/collections/rewards/records?filter=active=true", nil).At("totalItems"); n != 1.0 {
		t.Errorf("%v rewards are in use", n)
	}
}

// TestCausesAndProducts: the other lists, by the same form; what is new or out of
// use is so in the pickers at once.
func TestCausesAndProducts(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	id := s.Investigating(t, s.Token(t, "agents", Admin), "Recibir el juego completo")
	p.LogIn(s, Admin)
	p.listPage(s, "causas", "Causas")
	p.ClickText(".page-head .primary", "Añadir causa")
	p.WaitFor(field("parent"))
	p.Pick(field("parent"), "Entrega tardía o incompleta")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("name_es")+") .error", "Este dato es necesario")
	p.Write(field("name_es"), "Sin separadores")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody th.inside", "Sin separadores")
	p.Row("Mal manejo del producto")
	p.ClickText("dialog button", "Dejar de usar")
	p.Wait(`![...document.querySelectorAll("tbody th")].some(e => e.textContent.includes("Mal manejo"))`)
	p.listPage(s, "productos", "Productos")
	p.WaitText(".empty", "Vajilla Colca")
	p.ClickText(".page-head .primary", "Añadir producto")
	p.Write(field("name"), "Vajilla Colca de 16 piezas")
	p.Write(field("code"), "V-16")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody td", "V-16")
	p.Fill("main input[type=search]", "sillón")
	p.WaitText(".empty", "Nada coincide")
	p.Fill("main input[type=search]", "v-16")
	p.WaitText("tbody td", "V-16")
	p.OpenCase(s, id, "")
	p.Wait(`[...document.querySelectorAll('` + asked("cause") + ` option')].some(e => e.textContent.includes("Sin separadores"))`)
	if p.Eval(`[...document.querySelectorAll('`+asked("cause")+` option')].some(e => e.textContent.includes("Mal manejo"))`) == "true" {
		t.Error("a cause out of use is still offered")
	}
}

// TestTwoKeepOneList: what somebody else changed is never written over unseen.
func TestTwoKeepOneList(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	admin := s.Token(t, "agents", Admin)
	bowl := s.Create(t, admin, "rewards", map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "cost": 90, "stock": 4, "limit_agent": 80, "limit_lead": 150})
	change := func(body map[string]any) {
		if a := s.API(t, admin, http.MethodPatch, "/api/collections/rewards/records/"+bowl, body); a.Status != http.StatusOK {
			t.Fatalf("%d %s", a.Status, a.Text)
		}
	}
	p.LogIn(s, Admin)
	p.listPage(s, "gestos", "Gestos")
	p.Row("Un cuenco")
	p.Fill(field("cost"), "95")
	change(map[string]any{"stock": 3})
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".toast", "junto con el cambio de otra persona")
	p.Row("Un cuenco")
	p.Fill(field("stock"), "9")
	p.Fill(field("name"), "Un cuenco grande")
	change(map[string]any{"stock": 2})
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("dialog [role=alert]", "Otra persona cambió lo mismo")
	p.WaitText("dialog .cluster", "Ahora dice:")
	p.WaitText("dialog .cluster b", "2")
	p.Shot("settings-both")
	p.Accessible("settings, both changed it", everything)
	p.ClickText("dialog .link", "Dejar ese")
	p.Wait(`document.querySelector('dialog ` + field("stock") + `').value === "2"`)
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody th", "Un cuenco grande")
	now := s.API(t, admin, http.MethodGet, "/api/collections/rewards/records/"+bowl, nil)
	if now.At("cost") != 95.0 || now.At("stock") != 2.0 || now.At("name") != "Un cuenco grande" {
		t.Errorf("stored: %s", now.Text)
	}
}

// TestBudgetOfTheMonth: its owner sets it, and everybody who leads sees what is gone of it.
func TestBudgetOfTheMonth(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	admin := s.Token(t, "agents", Admin)
	bowl := s.Create(t, admin, "rewards", map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "cost": 90, "stock": 4})
	s.Create(t, admin, "grants", map[string]any{"complaint": s.Investigating(t, admin, "Recibir el juego completo"), "reward": bowl, "justification": "Perdió la cena"})
	p.LogIn(s, Admin)
	p.listPage(s, "gestos", "Gestos")
	p.WaitText("main .card", "en gestos, sin límite")
	p.ClickText("main .card button", "Cambiar el límite")
	p.Write(field("reward_budget"), "-5")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("dialog .error", "0 o más")
	p.Fill(field("reward_budget"), "80")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("main .card", "en gestos, de")
	p.WaitText("main .card", "Se pasó del límite")
	p.FullShot("settings-budget")
	lead := browse(t, tablet)
	lead.LogIn(s, Lead)
	lead.listPage(s, "gestos", "Gestos")
	lead.WaitText("main .card", "80.00")
	lead.Row("Un cuenco")
	lead.WaitText("dialog .facts", "Obsequio")
	if n := lead.Eval(`document.querySelectorAll("dialog :is(input, select, textarea, .primary), .page-head .primary, main .card button").length`); n != "0" {
		t.Errorf("a lead is offered %s things that the server would refuse", n)
	}
	lead.examine("settings-lead")
}

// TestSettingsAreClosed: an agent has no way in, and reads whom to ask.
func TestSettingsAreClosed(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Agent)
	if p.Eval(`[...document.querySelectorAll(".rail nav a")].some(e => e.textContent.includes("Ajustes"))`) == "true" {
		t.Error("an agent has the entry")
	}
	p.Open(s.URL + rewardsPage)
	p.WaitText(".empty", "pídalo a su jefatura")
	p.examine("settings-closed")
}

// TestSettingsOnAPhone: the way in is the search, as that to everything else is.
func TestSettingsOnAPhone(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Lead)
	p.ClickText(".rail nav .entry", "Buscar")
	p.ClickText("dialog .item", "Ajustes")
	p.WaitText("main h1", "Gestos")
	p.ClickText("main .tabs a", "Ley y reglas")
	p.WaitText("main h1", "Ley y libro")
	p.ClickText("main .tabs a", "Reglas")
	p.WaitText("main h1", "Reglas")
	p.Wait(`(e => e.left >= 0 && e.right <= innerWidth)(document.querySelector(".tabs [aria-current]").getBoundingClientRect())`)
}

// TestSettingsDraftIsKept: what was typed outlives the dialog and the page.
func TestSettingsDraftIsKept(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "gestos", "Gestos")
	show := func() {
		p.ClickText(".page-head .primary", "Añadir gesto")
		p.WaitFor("dialog[open]")
	}
	show()
	typed := p.texts(fmt.Sprintf(`(%s).filter(e => e.closest("dialog"))`, everyText))
	all := p.TypeEverywhere()
	for name := range typed {
		typed[name] = all[name]
	}
	p.Kept("a new gesture", typed, func() { p.WaitText("main h1", "Gestos"); show() })
	p.ClickText("dialog button", "Descartar lo escrito")
	p.Wait(`document.querySelector('dialog ` + field("name") + `').value === ""`)
}

// TestSettingsInEveryLook: the lists and their form at every width, in both
// languages, light and dark, by keyboard alone.
func TestSettingsInEveryLook(t *testing.T) {
	t.Parallel()
	s := start(t)
	admin := s.Token(t, "agents", Admin)
	s.Create(t, admin, "rewards", map[string]any{"name": "Un cuenco", "kind": "gift", "active": true, "cost": 90, "stock": 4, "limit_agent": 80, "limit_lead": 150, "valid_until": dayIn(5), "conditions": "Se entrega envuelto, con una nota de quien atendió."})
	s.Create(t, admin, "products", map[string]any{"name": "Vajilla Colca de 16 piezas", "active": true})
	for _, language := range []string{"es", "en"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			p := browse(t, desktop)
			p.LogIn(s, Admin)
			p.SpeakAs(language)
			for _, word := range []string{"gestos", "causas", "productos", "reglas"} {
				p.Open(s.URL + "/desk/#/ajustes/" + word)
				p.WaitFor("tbody tr")
				p.examine("settings-" + word + "-" + language)
			}
			p.Open(s.URL + rewardsPage)
			p.WaitFor("tbody tr")
			p.Eval(`(document.querySelector("tbody .link").focus(), "")`)
			p.Press("\r")
			p.WaitFor("dialog[open]")
			p.examine("settings-form-" + language)
			p.Press(escape)
			p.Wait(`document.activeElement.matches("tbody .link")`)
		})
	}
}

// TestARuleIsEased: who runs the shop makes one an advice, with a reason that
// stays, and takes that back; a law has no switch, and a lead reads only.
func TestARuleIsEased(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "reglas", "Reglas")
	row := func(code string) string { return `tr[data-code="` + code + `"]` }
	p.WaitFor(row("eta_basis_required"))
	if n := p.Eval(`document.querySelectorAll('` + row("filed_minimum") + ` input').length`); n != "0" {
		t.Errorf("a rule of the law has %s switches", n)
	}
	p.ClickText(row("eta_basis_required")+" .modes label", "Aconsejada")
	p.WaitFor(row("eta_basis_required") + " textarea")
	p.ClickText("tr form .primary", "Guardar el cambio")
	p.WaitText("tr form .error", "Este dato es necesario")
	p.Shot("settings-rule-open")
	p.Accessible("a rule that is being eased", everything)
	p.Write(row("eta_basis_required")+" textarea", "Estamos de mudanza")
	p.ClickText("tr form .primary", "Guardar el cambio")
	p.WaitText(row("eta_basis_required"), "Estamos de mudanza")
	lead := browse(t, phone)
	lead.LogIn(s, Lead)
	lead.listPage(s, "reglas", "Reglas")
	lead.WaitText(row("eta_basis_required"), "Aconsejada")
	if n := lead.Eval(`document.querySelectorAll("tbody input").length`); n != "0" {
		t.Errorf("a lead has %s switches", n)
	}
	p.ClickText(row("eta_basis_required")+" .modes label", "Obligatoria")
	p.WaitText(".toast", "Vuelve a ser obligatoria")
	if n := s.API(t, s.Token(t, "agents", Admin), http.MethodGet, "/api/collections/rules/records", nil).At("totalItems"); n != 0.0 {
		t.Errorf("%v rules are eased", n)
	}
}

// TestAPlanFromNothing: a lead writes one down with its steps, sees how its
// script reads and for how many cases it is, starts it and ends it.
func TestAPlanFromNothing(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Lead)
	p.listPage(s, "planes", "Planes")
	p.ClickText(".page-head .primary", "Añadir plan")
	p.Write(field("name"), "Entregas atrasadas")
	p.Pick(field("kind"), "De contingencia")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("trigger")+") .error", "cuándo hay que recurrir")
	p.Write(field("trigger"), "Cinco entregas tarde en una semana")
	for i, step := range []string{"Avisar antes de que pregunte", "Dar una fecha cierta"} {
		p.ClickText("dialog button", "Añadir paso")
		p.Write(field(fmt.Sprintf("steps.%d.title", i)), step)
	}
	p.Eval(`(document.querySelector('[aria-label="Subir el paso 2"]').click(), "")`)
	p.Wait(`document.querySelector('` + field("steps.0.title") + `').value === "Dar una fecha cierta"`)
	p.Fill(field("steps.1.days"), "2")
	p.Write(field("script"), "{{nombre_cliente}}, le habla {{nombre_agente}}.")
	p.ClickText("dialog summary", "Ver cómo se lee")
	p.WaitText("dialog .banner", "nombre cliente")
	p.WaitText("dialog .banner", "Rubén")
	p.Pick(field("criterion"), "Volumen")
	p.WaitFor(field("value"))
	p.Pick(field("criterion"), "Elegir…")
	p.Pick(field("cause"), "Entrega tardía o incompleta")
	p.FullShot("settings-plan-form")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody tr", "Entrega tardía o incompleta")
	p.Row("Entregas atrasadas")
	p.WaitText("dialog .card", "Corresponde a 0 casos")
	p.Write(field("run.reason"), "Camión varado")
	p.ClickText("dialog .card button", "Poner en marcha")
	p.WaitText("dialog .card h3", "En marcha")
	p.examine("settings-plan-es")
	p.ClickText("dialog .card button", "Terminar")
	p.WaitText("dialog .card h3", "Ponerlo en marcha")
	p.ClickText("dialog summary", "Una vez en marcha")
	p.WaitText("dialog .card li", "Camión varado")
}

// TestAnAlternativeFromNothing: refused, written, corrected and put away.
func TestAnAlternativeFromNothing(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Lead)
	p.listPage(s, "alternativas", "Alternativas")
	p.WaitText(".empty", "Tenga alternativas que plantear")
	p.ClickText(".page-head .primary", "Añadir alternativa")
	p.Write(field("title"), "Juego prestado")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitFor(".field:has(" + field("text") + ") .error")
	p.Write(field("text"), "Le prestamos un juego hasta que llegue el suyo.")
	p.Pick(field("cause"), "Entrega tardía o incompleta")
	p.Write(field("cost"), "45")
	p.Click(field("temporary"))
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody tr", "45.00")
	p.examine("settings-alternatives-es")
	p.Row("Juego prestado")
	p.Fill(field("cost"), "50")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody tr", "50.00")
	p.Row("Juego prestado")
	p.ClickText("dialog button", "Dejar de usar")
	p.WaitText(".empty", "Tenga alternativas que plantear")
}

// TestATextAboutPersonalData: who administers adds a version for a day to come
// and corrects it; one that people accepted is read, not written; a lead has no tab.
func TestATextAboutPersonalData(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "datos", "Datos personales")
	p.WaitText("tbody .badge", "En vigor")
	p.Click("tbody th .link")
	p.WaitText("dialog", "ya no se cambia")
	if n := p.Eval(`document.querySelectorAll("dialog :is(input, textarea, select, .primary)").length`); n != "0" {
		t.Errorf("a text in force has %s inputs", n)
	}
	p.Press(escape)
	p.ClickText(".page-head .primary", "Añadir versión")
	p.Write(field("version"), "2031-01")
	p.Pick(field("language"), "Español")
	p.Write(field("valid_from"), "2020-01-01")
	p.Write(field("text"), "Para qué\nSus datos sirven para responderle.")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText(".field:has("+field("valid_from")+") .error", "empieza hoy o más adelante")
	p.Write(field("valid_from"), dayIn(40))
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody .badge", "Por venir")
	p.examine("settings-consents-es")
	p.Row("2031-01")
	p.Write(field("text"), "Para qué\nSus datos sirven solo para responderle.")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("tbody tr", "solo para responderle")
	lead := browse(t, desktop)
	lead.LogIn(s, Lead)
	lead.listPage(s, "gestos", "Gestos")
	if lead.Eval(`[...document.querySelectorAll("main .tabs a")].some(e => e.textContent.includes("Datos personales"))`) == "true" {
		t.Error("a lead is shown the texts")
	}
}

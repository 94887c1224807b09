package e2e

import (
	"net/http"
	"testing"
)

const (
	impact = `.tab [data-field="impact"]`
	lead   = "No puede servir la cena"
	agent  = "No tiene dónde comer"
)

// Impact has somebody else write how the case affects the customer.
func (s *server) Impact(t *testing.T, id, text string) {
	t.Helper()
	a := s.API(t, s.Token(t, "agents", Lead), http.MethodPatch, "/api/collections/complaints/records/"+id, map[string]any{"impact": text})
	if a.Status != http.StatusOK {
		t.Fatalf("the lead's change: %d %s", a.Status, a.Text)
	}
}

// WriteImpact opens the file of a case and writes how it affects the customer.
func (p *page) WriteImpact(s *server, id string) {
	p.t.Helper()
	p.OpenCase(s, id, "expediente")
	p.ClickText(".tab header .link", "Editar")
	p.Write(impact, agent)
}

// TestTwoPeopleOneField: whoever is second, told before the save or by it, sees
// both texts; what is chosen is stored, and until then nothing is.
func TestTwoPeopleOneField(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, choice, want string
		unseen             bool // the other's change arrives with the refusal
	}{
		{"told while writing, mine", "Lo que escribió usted", agent, false},
		{"told while writing, theirs", "Lo que guardó Rubén", lead, false},
		{"told by the save, both", "Editar los dos", agent + " " + lead, true},
		{"told by the save, mine", "Lo que escribió usted", agent, true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, p := start(t), browse(t, desktop)
			token := s.Token(t, "agents", Agent)
			id := s.Investigating(t, token, "Recibir el juego completo")
			p.LogIn(s, Agent)
			p.WriteImpact(s, id)
			if row.unseen {
				p.LookAway()
			}
			s.Impact(t, id, lead)
			if !row.unseen {
				p.WaitText(".body > .banner", "Rubén cambió «Cómo le afecta»")
			}
			p.ClickText(".tab form button", "Guardar")
			p.WaitText(".merge", agent)
			p.WaitText(".merge", lead)
			p.Wait(`document.activeElement.closest(".merge")`)
			if now := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("impact"); now != lead {
				t.Errorf("stored before anybody chose: %v", now)
			}
			p.ClickText(".merge label", row.choice)
			p.Shot("desk-merge")
			p.ClickText(".merge button", "Guardar lo elegido")
			p.WaitText(".toast", "Guardado lo que eligió")
			if now := s.API(t, token, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("impact"); now != row.want {
				t.Errorf("stored %v, want %q", now, row.want)
			}
			s.Drafted(t, token, "case:"+id, "impact", "")
		})
	}
}

// TestWhoElseIsHere: in two browsers, while one writes, and until they go.
func TestWhoElseIsHere(t *testing.T) {
	t.Parallel()
	s, ines, ruben := start(t), browse(t, desktop), browse(t, phone)
	id := s.Investigating(t, s.Token(t, "agents", Agent), "Recibir el juego completo")
	ines.LogIn(s, Agent)
	ruben.LogIn(s, Lead)
	ines.OpenCase(s, id, "")
	ruben.OpenCase(s, id, "")
	ines.Wait(`document.querySelector(".case header .presence")?.textContent === "Rubén está mirando"`)
	ruben.WaitText(".case header .presence", "Inés")
	ines.Write(box, "Estimada Rosa")
	ruben.Wait(`document.querySelector(".presence")?.dataset.state === "writing"`)
	ruben.Wait(`document.querySelector("p[aria-live]").textContent === "Inés está escribiendo en este caso."`)
	ruben.Shot("desk-presence-phone")
	ruben.LookAway()
	ines.Wait(`!document.querySelector(".presence")`)
}

// TestCallingBack: ten seconds in which a message can be taken back with a key,
// text and cursor with it; a desk that is closed meanwhile sends it once.
func TestCallingBack(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Agent)
	id := s.Investigating(t, token, "Recibir el juego completo")
	sent := func() (texts []any) {
		rows, _ := s.API(t, token, http.MethodGet, "/api/crm/complaints/"+id+"/file", nil).At("messages").([]any)
		for _, row := range rows {
			if m := row.(map[string]any); m["purpose"] == "reply" {
				texts = append(texts, m["text"])
			}
		}
		return texts
	}
	p.LogIn(s, Agent)
	p.OpenCase(s, id, "")
	p.Write(box, "Estimada Rosa: mañana sale su juego")
	p.Eval(`document.querySelector("` + box + `").setSelectionRange(8, 8)`)
	p.ClickText(".composer footer button", "Enviar")
	p.WaitText(".toast", "Deshacer")
	p.Wait(`document.querySelector(".toast progress").value > 0 && document.querySelector("` + box + `").value === ""`)
	p.Wait(`document.querySelector("p[aria-live]").textContent.includes("tecla Z")`)
	p.Press("z")
	p.Wait(`document.querySelector("` + box + `").value === "Estimada Rosa: mañana sale su juego"`)
	p.Wait(`document.activeElement.matches("` + box + `") && document.activeElement.selectionStart === 8`)
	p.Wait(`!document.querySelector(".timeline").innerText.includes("mañana sale")`)
	if texts := sent(); len(texts) != 0 {
		t.Errorf("called back, and there is %v", texts)
	}
	p.ClickText(".composer footer button", "Enviar")
	p.WaitText(".toast", "Deshacer")
	p.Do(reload)
	p.WaitText(".timeline", "mañana sale su juego")
	p.Wait(`document.querySelector("` + box + `").value === ""`)
	if texts := sent(); len(texts) != 1 {
		t.Errorf("after the desk was closed there is %v", texts)
	}
	p.Write(box, "Una nota")
	p.ClickText(".modes label", "Nota")
	p.Write(box, "Para el equipo")
	p.ClickText(".composer footer button", "Guardar la nota")
	p.WaitText(".toast", "Nota guardada")
	if p.Eval(`document.querySelector(".toast progress")`) != "null" {
		t.Error("a note can be called back")
	}
}

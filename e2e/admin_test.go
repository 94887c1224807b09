package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// TestAdminPage holds our extension of the administration page, whose
// extension points are young: it must be seen working after every upgrade.
func TestAdminPage(t *testing.T) {
	t.Parallel()
	s := start(t)
	owner, agent := s.Token(t, "_superusers", Superuser), s.Token(t, "agents", Agent)
	id := s.Create(t, agent, "complaints", map[string]any{"kind": "claim", "channel": "phone", "customer": Rosa,
		"narrative": "El sábado 14 recibí la vajilla. Tres platos llegaron rotos y faltan dos tazas.",
		"goal":      "Recibir el pedido completo y en buen estado", "remedy_requested": "El juego completo, sin golpes", "reply_channel": "email"})
	s.API(t, agent, http.MethodPost, "/api/crm/complaints/"+id+"/transition", map[string]any{"to": "assessing"})
	p := browse(t, desktop)
	signInAsOwner(p, s)

	p.WaitText(".app-main-nav", "Mesa de atención")
	if href := p.Eval(`document.querySelector(".app-main-nav a").getAttribute("href")`); href != "/desk/" {
		t.Errorf("the first link of the header goes to %s", href)
	}
	p.Open(s.URL + "/_/#/collections?collection=complaints&record=" + id)
	p.WaitText(".escucha-guide header", "Etapa: En evaluación")
	p.WaitText(".escucha-way[open]", "Indique la gravedad")
	p.Shot("admin-guide")
	p.Size(phone)
	p.WaitText(".escucha-way[open]", "Indique la gravedad")
	p.Shot("admin-guide-phone")
	p.Size(desktop)

	// Labels in Spanish, the name of the field as a tooltip, help below.
	p.Wait(`document.querySelector('[title="next_step"]').textContent === "Próximo paso"`)
	p.Wait(`document.querySelector('[title="confidential"]').textContent === "Reservado"`)
	p.Wait(`document.querySelector('textarea[name="next_step"]').closest(".record-field-input").innerText.includes("Qué se hará ahora")`)

	// What nobody may write cannot be written here either.
	p.Wait(`document.querySelector('textarea[name="number"]').readOnly`)
	p.Wait(`document.querySelector('textarea[name="narrative"]').readOnly`)
	p.Wait(`document.querySelector('input[name="legal_due"]').closest("[inert]")`)
	p.Wait(`!document.querySelector('textarea[name="next_step"]').readOnly`)

	// A stage that skips steps is refused, with the reason at the field.
	p.Eval(`document.querySelector('textarea[name="next_step"]').scrollIntoView({block: "center"})`)
	p.Fill(`textarea[name="next_step"]`, "Escuchar a Despachos")
	choose(p, "stage", "En ejecución")
	p.ClickText(".modal-footer button", "Unlock to save")
	p.ClickText(".modal-footer button", "Save changes")
	p.WaitText(`.escucha-field:has([name="stage"])`, "Desde esta etapa no se puede pasar a la que eligió.")
	p.Eval(`document.querySelector('[name="stage"]').scrollIntoView({block: "center"})`)
	p.Shot("admin-refused")
	if stage := s.API(t, owner, http.MethodGet, "/api/collections/complaints/records/"+id, nil).At("stage"); stage != "assessing" {
		t.Errorf("the case is now in stage %v", stage)
	}

	// What is allowed is stored, also beside the fields of the server.
	choose(p, "stage", "En evaluación")
	choose(p, "severity", "Media")
	p.ClickText(".modal-footer button", "Save changes")
	p.WaitText(".toast", "Successfully updated")
	after := s.API(t, owner, http.MethodGet, "/api/collections/complaints/records/"+id, nil)
	if after.At("severity") != "medium" || after.At("next_step") != "Escuchar a Despachos" {
		t.Errorf("stored: severity %v, next step %v", after.At("severity"), after.At("next_step"))
	}
}

// choose picks a value by its name in one of the page's own select fields.
func choose(p *page, field, value string) {
	p.t.Helper()
	p.Eval(`document.querySelector('[name="` + field + `"] .selected-container').click()`)
	p.ClickText(`[name="`+field+`"] .select-option`, value)
}

// signInAsOwner opens the administration page as the superuser.
func signInAsOwner(p *page, s *server) {
	p.t.Helper()
	p.Open(s.URL + "/_/")
	p.WaitFor(`input[type="password"]`)
	p.Type(`form input[type="email"], form input[name="identity"]`, Superuser)
	p.Type(`input[type="password"]`, Password)
	p.ClickText("form button", "Login")
	p.WaitFor(".app-main-nav")
	p.Wait(`location.hash.includes("collection=")`) // it goes to its first collection by itself, and would leave where one is sent to
}

// TestAdminExtensionIsFresh: after an upgrade the browser must ask again.
func TestAdminExtensionIsFresh(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, path := range []string{"/_/extensions.js", "/_/extensions/escucha/admin.css"} {
		a := s.API(t, "", http.MethodGet, path, nil)
		if a.Status != http.StatusOK || a.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %d, Cache-Control %q", path, a.Status, a.Header.Get("Cache-Control"))
		}
	}
	if a := s.API(t, "", http.MethodGet, "/_/", nil); a.Header.Get("Cache-Control") == "no-cache" {
		t.Error("the files of the page itself are fetched at every visit, too")
	}
	if a := s.API(t, "", http.MethodGet, "/_/extensions.js", nil); !strings.Contains(a.Text, "escucha-guide") {
		t.Error("the extension is not in what the administration page loads")
	}
}

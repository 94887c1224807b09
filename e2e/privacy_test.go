package e2e

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Outlive lets the time be over that the law keeps every case.
func (s *server) Outlive(t *testing.T) {
	t.Helper()
	db, err := core.DefaultDBConnect(filepath.Join(s.Dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := db.Update("complaints", dbx.Params{"retention_until": "2020-01-01 00:00:00.000Z"}, nil).Execute(); err != nil {
		t.Fatal(err)
	}
}

// downloads counts the copies that were handed to the browser.
const downloads = `(window.taken = [], HTMLAnchorElement.prototype.click = function () { this.download ? window.taken.push(this.download) : this.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })); }, "")`

// TestTheirData: who answers for it takes a copy from the customer's card, reads
// why the person cannot be erased yet, and erases them when they can; whoever
// does not lead sees none of it.
func TestTheirData(t *testing.T) {
	t.Parallel()
	s, lucia, ines := start(t), browse(t, desktop), browse(t, phone)
	token, admin := s.Token(t, "agents", Agent), s.Token(t, "agents", Admin)
	id := s.FileByPhone(t, token, "Recibir el juego completo")
	lucia.LogIn(s, Admin)
	lucia.Open(s.URL + "/desk/#/cliente/" + Rosa)
	lucia.WaitText("#privacy", "Sus datos")
	lucia.Eval(downloads)
	for _, name := range []string{"PDF", "ZIP", "JSON"} {
		lucia.ClickText("aside button", name)
		lucia.Wait(`window.taken.includes("Rosa Elena Quispe Huamán.` + strings.ToLower(name) + `")`)
	}
	lucia.ClickText("aside button", "Borrar a esta persona")
	lucia.WaitText("dialog", "Primero hay que cerrar")
	lucia.WaitText("dialog", "La ley obliga a guardarlos hasta el")
	lucia.Wait(`!document.querySelector("dialog .primary, dialog input, dialog textarea")`)
	lucia.Accessible("cannot be erased yet", everything)
	lucia.Shot("desk-erase-not-yet")
	lucia.Press(escape)

	s.Move(t, admin, id, "voided", map[string]any{"fields": map[string]any{"void_reason": "Registro repetido"}})
	s.Outlive(t)
	lucia.Do(reload)
	lucia.ClickText("aside button", "Borrar a esta persona")
	lucia.WaitText("dialog", "Nada obliga ya")
	lucia.Accessible("may be erased", everything)
	lucia.InEveryLook("may be erased")
	lucia.Write("dialog "+field("erase.reason"), "Lo pide la señora Quispe")
	lucia.Write("dialog "+field("erase.confirm"), "Rosa Elena Quispe Huamán")
	lucia.Shot("desk-erase")
	lucia.ClickText("dialog .primary", "Borrar para siempre")
	lucia.WaitText("dialog .error", "sin nombrar a la persona")
	lucia.Write("dialog "+field("erase.reason"), "Lo pidió por carta")
	lucia.Write("dialog "+field("erase.confirm"), "Rosa")
	lucia.ClickText("dialog .primary", "Borrar para siempre")
	lucia.WaitText("dialog .error", "el nombre tal como está")
	lucia.Write("dialog "+field("erase.confirm"), "rosa elena quispe huamán")
	lucia.Press("\r")
	lucia.WaitText(".toast", "Sus datos se borraron.")
	lucia.WaitText("h1", "Persona borrada")
	lucia.WaitText("aside", "Los datos de esta persona se borraron el")
	lucia.OpenCase(s, id, "")
	lucia.WaitText("aside .person", "Persona borrada")
	lucia.Wait(`!document.querySelector(".composer")`)
	lucia.Shot("desk-erased")
	if text := lucia.Text("main"); strings.Contains(text, "vajilla") || strings.Contains(text, "Rosa") {
		t.Errorf("the case still says who it was: %s", text)
	}
	if a := s.API(t, admin, http.MethodGet, "/api/collections/customers/records/"+Rosa, nil); strings.Contains(a.Text, "Quispe") {
		t.Errorf("stored: %s", a.Text)
	}

	mine := s.Create(t, token, "customers", map[string]any{"name": "Ana Paz", "email": "ana@correo.example"})
	ines.LogIn(s, Agent)
	ines.Open(s.URL + "/desk/#/cliente/" + mine)
	ines.WaitText("h1", "Ana Paz")
	if ines.Eval(`[...document.querySelectorAll("button")].some(e => e.textContent.includes("Sus datos"))`) != "false" {
		t.Error("whoever does not lead is offered the data")
	}
}

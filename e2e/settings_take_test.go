package e2e

import (
	"net/http"
	"testing"
)

// chooseFile puts a file of text into an input, as somebody who chooses it.
const chooseFile = `((e, name, text) => { const t = new DataTransfer(); t.items.add(new File([text], name, { type: "text/csv" })); e.files = t.files; e.dispatchEvent(new Event("change", { bubbles: true })); return ""; })(document.querySelector("main input[type=file]"), `

// TestPurchasesAreTakenIn: a file is looked at, its columns are corrected, it is
// tried, and only then stored; what is wrong is told by its line.
func TestPurchasesAreTakenIn(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	token := s.Token(t, "agents", Lead)
	s.FileByPhone(t, token, "Recibir el juego completo")
	p.LogIn(s, Lead)
	p.listPage(s, "compras", "Importar compras")
	p.Eval(chooseFile + `"caja.csv", "Cuando;Importe;Correo\n20/11/2026;120,50;rosa.quispe@correo.example\n32/11/2026;9,00;rosa.quispe@correo.example\n")`)
	p.WaitText("main [role=alert]", "qué columna")
	p.WaitText("main table", "120,50")
	p.Pick(field("mapping.date"), "Cuando")
	p.ClickText("main button", "Revisar el archivo")
	p.WaitText("main table", "3")
	p.WaitText("main button", "Importar una compra")
	p.examine("settings-take-es")
	if n := s.API(t, token, http.MethodGet, "/api/collections/purchases/records", nil).At("totalItems"); n != 0.0 {
		t.Errorf("%v purchases are stored by a try", n)
	}
	p.ClickText("main button", "Importar una compra")
	p.WaitText("main .banner", "Compras guardadas: 1")
	if n := s.API(t, token, http.MethodGet, "/api/collections/purchases/records", nil).At("totalItems"); n != 1.0 {
		t.Errorf("%v purchases are stored", n)
	}
}

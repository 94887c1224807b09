package e2e

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const hostileName = `Ñandú "><script>alert(1)</script> <b>`

// TestSheetByKeyboard: a claim of a minor through the form of the book, with the
// keyboard alone, on a phone and on a desk; what is missing is said at its
// field, hostile words come back as words, and the sheet has everything.
func TestSheetByKeyboard(t *testing.T) {
	t.Parallel()
	s := start(t)
	for name, size := range map[string]size{"phone": phone, "desktop": desktop} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browse(t, size)
			p.Open(s.URL + "/portal/form?libro=principal")
			p.WaitText("#kind", "Disconformidad relacionada con los productos")
			p.WaitText("#kind", "malestar por la atención recibida")
			p.Press(kb.Tab)
			p.TypeAt("#narrative", "Llegó rota. <img src=x onerror=alert(2)> {{.Lang}}")
			p.TypeAt("#remedy_requested", "Otra igual")
			p.ChooseAt("#kind input", "El producto o el servicio")
			p.TypeAt("#product", "Vajilla Colca")
			p.TypeAt("#amount", "S/ 1,689.50")
			p.TypeAt("#name", hostileName)
			p.TypeAt("#document_number", "40000999")
			p.TypeAt("#address", "Jr. Camaná 616")
			p.TabTo("#minor")
			p.Press(" ")
			p.TypeAt("#rep_phone", "+51 900 000 777")
			p.Accessible("book form, "+name, everything)
			p.FullShot("book-form-" + name)
			p.TakeTheirTime()
			p.PushAt("form#filing .primary", "Enviar")
			p.WaitText("#wrong", "Falta este dato")
			p.Accessible("book form, refused, "+name, everything)
			p.Wait(`document.querySelector("#name").value === ` + "`" + hostileName + "`")
			p.Press(kb.Tab)
			p.TypeAt("#representative", "Ana Paz")
			p.TakeTheirTime()
			p.PushAt("form#filing .primary", "Enviar")
			p.WaitText("main h1", "Lo hemos recibido")
			if got := p.Text("main"); !strings.Contains(got, hostileName) || !strings.Contains(got, "{{.Lang}}") {
				t.Errorf("the words came back as something else: %.300s", got)
			}
			p.Accessible("receipt, "+name, everything)
			sheet := p.Eval(`document.querySelector('main a[href$=".pdf"]').href`)
			p.Press(kb.Tab)
			p.PushAt("main .button", "Imprimir la hoja")
			p.WaitText(".a4", "Ana Paz")
			for _, want := range []string{"principal", "40000999", "Jr. Camaná 616", "1,689.50", "[X] Reclamo", "Otra igual", "+51 900 000 777"} {
				p.WaitText(".a4", want)
			}
			if head := pdfHead(t, sheet); head != "%PDF-" {
				t.Errorf("the sheet to keep begins with %q", head)
			}
		})
	}
}

func pdfHead(t *testing.T, url string) string {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // read to its fifth byte only
	head := make([]byte, 5)
	if _, err := io.ReadFull(answer.Body, head); err != nil {
		t.Fatal(err)
	}
	return string(head)
}

// TestLawPage: the owner adds a book, reads what nobody verified, takes down a
// sheet of paper of last week and sees which one is missing.
func TestLawPage(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Admin)
	p.listPage(s, "ley", "Ley y libro")
	p.WaitText("main .card", "Perú: Libro de Reclamaciones")
	p.WaitText("main .card", "Texto del cartel: sin verificar")
	p.ClickText("main button", "Añadir libro")
	p.Write(field("name"), "Miraflores")
	p.Write(field("code"), "MIR-01")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("main .card li", "MIR-01")
	for _, folio := range []string{"000121", "000123"} {
		p.ClickText("main button", "Registrar una hoja")
		p.Write(field("paper_book"), "R-1")
		p.Write(field("folio"), folio)
		p.Write(field("paper_date"), dayIn(-6))
		p.Write(field("customer.name"), "Rosa Quispe")
		p.Write(field("customer.document_number"), "40000999")
		p.Write(field("customer.address"), "Jr. Camaná 616")
		p.Write(field("narrative"), "Llegó rota.")
		p.Write(field("remedy_requested"), "Otra igual")
		p.ClickText("dialog .primary", "Registrar")
		p.WaitText("main tbody th", folio)
	}
	p.WaitText("main .banner", "000122")
	p.examine("settings-law")
}

package e2e

import (
	"net/http"
	"testing"
)

// TestIdeasBoard: filed in one field with the keyboard, seconded by a colleague,
// decided with words that its author reads; what is typed never runs.
func TestIdeasBoard(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, desktop)
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/ideas")
	p.Wait(`document.querySelector("#idea-new")`)
	p.Eval(`document.querySelector("#idea-new").focus()`)
	p.Type("#idea-new", "Separadores <img src=x onerror=document.title='mal'>")
	p.Press("\r")
	p.WaitText("main .row .title", "Separadores <img")
	p.Wait(`!document.querySelector("main .row img") && document.activeElement.id === "idea-new"`)
	p.Accessible("ideas", everything)
	p.InEveryLook("ideas")
	idea := s.list(t, s.Token(t, "agents", Lead), "ideas")
	p = browse(t, desktop)
	p.LogIn(s, Lead)
	p.Open(s.URL + "/desk/#/ideas/" + idea)
	p.WaitText("dialog h2", "Separadores")
	p.Eval(`(e => { e.value = "declined"; e.dispatchEvent(new Event("change", {bubbles: true})) })(document.querySelector("dialog select"))`)
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("dialog .error", "Escriba qué se decidió")
	p.Accessible("idea, refused", everything)
	p.Fill("dialog [data-field=outcome]", "Cuesta más que las roturas")
	p.ClickText("dialog .primary", "Guardar")
	p.Wait(`!document.querySelector("dialog[open]") && location.hash === "#/ideas"`)
	p.ClickText("main .tabs a", "Descartadas")
	p.WaitText("main .row", "Cuesta más que las roturas")
}

// list is the id of the only row of a collection.
func (s *server) list(t *testing.T, token, collection string) string {
	t.Helper()
	items, _ := s.API(t, token, http.MethodGet, "/api/collections/"+collection+"/records", nil).At("items").([]any)
	if len(items) != 1 {
		t.Fatalf("%d rows of %s", len(items), collection)
	}
	return items[0].(map[string]any)["id"].(string)
}

// TestArticlesAndTrainings on a telephone: written, previewed, read by a customer
// who says that it helped; and the register of who was trained.
func TestArticlesAndTrainings(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Lead)
	p.Open(s.URL + "/desk/#/articulos")
	p.ClickText("main .primary", "Nuevo artículo")
	p.Fill("dialog [data-field=title_es]", "Cómo lavar los platos")
	p.Fill("dialog [data-field=body_es]", "## Antes\n<script>document.title='mal'</script> Con agua **tibia**.")
	p.ClickText("dialog summary", "Vista previa")
	p.WaitText("dialog .prose strong", "tibia")
	p.Wait(`!document.querySelector("dialog .prose script")`)
	p.Accessible("article, written", everything)
	p.ClickText("dialog .primary", "Publicar")
	p.WaitText("main .row .title", "Cómo lavar los platos")
	p.Accessible("articles", everything)
	p.InEveryLook("articles")
	p.Open(s.URL + "/portal/ayuda/como-lavar-los-platos")
	p.WaitText("main h1", "Cómo lavar los platos")
	p.Accessible("article of the portal", everything)
	p.ClickText("main button", "Sí")
	p.WaitText("main h2", "Gracias")
	p.Open(s.URL + "/portal/ayuda?q=plato")
	p.WaitText("main h2", "1 artículo")
	p.Open(s.URL + "/desk/#/capacitacion")
	p.ClickText("main .primary", "Registrar capacitación")
	p.Fill("dialog [data-field=title]", "Escuchar")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("dialog .error", "quiénes asistieron")
	p.ClickText("dialog .choice", "Inés Paredes")
	p.ClickText("dialog .primary", "Guardar")
	p.WaitText("main .row .title", "Escuchar")
	p.WaitText("main td", "Vigente")
	p.Accessible("trainings", everything)
	p.InEveryLook("trainings")
}

package portal_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"escucha/internal/portal"
)

var paths = []string{"/portal/", "/portal/form", "/portal/privacy", "/portal/r/" + fakeKey, "/portal/r/" + fakeKey + "/sheet", casePath, "/portal/nothing"}

// rawKey is a text key that came out instead of its text, hole a placeholder.
var (
	rawKey = regexp.MustCompile(`\b(portal|date|setup)\.[a-z_0-9]+(\.[a-z_0-9]+)*`)
	hole   = regexp.MustCompile(`\{\{|\}\}|<no value>|%!`)
)

func wantNoLooseEnds(t *testing.T, page string) {
	t.Helper()
	page = regexp.MustCompile(`(href|src)="[^"]*"`).ReplaceAllString(page, "")
	if found := rawKey.FindString(page); found != "" {
		t.Errorf("the page shows the key %s", found)
	}
	if found := hole.FindString(page); found != "" {
		t.Errorf("the page shows %q", found)
	}
	if strings.Contains(page, " style=") || strings.Contains(page, "<style") || regexp.MustCompile(` on[a-z]+="`).MatchString(page) {
		t.Error("the page has inline code")
	}
}

func TestEveryPageInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"es", "en"} {
		for _, path := range paths {
			t.Run(lang+path, func(t *testing.T) {
				t.Parallel()
				w := newBench(t).get(path, "Accept-Language", lang)
				wantText(t, w, `<html lang="`+lang+`">`)
				wantNoLooseEnds(t, w.Body.String())
			})
		}
	}
}

func TestEveryStageInBothLanguages(t *testing.T) {
	t.Parallel()
	for stage, view := range stages() {
		for _, lang := range []string{"es", "en"} {
			t.Run(stage+lang, func(t *testing.T) {
				t.Parallel()
				b := newBench(t)
				b.view = view
				w := b.get(casePath, "Accept-Language", lang)
				wantStatus(t, w, http.StatusOK)
				wantNoLooseEnds(t, w.Body.String())
				wantText(t, w, `data-stage="`+stage+`"`)
			})
		}
	}
}

// hostile is what people paste: markup, script, a turn of direction.
const hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202Egnp.exe{{.Secret}}"

func TestHostileTextIsShownAsText(t *testing.T) {
	t.Parallel()
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.poison()
			w := b.get(path)
			if w.Code >= 500 {
				t.Fatalf("status %d", w.Code)
			}
			lackText(t, w, "<script>alert", "<img src=x", `"'><`, `href="javascript`)
			if path != "/portal/form" {
				wantText(t, w, "&lt;script&gt;")
			}
		})
	}
}

// poison puts hostile text into everything that a person or an agent wrote.
func (b *bench) poison() {
	h := hostile
	b.business.Name, b.business.LegalName, b.business.Address, b.business.Phone = h, h, h, h
	b.business.Email, b.business.WhatsApp, b.business.Hours, b.business.BookCode = "javascript:alert(3)", h, h, h
	b.view.Goal, b.view.Narrative, b.view.NextStep, b.view.Paraphrase, b.view.Attends.Name = h, h, h, h, h
	b.view.Letter, b.view.Proposal.Text, b.view.Proposal.Phrase = h, h, h
	b.view.Proposal.Options[0] = portal.Option{ID: h, Text: h + "\n" + h}
	b.view.Tasks[0].Title, b.view.Temporary.Text, b.view.FileNames = h, h, []string{h}
	for at := range b.view.Messages {
		b.view.Messages[at].Text, b.view.Messages[at].Author = h, h
	}
	b.filings = []portal.Filing{{Narrative: h, RemedyRequested: h, Name: h, DocumentNumber: h, Email: h, Phone: h, Address: h, Product: h, Representative: h}}
}

func TestHostileTextInAFormComesBackAsText(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	for _, name := range []string{"narrative", "remedy_requested", "product", "amount", "name", "document_number", "email", "phone", "address", "representative"} {
		form.Set(name, hostile)
	}
	w := b.attach("/portal/file", form, hostile, "x")
	wantStatus(t, w, http.StatusBadRequest)
	lackText(t, w, "<script>alert", "<img src=x")
	wantText(t, w, "&lt;script&gt;")
}

func TestWordsFromRightToLeftAreIsolated(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.view.Attends.Name, b.view.Narrative = "\u202Eזנ", "\u202Eזנ"
	wantText(t, b.get(casePath), "<bdi>\u202Eזנ</bdi>", "dir=\"auto\">\u202Eזנ")
}

func TestTheSheetHasWhatTheLawAsksFor(t *testing.T) {
	t.Parallel()
	w := newBench(t).get("/portal/r/" + fakeKey + "/sheet")
	wantStatus(t, w, http.StatusOK)
	wantText(t, w, "Hoja de Reclamación", "Casa Nogal S.A.C.", "20600000001", "Av. Los Nogales 1180", fakeNumber, "LR-SUR-01",
		"17 nov 2026, 16:08", "Rosa Elena Quispe Huamán", "Jr. Los Ceibos 214", "DNI", "99012276", "900 000 142", "rosa.quispe@correo.example",
		"Madre, padre o representante", "Vajilla Colca, 42 piezas", "689.00", "[X] Reclamo", "Queja", story,
		"Recibir el juego completo antes", "Observaciones y acciones adoptadas", "Firma del consumidor", "consumidor.", "INDECOPI",
		"15 días hábiles", "jueves 10 de diciembre de 2026")
}

func TestTheSheetIsOnlyForThoseWhoOweIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.business.Profile = "co"
	wantStatus(t, b.get("/portal/r/"+fakeKey+"/sheet"), http.StatusNotFound)
	lackText(t, b.get("/portal/r/"+fakeKey), "/sheet")
}

func TestTheReceiptExplainsTheDate(t *testing.T) {
	t.Parallel()
	wantText(t, newBench(t).get("/portal/r/"+fakeKey), "martes 17 de noviembre de 2026", "16:08", "K7QD-93MX-TFHW-2RPN",
		"jueves 10 de diciembre de 2026", "15 días hábiles", "martes 8 de diciembre (Inmaculada Concepción)", "DS 011-2011-PCM")
}

func TestErrorPagesWorkWithoutDatabase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.down = true
	w := b.get("/portal/")
	wantStatus(t, w, http.StatusInternalServerError)
	wantText(t, w, "Algo falló de nuestro lado", "<!doctype html>")
	lackText(t, w, "locked")
}

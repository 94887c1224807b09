package paper

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"escucha/domain/legal"
	"escucha/internal/i18n"
	"escucha/internal/pdf"
	"escucha/internal/portal"
)

func writer(t *testing.T, lang string) Writer {
	t.Helper()
	texts, err := i18n.Load(os.DirFS(filepath.Join("..", "..", "pb_public")))
	if err != nil {
		t.Fatal(err)
	}
	lima, err := time.LoadLocation("America/Lima")
	if err != nil {
		t.Fatal(err)
	}
	return Writer{Texts: texts, Lang: lang, Now: time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC),
		Business: portal.Business{Name: "Casa Nogal", LegalName: "Casa Nogal S.A.C.", TaxID: "20600000001", Profile: "pe", Zone: lima,
			LegalNote: "No impide acudir a otras vías.", ExternalWays: []string{"Puede acudir al INDECOPI."}}}
}

func filed() portal.Receipt {
	return portal.Receipt{Number: "000000406-2026", Key: "ABCD1234ABCD1234ABCD1234ABCD", ReceivedAt: time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC), Due: "2026-12-17",
		Term: portal.Term{Amount: 15, Unit: "business_days"}, Base: "DS 011-2011-PCM", MailTo: "rosa@correo.example", Source: "online", LegalKind: "reclamo",
		Provider: portal.Provider{Name: "Casa Nogal", LegalName: "Casa Nogal S.A.C.", TaxID: "20600000001", Address: "Av. Los Nogales 1180", Book: "Principal", BookCode: "LR-SUR-01"},
		Filing: portal.Filing{Kind: "claim", Narrative: "Tres platos llegaron rotos.", RemedyRequested: "Otro juego", Product: "Vajilla", Amount: 1689.5, Currency: "PEN", Name: "Rosa Quispe",
			DocumentType: "dni", DocumentNumber: "40000142", Email: "rosa@correo.example", Address: "Jr. Camaná 616", Phone: "900 000 142", ReplyChannel: "letter"}}
}

// says is all that a document says.
func says(d pdf.Document) string {
	lines := []string{d.Title, d.Lead, d.Head, d.Foot}
	for _, f := range d.Facts {
		lines = append(lines, f.Name+": "+f.Value)
	}
	for _, s := range d.Sections {
		lines = append(lines, s.Title, s.Text)
		for _, row := range s.Grid {
			for _, cell := range row {
				lines = append(lines, cell.Label+": "+cell.Value)
			}
		}
		for _, f := range s.Facts {
			lines = append(lines, f.Name+": "+f.Value)
		}
		for _, e := range s.Entries {
			lines = append(lines, e.Head+" | "+e.Text)
		}
	}
	return strings.Join(lines, "\n")
}

func wants(t *testing.T, d pdf.Document, list ...string) {
	t.Helper()
	text := says(d)
	for _, want := range list {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, wrong := range []string{"<strong>", "{{", "paper.", "portal."} {
		if strings.Contains(text, wrong) {
			t.Errorf("the document shows %q", wrong)
		}
	}
}

// TestSheetHasArticleFive: each thing that the law lists for the sheet.
func TestSheetHasArticleFive(t *testing.T) {
	t.Parallel()
	r := filed()
	wants(t, writer(t, "es").Sheet(r), "Hoja de Reclamación", "Casa Nogal S.A.C.", "RUC: 20600000001", "Establecimiento: Av. Los Nogales 1180", "000000406-2026", "Código del libro LR-SUR-01", "24 nov 2026, 10:42",
		"Nombre: Rosa Quispe", "DNI: 40000142", "Domicilio: Jr. Camaná 616", "Teléfono: 900 000 142", "Correo electrónico: rosa@correo.example", "Vajilla", "1,689.50", "[X] Reclamo", "[  ] Queja",
		"Tres platos llegaron rotos.", "Otro juego", "Observaciones y acciones adoptadas", "Firma del consumidor: Presentado por el portal", "Destinatario de esta copia: consumidor.",
		"15 días hábiles", "jueves 17 de diciembre de 2026", "Reclamo: disconformidad relacionada", "Enviada a rosa@correo.example el 24 nov 2026 a las 10:42")
	r.LegalKind, r.Source, r.Folio, r.PaperDate, r.Answer = "queja", "backup_book", "000123", "2026-11-20", "Le llevamos otro juego."
	r.Filing.Minor, r.Filing.Representative, r.Filing.RepDocument, r.Filing.RepPhone = true, "Ana Paz", "40000777", "900 000 777"
	wants(t, writer(t, "es").Sheet(r), "[X] Queja", "En papel: viernes 20 de noviembre de 2026, hoja 000123", "Firma del consumidor: En la hoja de papel", "Ana Paz", "40000777", "900 000 777", "Le llevamos otro juego.")
}

// TestReceiptOfAnOralClaim: date, hour and object, and the key to follow it.
func TestReceiptOfAnOralClaim(t *testing.T) {
	t.Parallel()
	wants(t, writer(t, "es").Receipt(filed()), "Constancia de registro", "Número: 000000406-2026", "ABCD-1234-ABCD", "Fecha y hora: 24 nov 2026, 10:42", "Objeto", "Tres platos llegaron rotos.", "Tipo: Reclamo",
		"a más tardar el jueves 17 de diciembre de 2026", "DS 011-2011-PCM", "INDECOPI", "Por: Carta")
	wants(t, writer(t, "en").Receipt(filed()), "Record of filing", "Thursday 17 December 2026")
}

func TestLetter(t *testing.T) {
	t.Parallel()
	l := Letter{Receipt: filed(), Text: "Estimada Rosa: …", SentAt: time.Date(2026, 11, 30, 20, 0, 0, 0, time.UTC), By: "Inés Paredes", Points: []Point{{"¿Por qué llegó rota?", "Faltaban separadores."}},
		Cause: "Salió sin separadores", Actions: "Le llevamos otro", Proof: "Fotos de la caja", Files: []string{"caja.jpg"}}
	wants(t, writer(t, "es").Letter(l), "Respuesta al caso 000000406-2026", "Casa Nogal S.A.C. · 20600000001 · Av. Los Nogales 1180", "Para: Rosa Quispe\nJr. Camaná 616", "30 nov 2026, 15:00", "Firma: Inés Paredes", "Estimada Rosa",
		"¿Por qué llegó rota? | Faltaban separadores.", "Causa: Salió sin separadores", "Acciones: Le llevamos otro", "Pruebas en que se basa: Fotos de la caja", "caja.jpg", "INDECOPI")
}

// TestPosterSaysWhatTheProfileSays: a book, official forms, or neither; one that
// was stored before there were notices says something too.
func TestPosterSaysWhatTheProfileSays(t *testing.T) {
	t.Parallel()
	w := writer(t, "es")
	for code, want := range map[string]string{"pe": "Libro de Reclamaciones", "es-md": "Hojas de reclamaciones", "co": "Quejas y reclamos"} {
		p, err := legal.ByCode(code)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Poster(p, "Casa Nogal", "X-1", "https://x.example"); got.Title != want || got.Text != p.PosterES || !strings.Contains(got.Foot, "X-1") {
			t.Errorf("%s: %+v", code, got)
		}
		p.PosterES = ""
		if got := w.Poster(p, "Casa Nogal", "", "x"); got.Text == "" || strings.Contains(got.Text, "paper.") {
			t.Errorf("%s without a text: %q", code, got.Text)
		}
	}
}

// TestBook: the table and the document have every case, and hidden ones are told.
func TestBook(t *testing.T) {
	t.Parallel()
	w := writer(t, "es")
	answered := filed()
	answered.AnsweredAt, answered.Answer, answered.Filing.Amount = time.Date(2026, 11, 30, 20, 0, 0, 0, time.UTC), "=1+1", 0
	b := Book{Provider: filed().Provider, From: "2026-11-01", To: "2026-11-30", Entries: []Entry{{filed(), "received", "online"}, {answered, "closed", "backup_book"}}, Hidden: 3}
	var out bytes.Buffer
	if err := w.CSV(&out, b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 || len(rows[0]) != len(columns) {
		t.Fatalf("%v %v", rows, err)
	}
	if rows[1][14] != "1689.50" || rows[2][14] != "" || rows[2][20] != "2026-11-30 15:00" || rows[2][21] != "'=1+1" || rows[2][4] != "Libro de respaldo" || rows[1][19] != "Recibida" {
		t.Errorf("rows %q", rows[1:])
	}
	wants(t, w.Book(b), "Libro de reclamaciones · Principal · LR-SUR-01", "domingo 1 de noviembre de 2026 al lunes 30 de noviembre de 2026", "Casos: 2", "Casos reservados que no puede ver: 3", "000000406-2026", "Detalle: Tres platos")
	if content, err := pdf.Render(w.Book(b)); err != nil || !bytes.HasPrefix(content, []byte("%PDF-")) {
		t.Errorf("render: %v", err)
	}
}

package portal_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"escucha/internal/portal"
)

func TestFilingReachesTheEngineAsTyped(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	form.Set("narrative", "  Uno\r\n\tdos\x00\x1b[31m <b>tres</b> \u202Ecuatro\xff  ")
	form.Set("minor", "yes")
	form.Set("representative", " Ana \n Paz ")
	w := b.attach("/portal/file", form, `C:\fotos\plato 1.jpg`, "abc", "nota.txt", "de")
	wantStatus(t, w, http.StatusSeeOther)
	if got := w.Header().Get("Location"); got != "/portal/r/"+fakeKey {
		t.Errorf("leads to %s", got)
	}
	f := b.filings[0]
	if want := "  Uno\n\tdos[31m <b>tres</b> \u202Ecuatro\uFFFD  "; f.Narrative != want {
		t.Errorf("narrative %q, want %q", f.Narrative, want)
	}
	if f.Amount != 689 || f.Currency != "PEN" || f.Representative != "Ana Paz" || !f.Minor || f.Consent != "2026-11 es" || f.Language != "es" || f.Token == "" {
		t.Errorf("filed %+v", f)
	}
	if len(f.Files) != 2 || f.Files[0].OriginalName != "plato 1.jpg" || strings.Join(b.contents, ",") != "abc,de" {
		t.Errorf("files %v with %v", f.Files, b.contents)
	}
}

func TestWhatIsWrongComesBackWithEverythingTyped(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, field, value string
		status             int
		wants              []string
	}{
		{"no name", "name", "", 400, []string{"Escriba su nombre.", `href="#name"`, `aria-invalid="true"`}},
		{"blank story", "narrative", " \n ", 400, []string{"Cuéntenos qué ocurrió.", `href="#narrative"`}},
		{"neither e-mail nor address", "email", "", 400, []string{"Escriba su correo o su domicilio"}},
		{"amount in words", "amount", "mil soles", 400, []string{"Escriba solo la cantidad", `value="mil soles"`}},
		{"negative amount", "amount", "-5", 400, []string{"Escriba solo la cantidad"}},
		{"kind that is not offered", "kind", "voided", 400, []string{"Elija una de las opciones."}},
		{"document that is not offered", "document_type", "x", 400, []string{"Elija una de las opciones."}},
		{"long line", "product", strings.Repeat("ñ", 501), 400, []string{"Es demasiado largo.", strings.Repeat("ñ", 501)}},
		{"a megabyte of story", "narrative", strings.Repeat("palabra ", 1<<17+1), 400, []string{"Es demasiado largo.", strings.Repeat("palabra ", 1<<17+1)}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			form := b.filled()
			form.Set(row.field, row.value)
			w := b.attach("/portal/file", form, "plato.jpg", "abc")
			wantStatus(t, w, row.status)
			wantText(t, w, row.wants...)
			wantText(t, w, "El juego completo", "99012276", "plato.jpg", `role="alert"`)
			if len(b.filings) != 0 {
				t.Error("it was filed")
			}
		})
	}
}

func TestErrorsOfTheEngineAreShownAtTheirField(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		err    error
		status int
		wants  []string
	}{
		{"message of the engine", portal.FieldErrors{"document_number": {Code: "dni", Message: "El DNI tiene 8 dígitos."}}, 400, []string{"El DNI tiene 8 dígitos.", `id="document_number-e"`}},
		{"only a code", portal.FieldErrors{"phone": {Code: "odd"}}, 400, []string{"Revise este dato, por favor."}},
		{"field that the form lacks", portal.FieldErrors{"channel": {Code: "x", Message: "Canal cerrado."}}, 400, []string{"Canal cerrado."}},
		{"too large", portal.ErrTooLarge, 413, []string{"Un archivo era demasiado grande"}},
		{"full disk", errors.New("database or disk is full"), 500, []string{"No pudimos guardarlo", "(01) 900 0100"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.fail = row.err
			w := b.post("/portal/file", b.filled())
			wantStatus(t, w, row.status)
			wantText(t, w, row.wants...)
			wantText(t, w, story[:40], "99012276")
			lackText(t, w, "disk is full")
		})
	}
}

var keptField = regexp.MustCompile(`name="kept" value="([^"]+)"`)

func TestFilesNeedNotBeChosenAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	form.Set("name", "")
	w := b.attach("/portal/file", form, "uno.jpg", "1", "dos.jpg", "22")
	kept := keptField.FindAllStringSubmatch(w.Body.String(), -1)
	if len(kept) != 2 {
		t.Fatalf("%d files kept", len(kept))
	}
	form.Set("name", "Rosa")
	form.Set("kept", kept[1][1]) // the first one was unticked
	wantStatus(t, b.attach("/portal/file", form, "tres.jpg", "333"), http.StatusSeeOther)
	if got := strings.Join(b.contents, ","); got != "22,333" {
		t.Errorf("filed with %s", got)
	}
}

func TestKeptFilesAreForgottenAfterAnHour(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	form.Set("name", "")
	w := b.attach("/portal/file", form, "uno.jpg", "1")
	form.Set("kept", keptField.FindStringSubmatch(w.Body.String())[1])
	form.Set("name", "Rosa")
	b.advance(2 * time.Hour)
	wantStatus(t, b.attach("/portal/file", form), http.StatusSeeOther)
	if len(b.contents) != 0 {
		t.Errorf("filed with %v", b.contents)
	}
}

func TestTooManyOrTooLargeFiles(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("x", 8<<20+1)
	rows := []struct {
		name   string
		files  []string
		status int
		want   string
	}{
		{"one over its limit", []string{"a.jpg", "a", "b.jpg", big}, 400, "Un archivo era demasiado grande"},
		{"one over the form's room", []string{"a.jpg", "a", "b.jpg", big + big + big}, 413, "Un archivo era demasiado grande"},
		{"six", []string{"a.jpg", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6"}, 400, "Había demasiados archivos"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			w := b.attach("/portal/file", b.filled(), row.files...)
			wantStatus(t, w, row.status)
			wantText(t, w, row.want, "a.jpg", story[:40])
			if len(b.filings) != 0 {
				t.Error("it was filed")
			}
		})
	}
}

func TestBodiesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	const head = "--x\r\nContent-Disposition: form-data; name=\"narrative\"\r\n\r\n"
	rows := []struct {
		name, kind, body string
		length           int64
		status           int
	}{
		{"cut off", "multipart/form-data; boundary=x", head + "hola", 0, 400},
		{"no boundary", "multipart/form-data", head, 0, 400},
		{"no type", "", "a=b", 0, 400},
		{"bad escapes", "application/x-www-form-urlencoded", "a=%zz", 0, 400},
		{"announced too large", "application/x-www-form-urlencoded", "a=b", 65 << 20, 413},
		{"too much text", "multipart/form-data; boundary=x", head + strings.Repeat("x", 9<<20) + "\r\n--x--\r\n", 0, 413},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			r := request(http.MethodPost, "/portal/file", strings.NewReader(row.body))
			r.Header.Set("Content-Type", row.kind)
			if row.length > 0 {
				r.ContentLength = row.length
			}
			w := b.do(r)
			wantStatus(t, w, row.status)
			wantText(t, w, "<!doctype html>", "Casa Nogal")
		})
	}
}

func TestSuspiciousFormsAreAskedForOnceMore(t *testing.T) {
	t.Parallel()
	rows := map[string]func(b *bench, form url.Values){
		"hidden field":  func(_ *bench, form url.Values) { form.Set("website", "http://x.example") },
		"no token":      func(_ *bench, form url.Values) { form.Del("token") },
		"forged token":  func(_ *bench, form url.Values) { form.Set("token", "B"+form.Get("token")[1:]) },
		"a day old":     func(b *bench, _ url.Values) { b.advance(25 * time.Hour) },
		"too fast":      func(b *bench, _ url.Values) { b.advance(-9 * time.Second) },
		"from tomorrow": func(b *bench, _ url.Values) { b.advance(-time.Hour) },
	}
	for name, spoil := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			form := b.filled()
			spoil(b, form)
			w := b.post("/portal/file", form)
			wantStatus(t, w, http.StatusBadRequest)
			wantText(t, w, "Falta un paso", story[:40], "99012276", "Sí, enviar")
			if len(b.filings) != 0 {
				t.Fatal("it was filed")
			}
			form.Set("token", b.token(w))
			form.Del("website")
			wantStatus(t, b.post("/portal/file", form), http.StatusSeeOther)
		})
	}
}

func TestTheSecondAskIsReadFasterThanTheForm(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	form.Set("website", "x")
	form.Set("token", b.token(b.post("/portal/file", form)))
	form.Del("website")
	b.advance(-8 * time.Second) // two seconds after the page
	wantStatus(t, b.post("/portal/file", form), http.StatusSeeOther)
}

func TestTheSameFormFilesOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.slow = make(chan struct{})
	form := b.filled()
	var both sync.WaitGroup
	answers := make([]*httptest.ResponseRecorder, 2)
	for at := range answers {
		both.Go(func() { answers[at] = b.post("/portal/file", form) })
	}
	close(b.slow)
	both.Wait()
	answers = append(answers, b.post("/portal/file", form))
	for _, w := range answers {
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/portal/r/"+fakeKey {
			t.Errorf("status %d to %s", w.Code, w.Header().Get("Location"))
		}
	}
	if len(b.filings) != 1 {
		t.Errorf("filed %d times", len(b.filings))
	}
}

func TestTheSameFormWithOtherWordsIsNotLost(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	wantStatus(t, b.post("/portal/file", form), http.StatusSeeOther)
	form.Set("narrative", "Olvidé decir que la caja venía abierta.")
	w := b.post("/portal/file", form)
	wantStatus(t, w, http.StatusConflict)
	wantText(t, w, "Este formulario ya se había enviado", "/portal/c/"+fakeKey, "Olvidé decir")
	form.Set("token", b.token(w))
	wantStatus(t, b.post("/portal/file", form), http.StatusSeeOther)
	if len(b.filings) != 2 {
		t.Errorf("filed %d times", len(b.filings))
	}
}

func TestAFailedFilingCanBeSentAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	b.fail = errors.New("database is locked")
	w := b.post("/portal/file", form)
	wantStatus(t, w, http.StatusInternalServerError)
	if b.token(w) != form.Get("token") {
		t.Error("the form came back as another form")
	}
	b.fail = nil
	wantStatus(t, b.post("/portal/file", form), http.StatusSeeOther)
}

func TestSwitchingTheLanguageKeepsTheForm(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	form := b.filled()
	form.Set("switch", "en")
	w := b.attach("/portal/file", form, "plato.jpg", "abc")
	wantStatus(t, w, http.StatusOK)
	wantText(t, w, `<html lang="en">`, "Tell us what happened", story[:40], "plato.jpg")
	lackText(t, w, `role="alert"`)
	if cookie := w.Result().Cookies()[0]; cookie.Name != "lang" || cookie.Value != "en" {
		t.Errorf("cookie %v", cookie)
	}
}

package portal_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"escucha/internal/portal"
)

const casePath = "/portal/c/" + fakeKey

// form is an action's form, opened just now.
func (b *bench) form(pairs ...string) url.Values {
	values := url.Values{"token": {b.token(b.get(casePath))}}
	for at := 0; at+1 < len(pairs); at += 2 {
		values.Set(pairs[at], pairs[at+1])
	}
	return values
}

func TestActionsReachTheEngine(t *testing.T) {
	t.Parallel()
	rows := []struct {
		action, done, call string
		fields             []string
	}{
		{"add", "added", "add|Una cosa más\ny otra", []string{"text", "Una cosa más\r\ny otra"}},
		{"confirm", "confirmed", "confirm", nil},
		{"correct", "corrected", "correct|No es antes, es después", []string{"correction", "No es antes, es después"}},
		{"accept", "accepted", "accept|two", []string{"option", "two"}},
		{"refuse", "refused", "refuse|Llega tarde|El viernes|told", []string{"reason", "Llega tarde", "preferred_solution", "El viernes"}},
		{"refuse", "refused", "refuse|||silent", []string{"preferred_refused", "yes"}},
		{"withdraw", "withdrawn", "withdraw|Ya no hace falta", []string{"words", "Ya no hace falta"}},
		{"reopen", "reopened", "reopen|Volvió a pasar", []string{"reopen_reason", "Volvió a pasar"}},
	}
	for _, row := range rows {
		t.Run(row.call, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			form := b.form(row.fields...)
			for range 2 { // pressed twice
				w := b.post(casePath+"/"+row.action, form)
				wantStatus(t, w, http.StatusSeeOther)
				if got := w.Header().Get("Location"); got != casePath+"?done="+row.done {
					t.Errorf("leads to %s", got)
				}
			}
			if len(b.calls) != 1 || b.calls[0] != row.call {
				t.Errorf("calls %q, want %q once", b.calls, row.call)
			}
		})
	}
}

func TestInformationWithFiles(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.fail = portal.FieldErrors{"text": {Code: "required"}}
	form := b.form("text", "")
	w := b.attach(casePath+"/add", form, "caja.jpg", "caja")
	wantStatus(t, w, http.StatusBadRequest)
	wantText(t, w, "Escriba algo o adjunte un archivo.", "caja.jpg")
	b.fail, b.contents = nil, nil
	form.Set("text", "La caja")
	form.Set("kept", keptField.FindStringSubmatch(w.Body.String())[1])
	wantStatus(t, b.attach(casePath+"/add", form), http.StatusSeeOther)
	if got := strings.Join(b.contents, ","); got != "caja" {
		t.Errorf("files %q", got)
	}
}

func TestActionsThatAreRefusedLoseNoWord(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		err    error
		status int
		want   string
	}{
		{"stage changed meanwhile", portal.ErrNotNow, 409, "Su caso cambió mientras tanto"},
		{"field", portal.FieldErrors{"preferred_solution": {Code: "required"}}, 400, "Díganos cómo le gustaría"},
		{"database locked", errors.New("locked"), 500, "No pudimos guardarlo"},
		{"too large", portal.ErrTooLarge, 413, "Un archivo era demasiado grande"},
		{"case gone", portal.ErrNotFound, 404, "Aquí no hay nada"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			form := b.form("reason", "Porque <b>no</b>")
			b.fail = row.err
			w := b.post(casePath+"/refuse", form)
			wantStatus(t, w, row.status)
			wantText(t, w, row.want)
			if row.status != http.StatusNotFound {
				wantText(t, w, "Porque &lt;b&gt;no&lt;/b&gt;")
			}
		})
	}
}

func TestAMegabyteInAnAction(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	long := strings.Repeat("palabra ", 1<<17+1)
	w := b.post(casePath+"/withdraw", b.form("words", long))
	wantStatus(t, w, http.StatusBadRequest)
	wantText(t, w, "Es demasiado largo.", long)
	if len(b.calls) != 0 {
		t.Errorf("calls %d", len(b.calls))
	}
}

func TestAnActionWithoutOurTokenDoesNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	wantStatus(t, b.post(casePath+"/confirm", url.Values{}), http.StatusConflict)
	if len(b.calls) != 0 {
		t.Errorf("calls %v", b.calls)
	}
}

func TestOpenTakesNumberAndKeyAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, number, key string
		status            int
	}{
		{"as printed", fakeNumber, "K7QD-93MX-TFHW-2RPN-ABCD-EFGH", 303},
		{"lower case with spaces", " 000000406-2026 ", "k7qd 93mx tfhw 2rpn abcd efgh", 303},
		{"without dashes", fakeNumber, fakeKey, 303},
		{"wrong key", fakeNumber, "K7QD", 404},
		{"wrong number", "1-2026", fakeKey, 404},
		{"nothing", "", "", 404},
		{"hostile", `"><script>`, "../../x", 404},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			w := b.post("/portal/open", url.Values{"number": {row.number}, "key": {row.key}})
			wantStatus(t, w, row.status)
			if row.status == http.StatusSeeOther && w.Header().Get("Location") != casePath {
				t.Errorf("leads to %s", w.Header().Get("Location"))
			}
			lackText(t, w, "<script>", `value="K7QD"`)
		})
	}
}

func TestKeysInTheAddressOpenInAnyCase(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, key := range []string{fakeKey, strings.ToLower(fakeKey), "k7qd-93mx-tfhw-2rpn-abcd-efgh"} {
		wantStatus(t, b.get("/portal/c/"+key), http.StatusOK)
		wantStatus(t, b.get("/portal/r/"+key), http.StatusOK)
	}
	wantStatus(t, b.get("/portal/c/NOPE"), http.StatusNotFound)
	wantStatus(t, b.get("/portal/r/NOPE/sheet"), http.StatusNotFound)
}

func TestOnlyKnownThanksAreShown(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	wantText(t, b.get(casePath+"?done=accepted"), "Queda acordado")
	lackText(t, b.get(casePath+"?done=evil"), "portal.done", `role="status"`)
}

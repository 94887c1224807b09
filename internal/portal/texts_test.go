package portal_test

import (
	"errors"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"escucha/internal/i18n"
	"escucha/internal/portal"
)

// sources are the templates and Go files that name texts.
func sources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, dir := range []string{".", "templates", "web", "../setup", "../setup/templates"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if entry.IsDir() || strings.HasSuffix(entry.Name(), "_test.go") {
				continue
			}
			raw, err := os.ReadFile(dir + "/" + entry.Name())
			if err != nil {
				t.Fatal(err)
			}
			all.Write(raw)
		}
	}
	return all.String()
}

var (
	named = regexp.MustCompile(`\b(T|H|N|TermText|View)\b[ (]"((?:portal|setup)\.[a-z0-9_.]+)"`)
	// built are the beginnings of keys that end in a code.
	built = regexp.MustCompile(`"((?:portal|setup)\.(?:[a-z_]+\.)*)(?:"|%d)`)
)

func catalog(t *testing.T) *i18n.Catalog {
	t.Helper()
	c, err := i18n.Load(os.DirFS("../../pb_public"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryTextThatIsNamedExists(t *testing.T) {
	t.Parallel()
	c := catalog(t)
	found := named.FindAllStringSubmatch(sources(t), -1)
	if len(found) < 150 {
		t.Fatalf("only %d texts found", len(found))
	}
	for _, match := range found {
		key, plural := match[2], match[1] == "N"
		if strings.HasSuffix(key, ".") {
			continue // built, see below
		}
		if !plural && !c.Has("es", key) || plural && (!c.Has("es", key+".one") || !c.Has("es", key+".other")) {
			t.Errorf("%s has no text", key)
		}
	}
}

func TestEveryTextIsUsed(t *testing.T) {
	t.Parallel()
	all := sources(t)
	var starts []string
	for _, match := range built.FindAllStringSubmatch(all, -1) {
		starts = append(starts, match[1])
	}
	starts = append(starts, "setup.done.", "setup.error.") // "setup." + name
	for _, key := range catalog(t).Keys("es") {
		if !strings.HasPrefix(key, "portal.") && !strings.HasPrefix(key, "setup.") {
			continue
		}
		plain := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		coded := slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(key, start) && start != "setup." })
		if !strings.Contains(all, `"`+plain+`"`) && !coded && !strings.HasPrefix(key, "setup.title") {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

// Codes of the engine that the pages turn into words.
func TestEveryCodeHasItsWords(t *testing.T) {
	t.Parallel()
	c := catalog(t)
	codes := map[string][]string{
		"portal.kind.":          {"petition", "grievance", "claim", "suggestion"},
		"portal.kind_word.":     {"petition", "grievance", "claim", "suggestion"},
		"portal.reply_channel.": {"email", "letter", "phone", "whatsapp", "counter", "portal", "social"},
		"portal.done.":          {"added", "confirmed", "corrected", "accepted", "refused", "withdrawn", "reopened"},
	}
	for stage := range stages() {
		for _, start := range []string{"portal.stage.", "portal.turn.", "portal.ahead."} {
			codes[start] = append(codes[start], stage)
		}
	}
	for _, unit := range []string{"business_days", "calendar_days", "hours", "months"} {
		codes["portal.term."] = append(codes["portal.term."], unit+".one", unit+".other")
	}
	for _, status := range []string{"400", "403", "404", "413", "429", "500"} {
		codes["portal.error_page."] = append(codes["portal.error_page."], status+".title", status+".text")
	}
	for start, list := range codes {
		for _, code := range list {
			if !c.Has("es", start+code) {
				t.Errorf("%s%s has no text", start, code)
			}
		}
	}
}

func TestOptionalWords(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	page := strings.Join(strings.Fields(b.get("/portal/form").Body.String()), " ")
	rows := map[string]string{
		"required":          `<label for="name">Nombres y apellidos</label>`,
		"first of a group":  `<label for="email">Correo</label>`,
		"other of a group":  `<label for="address">Domicilio <span class="opt">opcional si da su correo</span></label>`,
		"free":              `<label for="phone">Teléfono <span class="opt">opcional</span></label>`,
		"only for minors":   `<label for="representative">Nombre de la madre, el padre o quien representa</label>`,
		"marked for robots": `<input id="website" name="website" tabindex="-1" autocomplete="off">`,
	}
	for name, want := range rows {
		if !strings.Contains(page, want) {
			t.Errorf("%s: the form lacks %s", name, want)
		}
	}
}

func TestTheFormAsksOnlyWhatTheProfileOffers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.spec = portal.FormSpec{Required: []string{"narrative"}, Kinds: []string{"claim"}, MaxFiles: 1, MaxFileBytes: 1 << 20}
	w := b.get("/portal/form")
	wantStatus(t, w, http.StatusOK)
	lackText(t, w, `name="kind"`, `name="document_type"`, `name="reply_channel"`, `name="minor"`)
	form := b.filled()
	for name := range form {
		if name != "token" && name != "narrative" {
			form.Del(name)
		}
	}
	wantStatus(t, b.post("/portal/file", form), http.StatusSeeOther)
}

func TestACaseWithLittleToShow(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.view = portal.CaseView{Number: fakeNumber, Key: fakeKey, Narrative: story, Stage: "received"}
	w := b.get(casePath)
	wantStatus(t, w, http.StatusOK)
	wantText(t, w, "Su caso", "Recibida", story)
	lackText(t, w, `id="add"`, "/withdraw", "/accept", "/confirm", "/reopen", "Lo que nos hemos escrito", "Qué vamos a hacer")
}

func TestOneWayNeedsNoChoice(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.view.Proposal.Options = b.view.Proposal.Options[:1]
	wantText(t, b.get(casePath), "Esto es lo que le proponemos", `value="one" required checked`, "Acepto la propuesta")
	b.view.Proposal.Options = nil
	w := b.get(casePath)
	wantText(t, w, "Acepto la propuesta", "/accept")
	lackText(t, w, `name="option"`)
}

func TestFilesOfARefusedActionComeBack(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	w := b.attach(casePath+"/add", b.form("text", "La caja"), "grande.jpg", strings.Repeat("x", 21<<20), "caja.jpg", "caja")
	wantStatus(t, w, http.StatusRequestEntityTooLarge)
	wantText(t, w, "Un archivo era demasiado grande", "La caja", "caja.jpg")
	if len(b.calls) != 0 {
		t.Errorf("calls %v", b.calls)
	}
}

func TestErrorsOfTheEngineWhileReading(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.broken = errors.New("database is locked")
	for _, path := range []string{"/portal/", "/portal/form", "/portal/c/" + fakeKey} {
		w := b.get(path)
		wantStatus(t, w, http.StatusInternalServerError)
		lackText(t, w, "locked")
	}
	wantStatus(t, b.post("/portal/file", nil), http.StatusInternalServerError)
	wantStatus(t, b.post(casePath+"/confirm", nil), http.StatusInternalServerError)
}

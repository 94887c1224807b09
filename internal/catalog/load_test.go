package catalog_test

import (
	"path/filepath"
	"regexp"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/legal"
	"escucha/internal/catalog"
	"escucha/internal/records"
	_ "escucha/pb_migrations"
)

func loaded(t *testing.T) core.App {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: filepath.Join(t.TempDir(), "data")})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.ClearBootstrap(); err != nil {
			t.Error(err)
		}
	})
	if err := app.RunAllMigrations(); err != nil {
		t.Fatal(err)
	}
	if err := catalog.Load(app); err != nil {
		t.Fatal(err)
	}
	return app
}

func all(t *testing.T, app core.App, table string) []*core.Record {
	t.Helper()
	rows, err := app.FindAllRecords(table)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestFreshInstall: what the pickers offer is there, in both languages.
func TestFreshInstall(t *testing.T) {
	t.Parallel()
	app := loaded(t)
	for _, table := range []string{records.Causes, records.Urgencies, records.Channels, records.Profiles} {
		rows := all(t, app, table)
		if len(rows) < 4 {
			t.Errorf("%s: %d rows", table, len(rows))
		}
		for _, r := range rows {
			if r.GetString("name_es") == "" || r.GetString("name_en") == "" {
				t.Errorf("%s %s has no name in a language", table, r.Id)
			}
		}
	}
	if rows := all(t, app, records.Profiles); len(rows) != len(legal.All()) {
		t.Errorf("%d profiles, want %d", len(rows), len(legal.All()))
	}
	for _, id := range []string{"other"} {
		if r, err := app.FindRecordById(records.Causes, id); err != nil || !r.GetBool("needs_text") {
			t.Errorf("cause %s: %v", id, err)
		}
	}
}

var hole = regexp.MustCompile(`\{\{\s*([a-z_]+)\s*\}\}`)

// TestTemplatesComeInPairs: each in both languages, with the same placeholders.
func TestTemplatesComeInPairs(t *testing.T) {
	t.Parallel()
	holes := map[string]map[string]map[string]bool{} // code, language, placeholder
	for _, r := range all(t, loaded(t), records.Templates) {
		code, lang := r.GetString("code"), r.GetString("language")
		if holes[code] == nil {
			holes[code] = map[string]map[string]bool{}
		}
		holes[code][lang] = map[string]bool{}
		for _, m := range hole.FindAllStringSubmatch(r.GetString("body"), -1) {
			holes[code][lang][m[1]] = true
		}
		if r.GetString("body") == "" {
			t.Errorf("%s in %s is empty", code, lang)
		}
	}
	for code, langs := range holes {
		if len(langs) != 2 {
			t.Errorf("%s exists in %d languages", code, len(langs))
		}
		for name := range langs["es"] {
			if !langs["en"][name] {
				t.Errorf("%s: %s is missing in English", code, name)
			}
		}
	}
	for _, code := range []string{"acuse", "falta_dato", "propuesta", "iniciado", "reapertura", "desistimiento", "anulacion", "traslado",
		"resolucion", "resolucion_breve", "negativa", "malentendido", "cierre", "seguimiento_sin_contacto"} {
		if holes[code] == nil {
			t.Errorf("no template %s", code)
		}
	}
}

// TestOwnersRowsStay: a second start adds nothing, and what the owner rewrote
// stays rewritten.
func TestOwnersRowsStay(t *testing.T) {
	t.Parallel()
	app := loaded(t)
	cause, err := app.FindRecordById(records.Causes, "delivery")
	if err != nil {
		t.Fatal(err)
	}
	cause.Set("name_es", "Reparto")
	if err := app.Save(cause); err != nil {
		t.Fatal(err)
	}
	gone, err := app.FindRecordById(records.Templates, "acuse-en")
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Delete(gone); err != nil {
		t.Fatal(err)
	}
	before := len(all(t, app, records.Causes))
	if err := catalog.Load(app); err != nil {
		t.Fatal(err)
	}
	if r, err := app.FindRecordById(records.Causes, "delivery"); err != nil || r.GetString("name_es") != "Reparto" {
		t.Errorf("the owner's name is gone: %v", err)
	}
	if n := len(all(t, app, records.Causes)); n != before {
		t.Errorf("%d causes, before %d", n, before)
	}
	if _, err := app.FindRecordById(records.Templates, "acuse-en"); err != nil {
		t.Errorf("a missing template is not brought back: %v", err)
	}
}

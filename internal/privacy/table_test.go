package privacy

import (
	"slices"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	_ "escucha/pb_migrations"
)

// schema is an application with the real schema and nothing else.
func schema(t *testing.T) core.App {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir()})
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
	return app
}

// leading are the collections from which a relation leads to a person: straight,
// by a case, or by something that leads there itself.
func leading(t *testing.T, app core.App) map[string]*core.Collection {
	t.Helper()
	all, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*core.Collection{}
	for range all { // as far as relations reach
		for _, c := range all {
			for _, f := range c.Fields {
				r, ok := f.(*core.RelationField)
				if !ok {
					continue
				}
				to, err := app.FindCachedCollectionByNameOrId(r.CollectionId)
				if err != nil {
					t.Fatal(err)
				}
				if to.Name == "customers" || to.Name == "complaints" || found[to.Name] != nil {
					found[c.Name] = c
				}
			}
		}
	}
	return found
}

// TestTableHoldsEverything: whatever leads to a person is in the table, and of
// each of its texts it is decided whether it goes or stays. A new collection
// fails here until somebody thought about it.
func TestTableHoldsEverything(t *testing.T) {
	t.Parallel()
	app := schema(t)
	known := map[string]held{}
	for _, h := range there(app) {
		known[h.Collection] = h
	}
	collections := leading(t, app)
	if len(collections) < 15 {
		t.Fatalf("only %d collections lead to a person", len(collections))
	}
	for name, c := range collections {
		h, ok := known[name]
		if !ok {
			t.Errorf("%s leads to a person and is not in the table", name)
			continue
		}
		for _, f := range c.Fields {
			if h.Fate != Goes && Wordy(f) && !slices.Contains(h.Personal, f.GetName()) && !slices.Contains(h.Kept, f.GetName()) {
				t.Errorf("%s.%s: does it go or stay?", name, f.GetName())
			}
		}
		if !slices.ContainsFunc(h.By, func(by string) bool { return c.Fields.GetByName(by) != nil && targets[by] != "" }) && name != "customers" {
			t.Errorf("%s: no way to the person among %v", name, h.By)
		}
	}
}

// TestTableAgreesWithItself: nothing is both emptied and kept, and nothing that
// is to be emptied can be computed anew by the application.
func TestTableAgreesWithItself(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, h := range Table() {
		if seen[h.Collection] {
			t.Errorf("%s stands in the table twice", h.Collection)
		}
		seen[h.Collection] = true
		for _, name := range h.Personal {
			if slices.Contains(h.Kept, name) {
				t.Errorf("%s.%s both goes and stays", h.Collection, name)
			}
		}
		if h.Fate == Blanks && len(h.Personal) == 0 || h.Fate != Blanks && len(h.Personal) > 0 {
			t.Errorf("%s %s, and empties %v", h.Collection, h.Fate, h.Personal)
		}
	}
}

// TestBlank: what may be there only once is exchanged, the rest emptied by type.
func TestBlank(t *testing.T) {
	t.Parallel()
	app := schema(t)
	for _, h := range there(app) {
		for _, f := range h.personal() {
			var want any
			switch {
			case h.Collection == "complaints" && f.GetName() == "tracking_key", h.Collection == "surveys" && f.GetName() == "token":
				continue
			case f.Type() == core.FieldTypeJSON:
				want = "null"
			case f.Type() == core.FieldTypeNumber:
				want = 0
			case f.Type() == core.FieldTypeBool:
				want = false
			default:
				want = ""
			}
			if got := h.blank(f); got != want {
				t.Errorf("%s.%s becomes %#v, want %#v", h.Collection, f.GetName(), got, want)
			}
		}
		if h.Collection == "complaints" {
			if _, isText := h.blank(h.in.Fields.GetByName("tracking_key")).(string); isText {
				t.Error("two erased cases would have the same key")
			}
		}
	}
}

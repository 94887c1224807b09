package review

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	_ "escucha/pb_migrations" // the schema
)

// schema is a database with the tables of the application.
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

// small are the tables that may be read whole: they grow with the team and the
// catalogues, not with the cases, or were just counted of a week.
var small = []string{"u", "agents", "(", "CONSTANT", "k", "p", "taught"}

// TestEveryPartHasItsIndex: no query of a pack reads a whole table that grows,
// and none has a parameter in a comment, where it would be counted.
func TestEveryPartHasItsIndex(t *testing.T) {
	t.Parallel()
	app := schema(t)
	params := dbx.Params{"from": "2026-11-16 05:00:00.000Z", "to": "2026-11-23 05:00:00.000Z", "at": "2026-11-20 05:00:00.000Z",
		"before": "2026-11-09 05:00:00.000Z", "normal": 5}
	for name, query := range map[string]string{"reasons": reasonsSQL, "acts": actsSQL, "figures": figuresSQL, "promises": promisesSQL, "causes": causesSQL, "answers": answersSQL} {
		for line := range strings.Lines(query) {
			if _, comment, ok := strings.Cut(line, "--"); ok && strings.Contains(comment, "{:") {
				t.Errorf("%s: a parameter in %q", name, comment)
			}
		}
		var steps []struct {
			Detail string `db:"detail"`
		}
		if err := app.DB().NewQuery("EXPLAIN QUERY PLAN " + query).Bind(params).All(&steps); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		searched := 0
		for _, step := range steps {
			if strings.HasPrefix(step.Detail, "SEARCH") {
				searched++
			}
			if table, ok := strings.CutPrefix(step.Detail, "SCAN "); ok && !scannable(table) {
				t.Errorf("%s reads all of %s", name, table)
			}
		}
		if searched == 0 {
			t.Errorf("%s: no index in %v", name, steps)
		}
	}
}

func scannable(table string) bool {
	for _, one := range small {
		if table == one || strings.HasPrefix(table, one+" ") || one == "(" && strings.HasPrefix(table, one) {
			return true
		}
	}
	return false
}

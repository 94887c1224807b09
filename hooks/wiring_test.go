package hooks_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/hooks"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// wiring binds test applications as the program does.
func wiring() testapp.Wiring {
	return testapp.Wiring{
		Register: func(app core.App, now func() time.Time) (*casework.Engine, error) {
			return hooks.Register(app, hooks.Options{Public: os.DirFS("../pb_public"), Now: now})
		},
		Prepare: hooks.Prepare,
	}
}

func newApp(t testing.TB) *testapp.App {
	t.Helper()
	return testapp.New(t, wiring())
}

// TestNothingIsBoundTwice: the same method on the same change would do its work
// twice, as happened when two branches that both moved one were merged.
func TestNothingIsBoundTwice(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	line := regexp.MustCompile(`\bon\(app\.(\w+\([^)]*\)), "[^"]+", (\w+\.\w+)\)`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range line.FindAllStringSubmatch(string(text), -1) {
			if binding := found[1] + " " + found[2]; seen[binding] {
				t.Errorf("%s in %s again", binding, file)
			} else {
				seen[binding] = true
			}
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d bindings are known", len(seen))
	}
}

// TestFilingAsksNothingOfTheCustomer: their types and signals are looked at when
// somebody takes the case up, not while others wait to file.
func TestFilingAsksNothingOfTheCustomer(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.Exec(t, "UPDATE customers SET types = '{}' WHERE id = {:id}", dbx.Params{"id": testapp.Rosa})
	c := a.File(t, testapp.Agent, nil)
	if a.Count(t, records.Customers, "id = '"+testapp.Rosa+"' AND types = '{}'") != 1 {
		t.Error("a filing derived the types")
	}
	if got := a.Ask(t, testapp.Agent, http.MethodPatch, testapp.Records(records.Complaints, c.Id), map[string]any{"stage": "assessing"}); got.Status != http.StatusOK {
		t.Fatalf("take up: %d %s", got.Status, got.Text)
	}
	if a.Count(t, records.Customers, "id = '"+testapp.Rosa+"' AND types = '{}'") != 0 {
		t.Error("taking the case up did not")
	}
}

// Package testapp makes applications for tests: real migrations, real hooks, a
// clock that the test moves, and readable factories. There is no binary
// fixture: a template directory is built once and copied for each test.
package testapp

import (
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"escucha/internal/casework"
	"escucha/internal/clock"
	_ "escucha/pb_migrations"
)

// Start is when every test begins: Tuesday 24 November 2026, 10:42 in Lima.
var Start = time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)

// Wiring is how the caller's program binds the application. It is passed in,
// because adapters do not know the hooks.
type Wiring struct {
	Register func(app core.App, now func() time.Time) (*casework.Engine, error)
	Prepare  func(app core.App) error
}

// App is an application under test with its engine and clock.
type App struct {
	*tests.TestApp
	Engine *casework.Engine
	Clock  *clock.Clock

	serving  sync.Once
	handler  http.Handler
	serveErr error
}

var (
	once     sync.Once
	template string
	failed   error
)

// New gives a test its own application, removed at its end.
func New(t testing.TB, w Wiring) *App {
	t.Helper()
	a := Open(t, w)
	t.Cleanup(a.Cleanup)
	return a
}

// Open is New for scenarios that clean up by themselves.
func Open(t testing.TB, w Wiring) *App {
	t.Helper()
	once.Do(func() { template, failed = build(w) })
	if failed != nil {
		t.Fatalf("build the template application: %v", failed)
	}
	inner, err := tests.NewTestApp(template)
	if err != nil {
		t.Fatalf("start test application: %v", err)
	}
	a := &App{TestApp: inner, Clock: clock.At(Start)}
	if a.Engine, err = w.Register(inner, a.Clock.Now); err != nil {
		t.Fatalf("bind hooks: %v", err)
	}
	return a
}

// build makes the template directory: schema, access rules, catalogues, and the
// shop of the tests.
func build(w Wiring) (string, error) {
	dir, err := os.MkdirTemp("", "escucha-template-")
	if err != nil {
		return "", err
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, EncryptionEnv: "pb_test_env"})
	if err := app.Bootstrap(); err != nil {
		return "", err
	}
	if err := app.RunAllMigrations(); err != nil {
		return "", err
	}
	start := clock.At(Start)
	if _, err := w.Register(app, start.Now); err != nil {
		return "", err
	}
	if err := w.Prepare(app); err != nil {
		return "", err
	}
	if err := shop(app); err != nil {
		return "", err
	}
	return dir, app.ClearBootstrap()
}

package hooks_test

import (
	"os"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/hooks"
	"escucha/internal/casework"
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

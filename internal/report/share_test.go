package report

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	_ "github.com/pocketbase/pocketbase/migrations" // its own tables

	"escucha/internal/records"
)

// events opens an application that has nothing but when things happened.
func events(t *testing.T, at ...time.Time) core.App {
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
	if _, err := app.DB().NewQuery("CREATE TABLE events (created TEXT)").Execute(); err != nil {
		t.Fatal(err)
	}
	for _, one := range at {
		if _, err := app.DB().Insert("events", dbx.Params{"created": records.Stamp(one)}).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	return app
}

// TestASecondOneHelps only while nobody works on a case.
func TestASecondOneHelps(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)
	for _, row := range []struct {
		name string
		at   []time.Time
		want bool
	}{
		{"nothing ever happened", nil, false},
		{"an hour ago", []time.Time{now.Add(-time.Hour)}, true},
		{"just now", []time.Time{now.Add(-time.Hour), now.Add(-quiet / 2)}, false},
		{"one that was taken over from the past came last", []time.Time{now, now.Add(-time.Hour)}, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			c := counter{app: events(t, row.at...), now: func() time.Time { return now }}
			if got := c.undisturbed(); got != row.want {
				t.Errorf("helps: %v", got)
			}
		})
	}
}

// TestShared: every source is counted once, whoever does it, and an error of one
// is an error of all. While somebody works there is a rest after each.
func TestShared(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)
	failed := errors.New("no figures")
	counted := func(code string, err error) source {
		return source{codes: []string{code}, count: func(c *counter) error {
			c.out.of("", code).n++
			return err
		}}
	}
	for name, at := range map[string]time.Time{"by one": now, "by two": now.Add(-time.Hour)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rests := 0
			c := counter{app: events(t, at), now: func() time.Time { return now }, out: counts{}, pause: func(d time.Duration) {
				if rests++; d < 0 || d > rest {
					t.Errorf("a rest of %s", d)
				}
			}}
			codes := []string{"immediate", "cost", "reopened", "compliance"}
			var all []source
			for _, code := range codes {
				all = append(all, counted(code, nil))
			}
			if err := c.share(slices.Clone(all)); err != nil {
				t.Fatal(err)
			}
			for _, code := range codes {
				if n := c.out.of("", code).n; n != 1 {
					t.Errorf("%s was counted %d times", code, n)
				}
			}
			if want := map[string]int{"by one": len(codes)}[name]; rests != want {
				t.Errorf("%d rests, want %d", rests, want)
			}
			if err := c.share(append(all, counted("retention", failed))); !errors.Is(err, failed) {
				t.Errorf("error: %v", err)
			}
		})
	}
}

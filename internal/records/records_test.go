package records_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
	_ "escucha/pb_migrations"
)

// blank is an empty case of the real schema.
func blank(t *testing.T) *core.Record {
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
	c, err := app.FindCollectionByNameOrId(records.Complaints)
	if err != nil {
		t.Fatal(err)
	}
	return core.NewRecord(c)
}

// filled gives every column of the case a value of its type.
func filled(r *core.Record) {
	for _, f := range r.Collection().Fields {
		switch field := f.(type) {
		case *core.TextField, *core.RelationField:
			r.SetRaw(f.GetName(), "x_"+f.GetName())
		case *core.SelectField:
			r.SetRaw(f.GetName(), field.Values[0])
		case *core.NumberField:
			r.SetRaw(f.GetName(), 1.0)
		case *core.BoolField:
			r.SetRaw(f.GetName(), true)
		case *core.DateField:
			r.Set(f.GetName(), "2026-11-24 15:42:00.000Z")
		}
	}
	r.Set("points", `[{"text":"¿Por qué?","answer":"Porque sí"}]`)
}

// TestCaseReadsEveryField: what the rules look at has its column; a field that
// nobody reads would make a rule say no for ever.
func TestCaseReadsEveryField(t *testing.T) {
	t.Parallel()
	r := blank(t)
	filled(r)
	lists := records.Lists{UrgencyRank: map[string]int{"x_urgency": 2}, CauseNeedsText: map[string]bool{"x_cause": true}}
	c := reflect.ValueOf(records.Case(r, lists))
	for i := range c.NumField() {
		if c.Field(i).IsZero() {
			t.Errorf("%s is read from nowhere", c.Type().Field(i).Name)
		}
	}
}

// TestSettledWritesBackWhatItReads: the domain settles a case and the row says
// the same.
func TestSettledWritesBackWhatItReads(t *testing.T) {
	t.Parallel()
	r := blank(t)
	filled(r)
	before := records.Case(r, records.Lists{})
	records.Settled(r, before)
	if after := records.Case(r, records.Lists{}); !reflect.DeepEqual(before, after) {
		t.Errorf("%+v\nbecame %+v", before, after)
	}
	before.Stage, before.Fault, before.ResolvedAt = complaint.Closed, complaint.FaultShared, time.Time{}
	records.Settled(r, before)
	if after := records.Case(r, records.Lists{}); after.Stage != complaint.Closed || after.Fault != complaint.FaultShared || !after.ResolvedAt.IsZero() {
		t.Errorf("settled as %s, %s, %s", after.Stage, after.Fault, after.ResolvedAt)
	}
}

// TestStamp: times are stored in UTC, nothing is stored as nothing.
func TestStamp(t *testing.T) {
	t.Parallel()
	lima := time.FixedZone("Lima", -5*3600)
	rows := map[string]struct {
		at   time.Time
		want string
	}{
		"another zone": {time.Date(2026, 11, 24, 10, 42, 0, 0, lima), "2026-11-24 15:42:00.000Z"},
		"milliseconds": {time.Date(2026, 11, 24, 15, 42, 0, 123_456_789, time.UTC), "2026-11-24 15:42:00.123Z"},
		"nothing":      {time.Time{}, ""},
	}
	for name, row := range rows {
		if got := records.Stamp(row.at); got != row.want {
			t.Errorf("%s: %q, want %q", name, got, row.want)
		}
	}
}

// TestReaders: those named on the case, each between spaces, so that no id is
// found inside another.
func TestReaders(t *testing.T) {
	t.Parallel()
	r := blank(t)
	if got := records.Readers(r); got != " " {
		t.Errorf("nobody is %q", got)
	}
	r.SetRaw("owner", "a")
	r.SetRaw("supervisor", "b")
	r.SetRaw("watchers", []string{"c", "d"})
	if got := records.Readers(r); got != " a b c d " {
		t.Errorf("readers %q", got)
	}
}

// TestTold: the key and what is kept for the lists are in no event, all else is.
func TestTold(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"id", "version", "tracking_key", "readers", "open", "queue_key", "updated"} {
		if records.Told(name) {
			t.Errorf("%s is told", name)
		}
	}
	for _, name := range append(complaint.FixedFields(), "stage", "legal_due", "customer_snapshot", "watchers") {
		if !records.Told(name) {
			t.Errorf("%s is not told", name)
		}
	}
}

// TestPoints: the questions with their answers; what is no list has none.
func TestPoints(t *testing.T) {
	t.Parallel()
	r := blank(t)
	for text, want := range map[string]int{`[{"text":"a","answer":"b"},{"text":"c"}]`: 2, `[]`: 0, `null`: 0, `{"text":"a"}`: 0} {
		r.Set("points", text)
		if got := records.Points(r); len(got) != want {
			t.Errorf("%s: %d points, want %d", text, len(got), want)
		}
	}
}

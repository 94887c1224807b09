package pb_migrations_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/channel"
	"escucha/domain/complaint"
	"escucha/domain/offer"
	"escucha/internal/records"
	_ "escucha/pb_migrations"
)

// fresh is a database with the schema and nothing else.
func fresh(t *testing.T) core.App {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: filepath.Join(folder(t), "data")})
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

// folder is removed with patience: what the platform writes in the background
// may come a moment after it was told to stop.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "escucha-schema-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for tries := 0; os.RemoveAll(dir) != nil; tries++ {
			if tries == 100 {
				t.Errorf("%s cannot be removed", dir)
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	})
	return dir
}

func codes[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	slices.Sort(out)
	return out
}

// TestSelectsAreTheCodesOfTheDomain: migrations hold literal values; this keeps
// them equal to what the rules know.
func TestSelectsAreTheCodesOfTheDomain(t *testing.T) {
	t.Parallel()
	app := fresh(t)
	yesNo := []string{complaint.No, complaint.Yes}
	rows := []struct {
		collection, field string
		want              []string
	}{
		{records.Complaints, "stage", codes(complaint.Stages())},
		{records.Rewards, "kind", codes(offer.Kinds())}, {records.Grants, "status", codes(offer.Statuses())},
		{records.Complaints, "kind", codes(complaint.Kinds())},
		{records.Complaints, "severity", codes(complaint.Severities())},
		{records.Complaints, "fault", codes(complaint.Faults())},
		{records.Complaints, "lane", codes([]complaint.Lane{complaint.Normal, complaint.AttendNow})},
		{records.Complaints, "safety", yesNo}, {records.Complaints, "data_loss", yesNo},
		{records.Complaints, "resolution_kind", codes([]complaint.ResolutionKind{complaint.Solution, complaint.Partial, complaint.Misunderstanding,
			complaint.Agreement, complaint.Denial, complaint.Withdrawal})},
		{records.Complaints, "closing_kind", codes([]complaint.ClosingKind{complaint.Confirmed, complaint.Unreachable, complaint.InformedUnsatisfied, complaint.WithdrawnByCustomer})},
		{records.Agents, "role", codes([]complaint.Role{complaint.Agent, complaint.Lead, complaint.Supervisor, complaint.Admin, complaint.Integration, complaint.Auditor})},
		{records.Rules, "level", codes([]complaint.Level{complaint.Required, complaint.Advised})},
		{records.FollowUps, "satisfied", yesNo}, {records.FollowUps, "recurred", yesNo}, {records.FollowUps, "solved", yesNo},
		{records.Proposals, "status", []string{"accepted", "draft", "expired", "refused", "sent"}},
		{records.Proposals, "eta_kind", []string{"none", "real"}},
		{records.Messages, "direction", []string{"in", "note", "out"}},
		{records.Messages, "delivery", []string{"bounced", "delivered", "failed", "handed", "none", "queued", "sent", "withdrawn"}},
		{records.Channels, "status", codes(channel.Statuses())}, {records.Attachments, "recording_consent", codes(channel.Consents())},
		{records.Outbox, "status", []string{"cancelled", "dead", "failed", "queued", "sending", "sent"}},
	}
	for _, row := range rows {
		c, err := app.FindCollectionByNameOrId(row.collection)
		if err != nil {
			t.Fatal(err)
		}
		f, ok := c.Fields.GetByName(row.field).(*core.SelectField)
		if !ok {
			t.Errorf("%s.%s is no select", row.collection, row.field)
			continue
		}
		if got := codes(f.Values); !slices.Equal(got, row.want) {
			t.Errorf("%s.%s: %v, want %v", row.collection, row.field, got, row.want)
		}
	}
}

// TestServerFieldsExist: what the domain calls a field of the application, a
// fixed or a late one is a column of the case.
func TestServerFieldsExist(t *testing.T) {
	t.Parallel()
	c, err := fresh(t).FindCollectionByNameOrId(records.Complaints)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Concat(complaint.ServerFields(), complaint.FixedFields(), complaint.LateFields()) {
		if c.Fields.GetByName(name) == nil {
			t.Errorf("no field %s", name)
		}
	}
	if f, ok := c.Fields.GetByName("tracking_key").(*core.TextField); !ok || !f.Hidden {
		t.Error("the tracking key is shown")
	}
}

// TestEveryCollectionIsMade: as many as the source names, and no relation that
// would delete along.
func TestEveryCollectionIsMade(t *testing.T) {
	t.Parallel()
	app := fresh(t)
	for _, name := range records.All() {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, f := range c.Fields {
			if r, ok := f.(*core.RelationField); ok && r.CascadeDelete {
				t.Errorf("%s.%s deletes along with what it points at", name, r.Name)
			}
			if file, ok := f.(*core.FileField); ok && !file.Protected {
				t.Errorf("%s.%s is open to everybody with the address", name, file.Name)
			}
		}
	}
}

// schema is the name, fields and indexes of every collection of ours.
func schema(t *testing.T, app core.App) map[string][]string {
	t.Helper()
	all, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, c := range all {
		if !c.System {
			out[c.Name] = append(c.Fields.FieldNames(), c.Indexes...)
		}
	}
	return out
}

// migrations lists the files that register one; others only help them.
func migrations(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("1*.go")
	if err != nil {
		t.Fatal(err)
	}
	files := slices.DeleteFunc(names, func(name string) bool {
		data, err := os.ReadFile(name)
		return err == nil && !bytes.Contains(data, []byte("m.Register("))
	})
	if len(files) == 0 {
		t.Fatal("no migrations")
	}
	return files
}

// TestDownThenUp: every migration of ours can be taken back and done again.
func TestDownThenUp(t *testing.T) {
	t.Parallel()
	app := fresh(t)
	before := schema(t, app)
	files := migrations(t)
	runner := core.NewMigrationsRunner(app, core.AppMigrations)
	if down, err := runner.Down(len(files)); err != nil || len(down) != len(files) {
		t.Fatalf("down: %v %v", down, err)
	}
	left := schema(t, app)
	delete(left, "users") // the platform's own
	if len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
	if up, err := runner.Up(); err != nil || len(up) != len(files) {
		t.Fatalf("up: %v %v", up, err)
	}
	for name, want := range before {
		if got := schema(t, app)[name]; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

package hooks_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"
	"github.com/spf13/cobra"

	"escucha/domain/complaint"
	"escucha/hooks"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/seed"
	"escucha/internal/verify"
)

var seedNow = time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)

// app is an empty installation: schema and catalogues, no business yet.
func emptyApp(t *testing.T) (*tests.TestApp, *casework.Engine) {
	t.Helper()
	inner := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir(), EncryptionEnv: "pb_test_env"})
	if err := errors.Join(inner.Bootstrap(), inner.RunAllMigrations(), inner.ClearBootstrap()); err != nil {
		t.Fatal(err)
	}
	a, err := tests.NewTestApp(inner.DataDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Cleanup)
	g, err := hooks.Register(a, hooks.Options{Public: os.DirFS("../pb_public")})
	if err != nil {
		t.Fatal(err)
	}
	if err := hooks.Prepare(a); err != nil {
		t.Fatal(err)
	}
	return a, g
}

func seeded(t *testing.T, o seed.Options) (*tests.TestApp, seed.Result) {
	t.Helper()
	a, g := emptyApp(t)
	result, err := seed.Run(a, g, o)
	if err != nil {
		t.Fatal(err)
	}
	return a, result
}

// told is what people read of a database, without ids and keys.
func told(t *testing.T, a core.App) string {
	t.Helper()
	var out strings.Builder
	for _, q := range []string{
		`SELECT number || stage || lane || narrative || goal || received_at || legal_due || COALESCE(json_extract(customer_snapshot, '$.name'), '') || substr(queue_key, 1, 24) FROM complaints ORDER BY number`,
		`SELECT c.number || m.created || m.direction || m.purpose || m.delivery || m.text FROM messages m JOIN complaints c ON c.id = m.complaint ORDER BY m.created, c.number, m.text`,
		`SELECT c.number || e.seq || e.type || e.actor_name || e.created FROM events e JOIN complaints c ON c.id = e.complaint ORDER BY c.number, e.seq`,
		`SELECT c.number || o.text || o.chosen || p.status FROM options o JOIN proposals p ON p.id = o.proposal JOIN complaints c ON c.id = p.complaint ORDER BY c.number, p.created, o.position`,
	} {
		var rows []string
		if err := a.DB().NewQuery(q).Column(&rows); err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 {
			t.Fatalf("nothing told by %s", q)
		}
		out.WriteString(strings.Join(rows, "\n"))
	}
	text := regexp.MustCompile(`/portal/c/[0-9A-Z]+`).ReplaceAllString(out.String(), "/portal/c/KEY")
	return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
}

func TestTheSameSeedTellsTheSame(t *testing.T) {
	t.Parallel()
	o := seed.Options{Seed: 7, Cases: 12, Days: 40, Now: seedNow}
	first, _ := seeded(t, o)
	second, _ := seeded(t, o)
	if told(t, first) != told(t, second) {
		t.Error("two runs with one seed differ")
	}
	o.Seed = 8
	third, _ := seeded(t, o)
	if told(t, first) == told(t, third) {
		t.Error("another seed tells the same")
	}
}

// A shop of sixty cases has everything that the desk knows, and nothing in it
// was written past the rules.
func TestAWholeShop(t *testing.T) {
	t.Parallel()
	a, result := seeded(t, seed.Options{Seed: 1, Cases: 60, Days: 90, Now: seedNow})
	for _, stage := range complaint.Stages() {
		if result.Stages[string(stage)] == 0 {
			t.Errorf("no case is %s", stage)
		}
	}
	report, err := verify.Run(a)
	if err != nil || len(report.Problems) > 0 || report.Complaints != 60 {
		t.Errorf("verify: %d complaints, %+v %v", report.Complaints, report.Problems, err)
	}
	for _, s := range []struct {
		name, query string
		least       int
	}{
		{"channels", "SELECT COUNT(DISTINCT channel) FROM complaints", 5},
		{"stories", "SELECT COUNT(DISTINCT goal) FROM complaints", 30},
		{"customers who came back", "SELECT COUNT(*) FROM (SELECT customer FROM complaints GROUP BY customer HAVING COUNT(*) > 1)", 3},
		{"confidential", "SELECT COUNT(*) FROM complaints WHERE confidential = 1", 1},
		{"attend now", "SELECT COUNT(*) FROM complaints WHERE open = 1 AND lane = 'attend_now'", 1},
		{"overdue", "SELECT COUNT(*) FROM complaints WHERE open = 1 AND legal_due < '2026-11-24 15:42:00.000Z'", 1},
		{"both versions", "SELECT COUNT(*) FROM statements", 30},
		{"options", "SELECT COUNT(*) FROM options WHERE chosen = 1", 15},
		{"refused with a wish", "SELECT COUNT(*) FROM proposals WHERE status = 'refused' AND preferred_solution != ''", 1},
		{"lapsed", "SELECT COUNT(*) FROM proposals WHERE status = 'expired'", 1},
		{"denials by two people", "SELECT COUNT(*) FROM complaints WHERE resolution_kind = 'denial' AND denial_by != ''", 1},
		{"reopened", "SELECT COUNT(*) FROM complaints WHERE reopen_count > 0", 2},
		{"withdrawn", "SELECT COUNT(*) FROM complaints WHERE closing_kind = 'withdrawal'", 1},
		{"unreachable", "SELECT COUNT(*) FROM complaints WHERE closing_kind = 'unreachable'", 1},
		{"unanswered calls", "SELECT COUNT(*) FROM follow_ups WHERE contacted = 0", 5},
		{"transferred", "SELECT COUNT(*) FROM complaints WHERE transfer_summary != ''", 1},
		{"escalated", "SELECT COUNT(*) FROM complaints WHERE escalation_level > 0", 1},
		{"temporary alternatives", "SELECT COUNT(*) FROM complaints WHERE temporary_alternative != ''", 1},
		{"messages in", "SELECT COUNT(*) FROM messages WHERE direction = 'in'", 5},
		{"files", "SELECT COUNT(*) FROM attachments", 10},
		{"two books in use would be wrong", "SELECT 2 - COUNT(*) FROM books", 1},
	} {
		var n int
		if err := a.DB().NewQuery(s.query).Row(&n); err != nil || n < s.least {
			t.Errorf("%s: %d, want at least %d (%v)", s.name, n, s.least, err)
		}
	}
}

// No mail is left to send, no time lies ahead of the end, no gap stands in a text.
func TestNothingIsLeftOver(t *testing.T) {
	t.Parallel()
	a, _ := seeded(t, seed.Options{Seed: 3, Cases: 30, Days: 60, Now: seedNow})
	end := records.Stamp(seedNow)
	for _, query := range []string{
		"SELECT COUNT(*) FROM outbox WHERE status != 'sent'",
		"SELECT COUNT(*) FROM messages WHERE delivery = 'queued'",
		"SELECT COUNT(*) FROM events WHERE created > '" + end + "'",
		"SELECT COUNT(*) FROM complaints WHERE received_at > '" + end + "'",
		"SELECT COUNT(*) FROM messages WHERE text LIKE '%{%' OR subject LIKE '%{%'",
		"SELECT COUNT(*) FROM complaints WHERE narrative LIKE '%{%'",
		"SELECT COUNT(*) FROM statements WHERE text LIKE '%{%'",
	} {
		var n int
		if err := a.DB().NewQuery(query).Row(&n); err != nil || n != 0 {
			t.Errorf("%s: %d %v", query, n, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	a, g := emptyApp(t)
	o := seed.Options{Seed: 1, Cases: 3, Days: 10, Now: seedNow}
	first, err := seed.Run(a, g, o)
	if err != nil || len(first.Password) < 10 || len(first.People) != 5 {
		t.Fatalf("first run: %+v %v", first, err)
	}
	if _, err := seed.Run(a, g, o); !errors.Is(err, seed.ErrNotEmpty) {
		t.Errorf("a second run over complaints: %v", err)
	}
	o.Force, o.Now = true, seedNow.AddDate(0, 0, 1)
	again, err := seed.Run(a, g, o)
	if err != nil || again.Password != "" {
		t.Errorf("forced: %+v %v", again, err)
	}
	if n, err := a.CountRecords(records.Complaints); err != nil || n != 6 {
		t.Errorf("%d complaints %v", n, err)
	}
	if time.Since(g.Now()) > time.Hour {
		t.Error("the clock of the application was left in the past")
	}
}

func TestSeedCommand(t *testing.T) {
	t.Parallel()
	for _, s := range []struct {
		name string
		args []string
		want string // in the output; empty when refused
	}{
		{"a small shop", []string{"--demo", "--cases", "2", "--days", "5", "--now", "2026-11-24T15:42:00Z"}, `"cases": 2`},
		{"without saying demo", nil, ""},
		{"no such time", []string{"--demo", "--now", "ayer"}, ""},
		{"no cases", []string{"--demo", "--cases", "0"}, ""},
	} {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			a, g := emptyApp(t)
			root := &cobra.Command{Use: "escucha", SilenceErrors: true, SilenceUsage: true}
			hooks.AddCommands(a, root, g)
			var out strings.Builder
			root.SetOut(&out)
			root.SetArgs(append([]string{"seed"}, s.args...))
			err := root.Execute()
			if (err == nil) != (s.want != "") || !strings.Contains(out.String(), s.want) {
				t.Errorf("error %v, output %s", err, out.String())
			}
		})
	}
}

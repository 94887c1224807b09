package hooks_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"escucha/internal/records"
	"escucha/internal/testapp"
)

const healthPath = "/api/crm/health"

// jobIn is what the answer says of one job.
func jobIn(t *testing.T, got testapp.Answer, code string) map[string]any {
	t.Helper()
	jobs, _ := got.JSON["jobs"].([]any)
	for _, j := range jobs {
		if one, _ := j.(map[string]any); one["code"] == code {
			return one
		}
	}
	t.Fatalf("no job %s in %s", code, got.Text)
	return nil
}

// TestHealthTellsOfLateJobs: after three intervals without an end, counted from
// the start at the earliest, and no longer once it ran.
func TestHealthTellsOfLateJobs(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	ask := func() testapp.Answer { return a.Ask(t, testapp.Guest, http.MethodGet, healthPath, nil) }
	run := func() { report(t, a.Engine.Job(a, "tick", time.Minute, func() error { return nil })) }
	for _, row := range []struct {
		name   string
		wait   time.Duration
		run    bool
		late   bool
		status int
	}{
		{"just started", 0, false, false, 200}, {"three minutes later", 3 * time.Minute, false, false, 200}, {"and one more", time.Minute, false, true, 503},
		{"it ran", 0, true, false, 503}, {"three minutes after", 3 * time.Minute, false, false, 503}, {"late again", time.Minute, false, true, 503},
	} {
		a.Clock.Move(row.wait)
		if row.run {
			run()
		}
		got := ask()
		if jobIn(t, got, "tick")["late"] != row.late || got.Status != row.status { // the outbox never ran here, and stays late
			t.Errorf("%s: %d %v", row.name, got.Status, jobIn(t, got, "tick"))
		}
	}
}

// TestHealthHidesWhatIsNotForStrangers: what a server or a job said is for those
// who lead; they read it as any answer.
func TestHealthHidesWhatIsNotForStrangers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	failed := errors.New("550 rosa@correo.example unknown")
	if err := a.Engine.Job(a, "outbox", time.Minute, func() error { return failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	for who, sees := range map[string]bool{testapp.Guest: false, testapp.Agent: false, testapp.Lead: false, testapp.Auditor: false, testapp.Robot: false, testapp.Left: false,
		testapp.Supervisor: true, testapp.Admin: true, testapp.Superuser: true} {
		got := a.Ask(t, who, http.MethodGet, healthPath, nil)
		if strings.Contains(got.Text, "550") != sees || (got.JSON["problems"] != nil) != sees || (got.Status == http.StatusOK) != sees {
			t.Errorf("%q: %d %s", who, got.Status, got.Text)
		}
		if jobIn(t, got, "outbox")["ok"] != false || got.JSON["ok"] != false {
			t.Errorf("%q is told that it works: %s", who, got.Text)
		}
	}
}

// TestTheDaySaysThatSomethingIsSick: to those who lead, while it is.
func TestTheDaySaysThatSomethingIsSick(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	sick := func(who string) any { return a.Ask(t, who, http.MethodGet, "/api/crm/today", nil).JSON["sick"] }
	if sick(testapp.Supervisor) != nil {
		t.Error("from the start")
	}
	a.File(t, testapp.Agent, nil)
	a.Exec(t, "UPDATE outbox SET status = 'dead'", nil)
	if sick(testapp.Supervisor) != true || sick(testapp.Admin) != true || sick(testapp.Agent) != nil {
		t.Errorf("told %v, %v and %v", sick(testapp.Supervisor), sick(testapp.Admin), sick(testapp.Agent))
	}
	a.Exec(t, "UPDATE outbox SET status = 'sent'", nil)
	if sick(testapp.Supervisor) != nil {
		t.Error("still")
	}
}

// TestMailThatWaitsLong: with a server it may be the server; without one, that.
func TestMailThatWaitsLong(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.File(t, testapp.Agent, nil)
	codes := func() string {
		h, err := a.Engine.Health(a)
		report(t, err)
		var out []string
		for _, p := range h.Problems {
			if strings.HasPrefix(p.Code, "mail.") {
				out = append(out, p.Code)
			}
		}
		return strings.Join(out, " ")
	}
	for _, row := range []struct {
		wait    time.Duration
		enabled bool
		want    string
	}{{59 * time.Minute, true, ""}, {2 * time.Minute, true, "mail.waiting"}, {0, false, "mail.off"}} {
		a.Clock.Move(row.wait)
		a.Settings().SMTP.Enabled = row.enabled
		if got := codes(); got != row.want {
			t.Errorf("server %t: %q, want %q", row.enabled, got, row.want)
		}
	}
}

// TestTheNightIsMadeUpFor: what should have run while the machine was off runs
// within an hour, once.
func TestTheNightIsMadeUpFor(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	var hourly func()
	for _, j := range a.Cron().Jobs() {
		if j.Id() == "escucha.missed" {
			hourly = j.Run
		}
	}
	if hourly == nil {
		t.Fatal("no such job")
	}
	ended := func() string { return jobRow(t, a, "types").GetString("ended") }
	hourly()
	first := ended()
	for _, row := range []struct {
		wait time.Duration
		runs bool
	}{{20 * time.Hour, false}, {4*time.Hour + 30*time.Minute, false}, {time.Hour, true}, {time.Hour, false}} {
		a.Clock.Move(row.wait)
		before := ended()
		hourly()
		if (ended() != before) != row.runs {
			t.Errorf("%s after the last: ran %t", row.wait, !row.runs)
		}
	}
	if n := a.Count(t, records.Jobs, "code = 'erasures'"); n != 1 || first == "" {
		t.Error("a job of another subject is forgotten")
	}
}

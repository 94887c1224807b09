package hooks_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"escucha/domain/complaint"
	"escucha/hooks"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// run calls the program with arguments.
func run(a *testapp.App, args ...string) (string, error) {
	var out bytes.Buffer
	root := &cobra.Command{Use: "escucha", SilenceErrors: true, SilenceUsage: true}
	hooks.AddCommands(a, root, a.Engine)
	root.SetOut(&out)
	root.SetErr(&out)
	root.SetArgs(args)
	err := root.Execute()
	return out.String(), err
}

// TestDeadlineCommand prints the date with its trace.
func TestDeadlineCommand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	out, err := run(a, "deadline", "pe", "2026-11-24")
	var got struct {
		Due   string
		Trace []map[string]any
	}
	if err != nil || json.Unmarshal([]byte(out), &got) != nil || got.Due != "2026-12-17" || len(got.Trace) < 15 {
		t.Errorf("%v %s", err, out)
	}
	if _, err := a.Engine.Create(a, records.Holidays, map[string]any{"country": "PE", "day": "2026-12-14", "kind": "add", "name": "Día de la tienda", "reason": "Prueba"}, a.Actor(t, testapp.Admin)); err != nil {
		t.Fatal(err)
	}
	if out, err := run(a, "deadline", "pe", "2026-11-24"); err != nil || !strings.Contains(out, `"due": "2026-12-18"`) || !strings.Contains(out, "Día de la tienda") {
		t.Errorf("the owner's own holiday is not counted: %v %s", err, out)
	}
	for name, args := range map[string][]string{"no profile": {"deadline", "zz", "2026-11-24"}, "no date": {"deadline", "pe", "2026-02-30"}, "nothing": {"deadline"}} {
		if out, err := run(a, args...); err == nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// TestVerifyCommand exits with an error when something does not add up, and
// says what.
func TestVerifyCommand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	file := a.Attach(t, a.At(t, complaint.Closed, nil).Id, "foto.txt", "rota")
	if out, err := run(a, "verify"); err != nil || !strings.Contains(out, `"complaints": 1`) {
		t.Errorf("%v %s", err, out)
	}
	if err := os.Remove(a.OnDisk(file)); err != nil {
		t.Fatal(err)
	}
	if out, err := run(a, "verify"); err == nil || !strings.Contains(out, "missing_file") {
		t.Errorf("%v %s", err, out)
	}
}

// TestAgentCommand adds somebody who can sign in.
func TestAgentCommand(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	if out, err := run(a, "agent", "create", "nueva@casanogal.example", testapp.Password, "--name", "Nueva", "--role", "lead"); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	if n := a.Count(t, records.Agents, "email = 'nueva@casanogal.example' AND role = 'lead' AND active = 1"); n != 1 {
		t.Error("nobody was added")
	}
	for name, args := range map[string][]string{"a short password": {"agent", "create", "otra@casanogal.example", "corta"},
		"a role of its own": {"agent", "create", "otra@casanogal.example", testapp.Password, "--role", "king"},
		"the same mail":     {"agent", "create", "nueva@casanogal.example", testapp.Password}} {
		if out, err := run(a, args...); err == nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

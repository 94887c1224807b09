package hooks_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/domain/complaint"
	"escucha/internal/testapp"
	"escucha/internal/verify"
)

// TestVerifyCountsAgain: a figure that was falsified is named with its case and
// its column, and mended by counting anew.
func TestVerifyCountsAgain(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, sql, field string }{
		{"a time", "UPDATE measures SET resolve_wall = 1 WHERE complaint = {:c}", "resolve_wall"},
		{"a flag", "UPDATE measures SET in_time = NULL WHERE complaint = {:c}", "in_time"},
		{"a row removed", "DELETE FROM measures WHERE complaint = {:c}", ""},
		{"moments removed", "DELETE FROM moments WHERE complaint = {:c}", "moments"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := newApp(t)
			c := a.At(t, complaint.Closed, nil)
			a.Clock.Move(time.Minute)
			if out, err := run(a, "verify"); err != nil || !strings.Contains(out, `"measured": 1`) {
				t.Fatalf("untouched: %v %s", err, out)
			}
			a.Exec(t, row.sql, dbx.Params{"c": c.Id})
			if out, err := run(a, "verify"); err == nil || !strings.Contains(out, `"measure"`) || row.field != "" && !strings.Contains(out, `"`+row.field+`"`) || !strings.Contains(out, c.Id) {
				t.Errorf("%v %s", err, out)
			}
			if out, err := run(a, "measure"); err != nil {
				t.Fatalf("%v %s", err, out)
			}
			if out, err := run(a, "verify"); err != nil {
				t.Errorf("mended: %v %s", err, out)
			}
		})
	}
}

// TestVerifySample: the newest cases alone, and with --all every one.
func TestVerifySample(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	older := a.File(t, testapp.Agent, nil)
	a.File(t, testapp.Agent, nil)
	a.File(t, testapp.Agent, nil)
	caught(t, a)
	a.Exec(t, "UPDATE measures SET lane = 'otra' WHERE complaint = {:c}", dbx.Params{"c": older.Id})
	for _, row := range []struct{ newest, measured, problems int }{{1, 1, 0}, {2, 2, 0}, {3, 3, 1}, {1000, 3, 1}, {0, 3, 1}} {
		var report verify.Report
		if err := verify.Measured(a, storeOf(a), row.newest, &report); err != nil || report.Measured != row.measured || len(report.Problems) != row.problems {
			t.Errorf("%+v: %+v %v", row, report, err)
		}
	}
	if out, err := run(a, "verify", "--all"); err == nil || !strings.Contains(out, `"lane"`) {
		t.Errorf("--all: %v %s", err, out)
	}
}

package hooks_test

import (
	"net/http"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// TestACaseStaysItself: a change cannot be led to another case by its id, nor
// made by a record that was never read.
func TestACaseStaysItself(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	c, other := a.At(t, complaint.Investigating, nil), a.At(t, complaint.Received, nil)
	before := a.Stored(t)
	change := map[string]any{"id": other.Id, "severity": "high"}
	for name, got := range map[string]testapp.Answer{
		"record":     a.Ask(t, testapp.Superuser, http.MethodPatch, testapp.Records(records.Complaints, c.Id), change),
		"transition": a.Ask(t, testapp.Superuser, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", map[string]any{"fields": change}),
		"filing":     a.Ask(t, testapp.Superuser, http.MethodPost, testapp.Records(records.Complaints), filing(map[string]any{"id": other.Id})),
	} {
		if got.Status != http.StatusBadRequest && got.Status != http.StatusConflict {
			t.Errorf("%s: %d %.300s", name, got.Status, got.Text)
		}
	}
	forged := core.NewRecord(c.Collection())
	forged.Load(testapp.Filing())
	forged.Id = c.Id
	forged.MarkAsNotNew()
	for name, save := range map[string]func(core.Model) error{"save": a.Save, "save without checks": a.SaveNoValidate} {
		if got := refused(save(forged)); got.status != http.StatusConflict {
			t.Errorf("%s of a record that was never read: %d %v", name, got.status, got.codes)
		}
	}
	a.Unchanged(t, before)
}

// TestNobodyApprovesTheirOwnNo: a second person reads a denial, unless the owner
// works alone and said so; then the event says that too.
func TestNobodyApprovesTheirOwnNo(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	draft := casework.Move{To: "denial_review", Statement: "El plazo de cambio había pasado.", Fields: testapp.Denial()}
	drafted := func() *core.Record {
		c := a.At(t, complaint.Investigating, nil)
		return a.Move(t, c.Id, testapp.Supervisor, draft)
	}
	approve := func(c *core.Record, who string) testapp.Answer {
		return a.Ask(t, who, http.MethodPost, "/api/crm/complaints/"+c.Id+"/transition", map[string]any{"to": "resolved", "fields": a.Understood(), "letter": map[string]any{}})
	}
	c := drafted()
	rows := []struct {
		who    string
		status int
		code   string
	}{
		{testapp.Supervisor, 400, "denial_second_person"}, {testapp.Agent, 403, ""}, {testapp.Lead, 403, ""}, {testapp.Robot, 403, ""}, {testapp.Admin, 200, ""},
	}
	for _, row := range rows {
		if got := approve(c, row.who); got.Status != row.status || got.Code("denial_by") != row.code {
			t.Errorf("%s: %d %.300s", row.who, got.Status, got.Text)
		}
	}
	if got := a.Reload(t, c); got.GetString("resolution_kind") != "denial" || got.GetString("denial_by") != testapp.Supervisor {
		t.Errorf("resolved as %s, drafted by %s", got.GetString("resolution_kind"), got.GetString("denial_by"))
	}
	a.Ask(t, testapp.Admin, http.MethodPatch, testapp.Records(records.Business, firstID(t, a, records.Business)), map[string]any{"single_owner_mode": true})
	alone := drafted()
	if got := approve(alone, testapp.Supervisor); got.Status != http.StatusOK {
		t.Errorf("who works alone: %d %.300s", got.Status, got.Text)
	}
	if n := a.Count(t, records.Events, "complaint = '"+alone.Id+"' AND json_extract(data, '$.extra.self_approved') = 1"); n != 1 {
		t.Error("no event says that the same person approved")
	}
	if report := settledReport(t, a); len(report.Problems) > 0 {
		t.Errorf("verify: %+v", report.Problems)
	}
}

// TestSettingsReadAtOnce: a decision after a change reads the new settings, also
// when many read them at that moment.
func TestSettingsReadAtOnce(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	business := firstRow(t, a, records.Business)
	for i := range 10 {
		zone := []string{"America/Lima", "Europe/Madrid"}[i%2]
		atOnce(6, func(n int) error {
			if n > 0 {
				_, err := a.Engine.House(a)
				return err
			}
			fresh := a.Reload(t, business)
			fresh.Set("timezone", zone)
			return a.Save(fresh)
		})
		if h, err := a.Engine.House(a); err != nil || h.Location.String() != zone {
			t.Fatalf("round %d reads %v %v, want %s", i, h.Location, err, zone)
		}
	}
}

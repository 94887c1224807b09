package hooks_test

import (
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"escucha/domain/complaint"
	"escucha/internal/records"
	"escucha/internal/testapp"
)

// What the administration page loads of ours is asked for at every visit.
func TestExtensionIsNeverStale(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, path, cache, content string }{
		{"the program of the extension", "/_/extensions.js", "no-cache", "escucha-guide"},
		{"its style", "/_/extensions/escucha/admin.css", "no-cache", ".escucha-guide"},
	}
	for _, tc := range cases {
		scenario := tests.ApiScenario{Name: tc.name, Method: http.MethodGet, URL: tc.path, ExpectedStatus: http.StatusOK,
			ExpectedContent: []string{tc.content}, TestAppFactory: served,
			AfterTestFunc: func(t testing.TB, _ *tests.TestApp, res *http.Response) {
				if got := res.Header.Get("Cache-Control"); got != tc.cache {
					t.Errorf("Cache-Control %q, want %q", got, tc.cache)
				}
			}}
		scenario.Test(t)
	}
}

// The page learns from the server which fields nobody may write.
func TestFieldsThatNobodyMayWrite(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	owner, agent := a.Token(t, testapp.Superuser), a.Token(t, testapp.Agent)
	cases := []struct {
		name, token string
		status      int
		content     []string
	}{
		{"a stranger", "", http.StatusUnauthorized, []string{`"data":{}`}},
		{"an agent", agent, http.StatusOK, []string{`"legal_due"`, `"narrative"`}},
		{"the owner", owner, http.StatusOK, []string{`"server":["` + complaint.ServerFields()[0], `"fixed":["` + complaint.FixedFields()[0]}},
	}
	for _, tc := range cases {
		scenario := tests.ApiScenario{Name: tc.name, Method: http.MethodGet, URL: "/api/crm/fields", ExpectedStatus: tc.status,
			Headers: map[string]string{"Authorization": tc.token}, ExpectedContent: tc.content, TestAppFactory: served}
		scenario.Test(t)
	}
}

// Nobody opens an account by themselves: the platform's collection for that is
// gone, and every collection that signs people in is ours.
func TestNobodyJoinsByThemselves(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	all, err := a.FindAllCollections(core.CollectionTypeAuth)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if name := c.Name; name != records.Agents && name != core.CollectionNameSuperusers {
			t.Errorf("collection %s signs people in", name)
		}
		if c.CreateRule != nil && *c.CreateRule == "" {
			t.Errorf("anybody may join %s", c.Name)
		}
	}
}

// Every field that a person may fill in says what it is for.
func TestFieldsExplainThemselves(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	own := map[string]bool{"id": true, "updated": true}
	for _, name := range complaint.ServerFields() {
		own[name] = true
	}
	for _, name := range []string{records.Complaints, records.Business} {
		c, err := a.FindCollectionByNameOrId(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range c.Fields {
			if help, _ := words(f); help == "" && !own[f.GetName()] && !plain[f.GetName()] {
				t.Errorf("%s.%s has no help", name, f.GetName())
			}
		}
	}
}

// plain fields need no explanation beside their name.
var plain = map[string]bool{"address": true, "phone": true, "whatsapp": true, "email": true, "website": true}

// A record that is pointed at is shown by words, not by its id.
func TestEveryCollectionCanBeShown(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, name := range records.All() {
		if name == records.Drafts || name == records.Sequences {
			continue // nothing points at them
		}
		c, err := a.FindCollectionByNameOrId(name)
		if err != nil {
			t.Fatal(err)
		}
		shown := false
		for _, f := range c.Fields {
			_, presentable := words(f)
			shown = shown || presentable
		}
		if !shown {
			t.Errorf("%s has no field that stands for it", name)
		}
	}
}

// Help is text for the owner: it ends as a sentence and fits under a field.
func TestHelpIsReadable(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, name := range records.All() {
		c, err := a.FindCollectionByNameOrId(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range c.Fields {
			help, _ := words(f)
			if help != "" && !strings.ContainsAny(help[len(help)-1:], ".?") {
				t.Errorf("%s.%s: help %q does not end", name, f.GetName(), help)
			}
			if len([]rune(help)) > 230 {
				t.Errorf("%s.%s: help of %d characters", name, f.GetName(), len([]rune(help)))
			}
		}
	}
}

// words reads help and presentable flag of any kind of field.
func words(f core.Field) (help string, presentable bool) {
	v := reflect.ValueOf(f).Elem()
	if h := v.FieldByName("Help"); h.IsValid() {
		help = h.String()
	}
	if p := v.FieldByName("Presentable"); p.IsValid() {
		presentable = p.Bool()
	}
	return help, presentable
}

// served is a test application for one request.
func served(t testing.TB) *tests.TestApp { return testapp.Open(t, wiring()).TestApp }

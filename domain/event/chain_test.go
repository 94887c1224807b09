package event_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"escucha/domain/event"
)

// chain builds n sealed entries of one case.
func chain(t *testing.T, data ...string) []event.Entry {
	t.Helper()
	var out []event.Entry
	var before event.Entry
	for i, d := range data {
		e, err := event.Entry{Complaint: "c1", Type: "complaint.moved", Actor: "a1", ActorKind: "agent",
			Data: []byte(d), Created: fmt.Sprintf("2026-11-24 10:%02d:00.000Z", i)}.Seal(before)
		if err != nil {
			t.Fatalf("seal %d: %v", i, err)
		}
		out, before = append(out, e), e
	}
	return out
}

func TestVerifyChain(t *testing.T) {
	t.Parallel()
	good := []string{`{"a":1}`, `{"b": 2}`, `{"c":[3]}`}
	scenarios := []struct {
		name   string
		tamper func([]event.Entry) []event.Entry
		want   []string
	}{
		{"untouched", func(e []event.Entry) []event.Entry { return e }, nil},
		{"other spacing and order of keys are the same data", func(e []event.Entry) []event.Entry {
			e[0].Data = []byte("{ \"a\" : 1 }")
			return e
		}, nil},
		{"data changed", func(e []event.Entry) []event.Entry { e[1].Data = []byte(`{"b":3}`); return e }, []string{"hash"}},
		{"actor changed", func(e []event.Entry) []event.Entry { e[2].Actor = "a2"; return e }, []string{"hash"}},
		{"time changed", func(e []event.Entry) []event.Entry { e[0].Created = "2026-11-24 09:00:00.000Z"; return e }, []string{"hash"}},
		{"broken data", func(e []event.Entry) []event.Entry { e[1].Data = []byte("{"); return e }, []string{"hash"}},
		{"middle one removed", func(e []event.Entry) []event.Entry { return append(e[:1], e[2:]...) }, []string{"gap", "previous"}},
		{"changed and sealed again", func(e []event.Entry) []event.Entry {
			forged := e[1]
			forged.Actor = "a2"
			sealed, err := forged.Seal(e[0])
			if err != nil {
				t.Fatal(err)
			}
			e[1] = sealed
			return e
		}, []string{"previous"}},
	}
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, p := range event.VerifyChain(s.tamper(chain(t, good...))) {
				got = append(got, p.Code)
			}
			if fmt.Sprint(got) != fmt.Sprint(s.want) {
				t.Errorf("problems %v, want %v", got, s.want)
			}
		})
	}
}

func TestReplay(t *testing.T) {
	t.Parallel()
	entries := chain(t,
		`{"changes":{"stage":{"before":"","after":"received"},"goal":{"before":null,"after":"x"}}}`,
		`{"changes":{"stage":{"before":"received","after":"assessing"}}}`,
		`{"note":"nothing changes"}`,
		`{"changes":{"stage":{"before":"investigating","after":"proposed"}}}`)
	fields, problems := event.Replay(entries)
	if fields["stage"] != "proposed" || fields["goal"] != "x" {
		t.Errorf("fields %v", fields)
	}
	if len(problems) != 1 || problems[0].Field != "stage" || problems[0].Seq != 4 {
		t.Errorf("the jump from assessing was not found: %+v", problems)
	}
}

func TestReplayBrokenData(t *testing.T) {
	t.Parallel()
	if _, problems := event.Replay(chain(t, `[]`)); len(problems) != 1 || problems[0].Code != "data" {
		t.Errorf("problems %+v", problems)
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	for _, v := range []any{nil, "", 0, false, []string{}, map[string]any{}} {
		if !event.Same(v, nil) {
			t.Errorf("%#v is not nothing", v)
		}
	}
	if event.Same("a", "b") || event.Same(1, 2) || event.Same([]int{1}, []int{2}) {
		t.Error("different values are the same")
	}
}

// Whatever entry of whatever chain is changed in whatever of its parts, it is found.
func TestAnyChangeIsFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(rt, "n")
		var data []string
		for i := range n {
			data = append(data, fmt.Sprintf(`{"v":%d}`, i))
		}
		entries := chain(t, data...)
		e := &entries[rapid.IntRange(0, n-1).Draw(rt, "which")]
		switch rapid.IntRange(0, 5).Draw(rt, "what") {
		case 0:
			e.Data = []byte(`{"v":-1}`)
		case 1:
			e.Type += "x"
		case 2:
			e.Actor += "x"
		case 3:
			e.Seq++
		case 4:
			e.Created += "x"
		case 5:
			e.Previous += "x"
		}
		if len(event.VerifyChain(entries)) == 0 {
			rt.Fatal("the change was not found")
		}
	})
}

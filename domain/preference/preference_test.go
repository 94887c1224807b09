package preference_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"escucha/domain/preference"
)

func TestParse(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, raw string
		want      preference.Preferences
		bad       bool
	}{
		{"nothing", "", preference.Preferences{}, false},
		{"null", " null ", preference.Preferences{}, false},
		{"an empty text, as an empty field is stored", `""`, preference.Preferences{}, false},
		{"none", "{}", preference.Preferences{}, false},
		{"all", `{"hints":["queue.order"],"theme":"dark","contrast":"more","density":"compact","keys":"off","notify":true}`,
			preference.Preferences{Hints: []string{"queue.order"}, Theme: "dark", Contrast: "more", Density: "compact", Keys: "off", Notify: true}, false},
		{"a digest at seven", `{"digest_hour":7}`, preference.Preferences{Hour: 7}, false},
		{"no digest", `{"digest":"off"}`, preference.Preferences{Digest: "off"}, false},
		{"an unknown digest", `{"digest":"weekly"}`, preference.Preferences{}, true},
		{"an hour that no day has", `{"digest_hour":24}`, preference.Preferences{}, true},
		{"an hour before the first", `{"digest_hour":-1}`, preference.Preferences{}, true},
		{"back to the system", `{"theme":""}`, preference.Preferences{}, false},
		{"an unknown name", `{"notes":"x"}`, preference.Preferences{}, true},
		{"an unknown theme", `{"theme":"pink"}`, preference.Preferences{}, true},
		{"an unknown contrast", `{"contrast":"less"}`, preference.Preferences{}, true},
		{"an unknown density", `{"density":"huge"}`, preference.Preferences{}, true},
		{"an unknown way of keys", `{"keys":"on"}`, preference.Preferences{}, true},
		{"a hint that is no code", `{"hints":["<b>"]}`, preference.Preferences{}, true},
		{"too many hints", `{"hints":["a` + strings.Repeat(`","a`, 100) + `"]}`, preference.Preferences{}, true},
		{"another kind of value", `{"notify":"yes"}`, preference.Preferences{}, true},
		{"a list", `[]`, preference.Preferences{}, true},
		{"two values", `{} {}`, preference.Preferences{}, true},
		{"too long", `{"theme":"dark"` + strings.Repeat(" ", preference.Most) + "}", preference.Preferences{}, true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := preference.Parse([]byte(row.raw))
			if errors.Is(err, preference.ErrShape) != row.bad || err != nil && !row.bad {
				t.Fatalf("error %v", err)
			}
			if !row.bad && !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
		})
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	stored := preference.Preferences{Theme: "dark", Hints: []string{"queue.order"}}
	rows := []struct {
		name, changes string
		want          preference.Preferences
		bad           bool
	}{
		{"what is not named stays", `{"density":"compact"}`, preference.Preferences{Theme: "dark", Hints: []string{"queue.order"}, Density: "compact"}, false},
		{"a choice is taken back", `{"theme":""}`, preference.Preferences{Hints: []string{"queue.order"}}, false},
		{"hints are shown again", `{"hints":[]}`, preference.Preferences{Theme: "dark", Hints: []string{}}, false},
		{"another hint", `{"hints":["a","b"]}`, preference.Preferences{Theme: "dark", Hints: []string{"a", "b"}}, false},
		{"nonsense", `{"theme":1}`, preference.Preferences{}, true},
		{"an unknown name", `{"colour":"red"}`, preference.Preferences{}, true},
		{"nothing is no change", ``, preference.Preferences{}, true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := preference.Merge(stored, []byte(row.changes))
			if (err != nil) != row.bad {
				t.Fatalf("error %v", err)
			}
			if !row.bad && !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
		})
	}
	if stored.Hints[0] != "queue.order" {
		t.Error("what was stored has changed")
	}
}

func TestDigestFrom(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		p      preference.Preferences
		wanted bool
		hour   int
	}{"chose nothing": {preference.Preferences{}, true, 8}, "chose an hour": {preference.Preferences{Hour: 7}, true, 7}, "wants none": {preference.Preferences{Digest: "off", Hour: 7}, false, 7}} {
		if wanted, hour := row.p.DigestFrom(); wanted != row.wanted || hour != row.hour {
			t.Errorf("%s: %t from %d", name, wanted, hour)
		}
	}
}

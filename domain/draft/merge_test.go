package draft

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestMerge(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, stored, incoming, want string }{
		{"a new field beside another", `{"fields":{"a":{"value":"x","at":"1"}}}`, `{"fields":{"b":{"value":"y","at":"2"}}}`,
			`{"fields":{"a":{"value":"x","at":"1"},"b":{"value":"y","at":"2"}}}`},
		{"the later word", `{"fields":{"a":{"value":"x","at":"1"}}}`, `{"fields":{"a":{"value":"y","at":"2"}}}`, `{"fields":{"a":{"value":"y","at":"2"}}}`},
		{"an older word that comes late", `{"fields":{"a":{"value":"x","at":"2"}}}`, `{"fields":{"a":{"value":"y","at":"1"}}}`, `{"fields":{"a":{"value":"x","at":"2"}}}`},
		{"the same moment: what came last", `{"fields":{"a":{"value":"x","at":"1"}}}`, `{"fields":{"a":{"value":"y","at":"1"}}}`, `{"fields":{"a":{"value":"y","at":"1"}}}`},
		{"what was sent does not come back", `{"fields":{"a":{"gone":true,"at":"2"}}}`, `{"fields":{"a":{"value":"x","at":"1"}}}`, `{"fields":{"a":{"gone":true,"at":"2"}}}`},
		{"sent takes the words away", `{"fields":{"a":{"value":"x","at":"1"}}}`, `{"fields":{"a":{"gone":true,"at":"2"}}}`, `{"fields":{"a":{"gone":true,"at":"2"}}}`},
		{"written again after it was sent", `{"fields":{"a":{"gone":true,"at":"2"}}}`, `{"fields":{"a":{"value":"y","at":"3"}}}`, `{"fields":{"a":{"value":"y","at":"3"}}}`},
		{"the base is carried along", `{}`, `{"fields":{"a":{"value":"y","at":"3","base":["z"]}}}`, `{"fields":{"a":{"value":"y","at":"3","base":["z"]}}}`},
		{"nothing stored", ``, `{"fields":{"a":{"value":"y","at":"1"}}}`, `{"fields":{"a":{"value":"y","at":"1"}}}`},
		{"a draft of another shape is replaced", `{"data":{"a":"x"},"at":"9"}`, `{"fields":{"a":{"value":"y","at":"1"}}}`, `{"fields":{"a":{"value":"y","at":"1"}}}`},
		{"a stored field that nobody can read is replaced", `{"fields":{"a":5}}`, `{"fields":{"a":{"value":"y","at":"1"}}}`, `{"fields":{"a":{"value":"y","at":"1"}}}`},
		{"another shape replaces", `{"fields":{"a":{"value":"x","at":"1"}}}`, `{"text":"y"}`, `{"text":"y"}`},
		{"nothing new", `{"fields":{"a":{"value":"x","at":"1"}}}`, `{"fields":{}}`, `{"fields":{"a":{"value":"x","at":"1"}}}`},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := Merge([]byte(row.stored), []byte(row.incoming))
			if err != nil {
				t.Fatal(err)
			}
			var have, want any
			if err := json.Unmarshal(got, &have); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(row.want), &want); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(have, want) {
				t.Errorf("%s, want %s", got, row.want)
			}
		})
	}
}

func TestMergeRefuses(t *testing.T) {
	t.Parallel()
	for _, incoming := range []string{``, `[]`, `{"fields":5}`, `{"fields":{"a":"x"}}`, `{"fields":{"a":{"at":5}}}`} {
		if got, err := Merge([]byte(`{}`), []byte(incoming)); err == nil {
			t.Errorf("%s is taken for a draft: %s", incoming, got)
		}
	}
}

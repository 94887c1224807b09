package event

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// slowly is canonical without looking first.
func slowly(t interface{ Fatal(...any) }, data []byte) string {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestCanonical(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, data string
		settled    bool
	}{
		{"sorted", `{"a":1,"b":{"a":[],"c":null}}`, true},
		{"empty", `{}`, true},
		{"a list", `[{"b":1},{"a":1.50},true,-2e5]`, true},
		{"the same name in another object", `[{"a":{"b":1,"c":2},"b":2}]`, true},
		{"an object after a longer one", `{"a":{"z":1},"b":1}`, true},
		{"words of people", `{"a":"ñandú \"dos\"\n\u003cb\u003e \\ 👍"}`, true},
		{"an empty name", `{"":1,"a":2}`, true},
		{"unsorted", `{"b":1,"a":2}`, false},
		{"unsorted inside", `{"a":[{"b":1,"a":2}]}`, false},
		{"twice", `{"a":1,"a":2}`, false},
		{"twice the empty name", `{"":1,"":2}`, false},
		{"spaces", `{"a": 1}`, false},
		{"a letter written as a number", `{"a":"\u00f1"}`, false},
		{"a slash", `{"a":"\/"}`, false},
		{"a name with an escape", `{"\n":1}`, false},
		{"markup", `{"a":"<b>&"}`, false},
		{"a line separator", "{\"a\":\"\u2028\"}", false},
		{"no text", "{\"a\":\"\xff\"}", false},
		{"half a character", `{"a":"\ud83d"}`, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := settled([]byte(row.data)); got != row.settled {
				t.Errorf("settled %t", got)
			}
			got, err := canonical([]byte(row.data))
			if want := slowly(t, []byte(row.data)); err != nil || string(got) != want {
				t.Errorf("%s, want %s; %v", got, want, err)
			}
		})
	}
	for _, broken := range []string{`{`, `{"a"}`, `"`, `{"a":"\x"}`, `{"a":01}`} {
		if got, err := canonical([]byte(broken)); err == nil {
			t.Errorf("%s is canonical as %s", broken, got)
		}
	}
}

// Whatever is in the data, with the names in whatever order, the short way gives
// what the long way gives; what the application itself writes is settled.
func TestCanonicalIsTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune(`"\/<>&n`+"\n\t\b\u2028ñé "))))
		var value func(depth int) any
		value = func(depth int) any {
			switch rapid.IntRange(0, 3+min(depth, 2)).Draw(t, "kind") {
			case 0:
				return rapid.Float64().Draw(t, "number")
			case 1:
				return rapid.Bool().Draw(t, "bool")
			case 4:
				return []any{value(depth - 1), value(depth - 1)}
			case 5:
				return map[string]any{text.Draw(t, "name"): value(depth - 1), text.Draw(t, "other"): value(depth - 1)}
			}
			return text.Draw(t, "text")
		}
		d := Data{Changes: map[string]Change{"b": {Before: value(2), After: value(2)}, "a": {After: value(2)}}, To: "x", Note: text.Draw(t, "note"), Extra: map[string]any{"x": value(2)}}
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := canonical(data); err != nil || string(got) != slowly(t, data) {
			t.Fatalf("%s %v, want %s", got, err, slowly(t, data))
		}
	})
	data, err := json.Marshal(Data{Changes: map[string]Change{"goal": {After: "Ñ <1> & \"dos\"\n"}}, Digest: "d", Extra: map[string]any{"a": 1}, From: "f", Note: "n", Ref: "r", To: "t", Transition: "T2"})
	if err != nil || !settled(data) || strings.Contains(string(data), " &") {
		t.Errorf("%s %v", data, err)
	}
}

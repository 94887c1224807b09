package event

import (
	"encoding/json"
	"fmt"
)

// Problem is one thing that does not add up.
type Problem struct {
	Complaint string `json:"complaint"`
	Seq       int    `json:"seq"`
	Code      string `json:"code"` // hash, previous, gap, data, field, stage
	Field     string `json:"field,omitempty"`
	Want      string `json:"want,omitempty"`
	Have      string `json:"have,omitempty"`
}

// VerifyChain recomputes the chain of one case. The entries come in the order
// of their sequence. An entry that an erasure redacted keeps its hash as a link;
// what is left of it must add up to what the event of the erasure says.
func VerifyChain(entries []Entry) []Problem {
	var out []Problem
	var before Entry
	changed := redacted(entries)
	for i, e := range entries {
		if e.Seq != i+1 {
			out = append(out, Problem{Complaint: e.Complaint, Seq: e.Seq, Code: "gap", Want: fmt.Sprint(i + 1), Have: fmt.Sprint(e.Seq)})
		}
		if e.Previous != before.Hash {
			out = append(out, Problem{Complaint: e.Complaint, Seq: e.Seq, Code: "previous", Want: before.Hash, Have: e.Previous})
		}
		want := e.Hash
		if since, ok := changed[e.Seq]; ok {
			want = since
		}
		sum, err := e.Sum()
		if err != nil || sum != want {
			out = append(out, Problem{Complaint: e.Complaint, Seq: e.Seq, Code: "hash", Want: sum, Have: want})
		}
		before = e
	}
	return out
}

// Change is the value of a field before and after an action.
type Change struct {
	After  any `json:"after"`
	Before any `json:"before"`
}

// Data is the particulars of an event that changes a case. In the order of the
// names, which spares their sorting for the hash.
type Data struct {
	Changes    map[string]Change `json:"changes,omitempty"`
	Digest     string            `json:"digest,omitempty"` // SHA-256 of an immutable text
	Extra      map[string]any    `json:"extra,omitempty"`
	From       string            `json:"from,omitempty"`
	Note       string            `json:"note,omitempty"`
	Ref        string            `json:"ref,omitempty"` // id of the record that the action made
	To         string            `json:"to,omitempty"`
	Transition string            `json:"transition,omitempty"`
}

// Replay walks the events of one case and returns the fields as they should be
// now, and the problems met on the way: an event whose "before" is not what the
// events until then had left.
func Replay(entries []Entry) (map[string]any, []Problem) {
	fields := map[string]any{}
	var out []Problem
	for _, e := range entries {
		var d Data
		if err := json.Unmarshal(e.Data, &d); err != nil {
			out = append(out, Problem{Complaint: e.Complaint, Seq: e.Seq, Code: "data", Have: err.Error()})
			continue
		}
		for name, c := range d.Changes {
			if was, ok := fields[name]; ok && !Same(was, c.Before) {
				out = append(out, Problem{Complaint: e.Complaint, Seq: e.Seq, Code: "field", Field: name, Want: show(was), Have: show(c.Before)})
			}
			fields[name] = c.After
		}
	}
	return fields, out
}

// Same compares two JSON values; empty text, zero, false, null and an empty
// list are all "nothing".
func Same(a, b any) bool { return show(a) == show(b) }

func show(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	switch s := string(data); s {
	case `""`, "null", "0", "false", "[]", "{}":
		return ""
	default:
		return s
	}
}

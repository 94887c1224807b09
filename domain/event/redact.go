package event

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Erased is the type of the event that tells that the person of a case was
// erased. Its data names the entries whose data were redacted for it, with what
// each of them adds up to since.
const Erased = "person.erased"

// redactedKey is where that event keeps them: {"3": "sum"}.
const redactedKey = "redacted"

// Redact takes out of the data of an entry what a person said or is called: the
// values of fields that are not kept, notes that are no code, digests of texts,
// and of the rest whatever is no figure. What was done, to which field, stays.
func Redact(kind string, data []byte, kept func(field string) bool) ([]byte, error) {
	var d Data
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, fmt.Errorf("redact %s: %w", kind, err)
	}
	for name := range d.Changes {
		if !kept(name) {
			d.Changes[name] = Change{}
		}
	}
	if !strings.HasPrefix(kind, "message.") { // there it is the purpose, a code
		d.Note = ""
	}
	d.Digest, d.Extra = "", figures(d.Extra)
	out, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("redact %s: %w", kind, err)
	}
	return out, nil
}

// figures are the numbers and marks among some particulars, and the currency.
func figures(extra map[string]any) map[string]any {
	out := map[string]any{}
	for name, value := range extra {
		switch value.(type) {
		case float64, bool:
			out[name] = value
		case string:
			if name == "currency" {
				out[name] = value
			}
		}
	}
	return out
}

// Redactions are the particulars of the event that tells of an erasure: the
// entries as they are now, by their place in the chain.
func Redactions(now []Entry) (map[string]any, error) {
	sums := map[string]any{}
	for _, e := range now {
		sum, err := e.Sum()
		if err != nil {
			return nil, err
		}
		sums[fmt.Sprint(e.Seq)] = sum
	}
	return map[string]any{redactedKey: sums}, nil
}

// redacted are the entries of a chain that an erasure after them changed, with
// what they must add up to. The event of an erasure itself is never one.
func redacted(entries []Entry) map[int]string {
	out, since := map[int]string{}, map[string]any{}
	for at := len(entries) - 1; at >= 0; at-- {
		e := entries[at]
		if e.Type != Erased {
			if sum, ok := since[fmt.Sprint(e.Seq)].(string); ok {
				out[e.Seq] = sum
			}
			continue
		}
		var d Data
		if json.Unmarshal(e.Data, &d) != nil {
			continue // its own hash tells of it
		}
		sums, _ := d.Extra[redactedKey].(map[string]any)
		for seq, sum := range sums {
			since[seq] = sum // the first erasure saw it last: later ones find nothing left
		}
	}
	return out
}

// Package draft brings together what one person writes in several places at
// once: of each field the later word stands.
package draft

import (
	"encoding/json"
	"fmt"
)

// field is what the merging looks at; the rest of it (value, base) is carried
// along as it came.
type field struct {
	At string `json:"at"` // UTC, ISO 8601 with milliseconds: later is greater
}

type fields struct {
	Fields map[string]json.RawMessage `json:"fields"`
}

// Merge returns the stored draft with the incoming fields that are not older
// than it. Both are {"fields": {name: {"value", "at", "base"} or {"gone", "at"}}};
// stored may be empty. What is of another shape is replaced, and replaces. An
// incoming draft whose fields cannot be read is an error.
func Merge(stored, incoming []byte) ([]byte, error) {
	var have, come fields
	if err := json.Unmarshal(incoming, &come); err != nil {
		return nil, fmt.Errorf("read draft: %w", err)
	}
	if come.Fields == nil {
		return incoming, nil
	}
	if json.Unmarshal(stored, &have) != nil || have.Fields == nil {
		have.Fields = map[string]json.RawMessage{}
	}
	for name, raw := range come.Fields {
		at, err := read(raw)
		if err != nil {
			return nil, fmt.Errorf("read draft of %q: %w", name, err)
		}
		if before, err := read(have.Fields[name]); err != nil || at.At >= before.At {
			have.Fields[name] = raw
		}
	}
	return json.Marshal(have)
}

func read(raw json.RawMessage) (f field, err error) {
	if len(raw) > 0 {
		err = json.Unmarshal(raw, &f)
	}
	return f, err
}

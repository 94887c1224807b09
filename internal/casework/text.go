package casework

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
)

// Readable is the create and update hook of every collection: text is text. A
// form can carry bytes that are none, and a zero byte cuts a text short for
// half of the programs that read it later.
func (g *Engine) Readable(e *core.RecordEvent) error {
	for _, field := range e.Record.Collection().Fields {
		if field.Type() != core.FieldTypeText {
			continue
		}
		if value := e.Record.GetString(field.GetName()); !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
			return g.refuse(field.GetName(), "validation_invalid_value")
		}
	}
	return e.Next()
}

// checkPoints: the questions of the customer are a list, or it could not be
// told whether each of them has its answer.
func (g *Engine) checkPoints(r *core.Record) error {
	text := r.GetString("points")
	if text == "" || text == `""` {
		return nil
	}
	var points []complaint.Point
	if err := json.Unmarshal([]byte(text), &points); err != nil {
		return g.refuse("points", "validation_invalid_value")
	}
	return nil
}

// oneLine makes a text fit for a header.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

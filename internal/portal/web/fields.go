package web

import (
	"maps"
	"slices"
	"strings"
)

// FieldError says what is wrong with one field: a stable code, and the text
// for its reader ("" = the page's own text for the code).
type FieldError struct {
	Code    string
	Message string
}

// FieldErrors are the errors of a form by field name.
type FieldErrors map[string]FieldError

// Error lists fields and codes; the page shows the messages instead.
func (e FieldErrors) Error() string {
	parts := make([]string, 0, len(e))
	for _, name := range slices.Sorted(maps.Keys(e)) {
		parts = append(parts, name+": "+e[name].Code)
	}
	return "invalid fields: " + strings.Join(parts, ", ")
}

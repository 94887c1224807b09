// Package message holds the rules of what is written to a customer: templates
// with placeholders, and what a text must not leave out.
package message

import (
	"regexp"
	"slices"
	"strings"
)

var (
	placeholder = regexp.MustCompile(`\{\{([a-z_]+)\}\}`)
	stopped     = regexp.MustCompile(`\{\{([a-z_]+)\}\}\.`)
	section     = regexp.MustCompile(`(?s)\{\{#([a-z_]+)\}\}(.*?)\{\{/([a-z_]+)\}\}`)
)

// Render fills a template: {{name}} by its value, {{#name}}…{{/name}} only when
// name has one. It returns the text and the placeholders that had no value and
// that nothing made optional: such a text is not sent (R008). A value that ends
// its own sentence gets no second full stop.
func Render(body string, values map[string]string) (string, []string) {
	body = section.ReplaceAllStringFunc(body, func(part string) string {
		m := section.FindStringSubmatch(part)
		if m[1] != m[3] || strings.TrimSpace(values[m[1]]) == "" {
			return ""
		}
		return m[2]
	})
	body = stopped.ReplaceAllStringFunc(body, func(part string) string {
		name := stopped.FindStringSubmatch(part)[1]
		if ended(strings.TrimSpace(values[name])) {
			return strings.TrimSuffix(part, ".")
		}
		return part
	})
	var missing []string
	out := placeholder.ReplaceAllStringFunc(body, func(part string) string {
		name := placeholder.FindStringSubmatch(part)[1]
		value := strings.TrimSpace(values[name])
		if value == "" && !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
		if value == "" {
			return part // a visible gap
		}
		return value
	})
	return strings.TrimSpace(out), missing
}

// ended reports whether a value ends its own sentence.
func ended(value string) bool {
	return strings.HasSuffix(value, ".") || strings.HasSuffix(value, "!") || strings.HasSuffix(value, "?") || strings.HasSuffix(value, "…")
}

// Placeholders lists the names that a template uses, each once, in order.
func Placeholders(body string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`\{\{[#/]?([a-z_]+)\}\}`).FindAllStringSubmatch(body, -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

// Automatic reports whether a text may go out without a person having written
// or approved it. Cases that only a person may answer get the receipt and what
// the law asks for, nothing else (R100).
func Automatic(purpose string, personOnly bool) bool {
	if !personOnly {
		return true
	}
	return slices.Contains([]string{"receipt", "withdrawal", "extension", "void"}, purpose)
}

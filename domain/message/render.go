// Package message holds the rules of what is written to a customer: templates
// with placeholders, and what a text must not leave out.
package message

import (
	"regexp"
	"slices"
	"strings"
)

var (
	placeholder = regexp.MustCompile(`\{\{([a-z_]+)\}\}([.,;:)»”]?)`)
	section     = regexp.MustCompile(`(?s)\{\{#([a-z_]+)\}\}(.*?)\{\{/([a-z_]+)\}\}`)
	gaps        = regexp.MustCompile(`\n{3,}`)
	spaces      = regexp.MustCompile(` {2,}`)
)

// Render fills a template: {{name}} by its value, {{#name}}…{{/name}} only when
// name has one. It returns the text and the placeholders that had no value and
// that nothing made optional: such a text is not sent (R008). What a value ends
// with and what follows it make one punctuation.
func Render(body string, values map[string]string) (string, []string) {
	body = sections(body, values)
	var missing []string
	out := placeholder.ReplaceAllStringFunc(body, func(part string) string {
		m := placeholder.FindStringSubmatch(part)
		value := strings.TrimSpace(values[m[1]])
		if value == "" && !slices.Contains(missing, m[1]) {
			missing = append(missing, m[1])
		}
		if value == "" {
			return part // a visible gap
		}
		return punctuate(value, m[2])
	})
	return strings.TrimSpace(out), missing
}

// sections keeps the optional parts that have a value, and closes the holes
// that the others leave.
func sections(body string, values map[string]string) string {
	body = section.ReplaceAllStringFunc(body, func(part string) string {
		m := section.FindStringSubmatch(part)
		if m[1] != m[3] || strings.TrimSpace(values[m[1]]) == "" {
			return ""
		}
		return m[2]
	})
	return gaps.ReplaceAllString(spaces.ReplaceAllString(body, " "), "\n\n")
}

// punctuate joins a value with the sign behind it: no second full stop after a
// value that ends its own sentence, and no full stop before another sign.
func punctuate(value, sign string) string {
	switch {
	case sign == "." && ended(value):
		return value
	case sign != "" && sign != "." && strings.HasSuffix(value, ".") && !strings.HasSuffix(value, ".."):
		return strings.TrimSuffix(value, ".") + sign
	}
	return value + sign
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

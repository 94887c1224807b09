package message_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"escucha/domain/message"
)

func TestRender(t *testing.T) {
	t.Parallel()
	values := map[string]string{"nombre": "Rosa", "fecha": "10 de diciembre", "vacio": "  ", "frase": "Elija usted.", "quote": "Ya no quiero.", "dots": "Pues...", "question": "¿Cuándo?"}
	scenarios := []struct {
		name, body, want string
		missing          []string
	}{
		{"plain", "Buenos días.", "Buenos días.", nil},
		{"filled", "Estimada {{nombre}}:", "Estimada Rosa:", nil},
		{"a gap stays visible and is named", "{{nombre}}, {{causa}}", "Rosa, {{causa}}", []string{"causa"}},
		{"named once", "{{causa}} {{causa}}", "{{causa}} {{causa}}", []string{"causa"}},
		{"only spaces is a gap", "{{vacio}}", "{{vacio}}", []string{"vacio"}},
		{"section with value", "Hola.{{#fecha}} Hasta el {{fecha}}.{{/fecha}}", "Hola. Hasta el 10 de diciembre.", nil},
		{"section without value", "Hola.{{#material}} Guía: {{material}}.{{/material}}", "Hola.", nil},
		{"gap inside a section", "{{#fecha}}{{causa}}{{/fecha}}", "{{causa}}", []string{"causa"}},
		{"section over lines", "{{#fecha}}\n{{fecha}}\n{{/fecha}}", "10 de diciembre", nil},
		{"a value with its own full stop", "Le proponemos: {{frase}}. ¿Está de acuerdo?", "Le proponemos: Elija usted. ¿Está de acuerdo?", nil},
		{"an ellipsis stays", "Un momento... {{nombre}}", "Un momento... Rosa", nil},
		{"a full stop in quotes", "«{{quote}}».", "«Ya no quiero».", nil},
		{"a full stop before a semicolon", "{{quote}}; gracias", "Ya no quiero; gracias", nil},
		{"dots that mean more", "«{{dots}}»", "«Pues...»", nil},
		{"a question keeps its sign", "{{question}}.", "¿Cuándo?", nil},
		{"a hole in a line", "Uno. {{#material}}Guía.{{/material}} Dos.", "Uno. Dos.", nil},
		{"a hole between paragraphs", "Uno.\n{{#material}}\nGuía.\n{{/material}}\nDos.", "Uno.\n\nDos.", nil},
		{"a value is not rendered again", "{{nombre}}", "Rosa", nil},
	}
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			got, missing := message.Render(s.body, values)
			if got != s.want || !slices.Equal(missing, s.missing) {
				t.Errorf("got %q missing %v, want %q missing %v", got, missing, s.want, s.missing)
			}
		})
	}
}

// What a customer typed is text: braces in a value are never filled in.
func TestValuesAreText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		value := rapid.SampledFrom([]string{"{{secreto}}", "{{#x}}y{{/x}}", "$1", "<b>"}).Draw(rt, "value")
		got, missing := message.Render("«{{nombre}}»", map[string]string{"nombre": value, "secreto": "no"})
		if got != "«"+value+"»" || len(missing) > 0 {
			rt.Fatalf("got %q %v", got, missing)
		}
	})
}

func TestPlaceholders(t *testing.T) {
	t.Parallel()
	got := message.Placeholders("{{a}} {{#b}}{{c}}{{/b}} {{a}}")
	if !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("got %s", strings.Join(got, " "))
	}
}

func TestAutomatic(t *testing.T) {
	t.Parallel()
	for _, s := range []struct {
		purpose    string
		personOnly bool
		want       bool
	}{
		{"receipt", true, true}, {"withdrawal", true, true}, {"started", true, false},
		{"reopening", true, false}, {"started", false, true}, {"receipt", false, true},
	} {
		if got := message.Automatic(s.purpose, s.personOnly); got != s.want {
			t.Errorf("%s, person only %t: %t, want %t", s.purpose, s.personOnly, got, s.want)
		}
	}
}

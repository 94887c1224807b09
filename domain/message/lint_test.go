package message_test

import (
	"slices"
	"strings"
	"testing"

	"escucha/domain/message"
)

const thanks = "Gracias. {{canales_contacto}} {{numero_caso}}"

// TestLint: what a template is refused for, and what it is not.
func TestLint(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, code, subject, body string
		want                      string
	}{
		{"sound", "cierre", "Caso {{numero_caso}}", thanks, ""},
		{"an optional part", "cierre", "", thanks + "{{#material}} Guía: {{material}}.{{/material}}", ""},
		{"a code of one's own", "nuestro_texto", "", "Hola, {{nombre_cliente}}.", ""},
		{"the number in the subject is enough", "cierre", "{{numero_caso}}", "Gracias. {{canales_contacto}}", ""},
		{"no way to come back", "cierre", "", "Gracias. {{numero_caso}}", "body template_required canales_contacto"},
		{"only in an optional part", "cierre", "", "{{numero_caso}}{{#material}}{{canales_contacto}}{{/material}}", "body template_required canales_contacto"},
		{"nothing that a receipt needs", "acuse", "", "Hola.", "body template_required numero_caso fecha_registro hora_registro enlace_seguimiento"},
		{"unknown", "cierre", "", thanks + " {{nombre_del_cliente}}", "body template_unknown nombre_del_cliente"},
		{"unknown in the subject", "cierre", "{{numero}}", thanks, "subject template_unknown numero"},
		{"spaces inside", "cierre", "", thanks + " {{ causa }}", "body template_braces {{ causa }}"},
		{"half open", "cierre", "", thanks + " {{causa", "body template_braces {{causa"},
		{"half closed", "cierre", "", thanks + " causa}}", "body template_braces }}"},
		{"a part without an end", "cierre", "", thanks + " {{#causa}}Por {{causa}}", "body template_section causa"},
		{"an end without a part", "cierre", "", thanks + " {{/causa}}", "body template_section causa"},
		{"parts that cross", "cierre", "", thanks + " {{#causa}}{{#gesto}}x{{/causa}}{{/gesto}}", "body template_section gesto gesto"},
		{"empty", "nuestro_texto", "Hola", " \n", "body template_empty"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if found := message.Lint(row.code, row.subject, row.body); len(found) > 0 {
				got = strings.TrimSpace(strings.Join(append([]string{found[0].Field, found[0].Code}, found[0].Names...), " "))
			}
			if got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

// TestWhatIsRequiredIsKnown: nothing is asked for that no case could fill.
func TestWhatIsRequiredIsKnown(t *testing.T) {
	t.Parallel()
	if !slices.IsSorted(message.Known()) {
		t.Error("the placeholders are not in order")
	}
	for _, code := range []string{"acuse", "cierre", "encuesta", "negativa", "resolucion"} {
		for _, name := range message.Required(code) {
			if !slices.Contains(message.Known(), name) {
				t.Errorf("%s asks for %s", code, name)
			}
		}
	}
	if got := message.Required("nuestro_texto"); len(got) > 0 {
		t.Errorf("a text of one's own must hold %v", got)
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	if got := message.Gaps("Caso 406", "Ocurrió: {{causa}}. {{#gesto}}Y {{gesto}}{{/gesto}}"); !slices.Equal(got, []string{"causa", "gesto"}) {
		t.Errorf("gaps %v", got)
	}
	if got := message.Gaps("Caso 406", "Un texto { entero } {{constructor}}"); len(got) > 0 {
		t.Errorf("gaps %v in a whole text", got)
	}
}

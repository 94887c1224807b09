package message

import (
	"regexp"
	"slices"
	"strings"
)

// known are the placeholders that a text may use: what a case fills by itself,
// and what a person fills in before sending.
var known = strings.Fields(`acciones alternativa alternativa_hasta area_destino aviso base_legal canal canales_contacto cargo_agente causa
	dato_necesario desde_cuando enlace_confirmar enlace_encuesta enlace_opciones enlace_seguimiento fecha_estimada fecha_hoy
	fecha_limite_legal fecha_para_responder fecha_propuesta fecha_proximo_aviso fecha_registro gesto hora_registro impacto
	lo_que_si_podemos material mejora_realizada minutos motivo motivo_dato motivo_estimacion nombre_agente nombre_cliente
	nombre_empresa numero_caso opciones pasos persona_contacto producto proximo_paso puntos puntos_respondidos resumen_objetivo tipo vias_externas`)

// Known lists the placeholders, in the order of the alphabet.
func Known() []string { return slices.Clone(known) }

// required is what each text must say whatever else it says: how to come back
// (R035), when it was received, why, what was asked (R008), the link.
var required = map[string][]string{
	"acuse":                    {"numero_caso", "fecha_registro", "hora_registro", "enlace_seguimiento"},
	"anulacion":                {"numero_caso", "motivo"},
	"aviso_producto":           {"aviso", "producto"},
	"cierre":                   {"canales_contacto", "numero_caso"},
	"desistimiento":            {"numero_caso", "motivo", "enlace_seguimiento"},
	"encuesta":                 {"enlace_encuesta"},
	"encuesta_periodica":       {"enlace_encuesta"},
	"encuesta_recordatorio":    {"enlace_encuesta"},
	"falta_dato":               {"dato_necesario", "fecha_para_responder", "enlace_seguimiento"},
	"mejora":                   {"mejora_realizada"},
	"negativa":                 {"numero_caso", "puntos_respondidos"},
	"parafrasis":               {"resumen_objetivo", "desde_cuando", "impacto", "enlace_confirmar"},
	"pe_oferta":                {"numero_caso", "acciones", "fecha_para_responder"},
	"propuesta":                {"acciones", "enlace_opciones"},
	"prorroga":                 {"numero_caso", "motivo", "fecha_estimada"},
	"reapertura":               {"numero_caso", "proximo_paso"},
	"resolucion":               {"numero_caso", "causa", "acciones"},
	"resolucion_breve":         {"numero_caso", "causa", "acciones"},
	"seguimiento_sin_contacto": {"canales_contacto", "numero_caso"},
	"tiempo_desconocido":       {"fecha_proximo_aviso"},
	"tiempo_real":              {"motivo_estimacion", "fecha_estimada"},
	"traslado":                 {"numero_caso"},
}

// Required lists what the text of a code must hold.
func Required(code string) []string { return slices.Clone(required[code]) }

// Problem is what is wrong with a template: the field, a code, and the names
// that it is about.
type Problem struct {
	Field, Code string
	Names       []string
}

var (
	opens = regexp.MustCompile(`\{\{([#/]?)([a-z_]+)\}\}`)
	stray = regexp.MustCompile(`\{\{[^{}]*\}?\}?|\}\}`)
)

// Lint finds why a template must not be used, the worst of each field first.
func Lint(code, subject, body string) []Problem {
	var out []Problem
	note := func(field, code string, names []string) {
		if len(names) > 0 {
			out = append(out, Problem{field, code, names})
		}
	}
	for _, field := range []struct{ name, text string }{{"subject", subject}, {"body", body}} {
		note(field.name, "template_braces", stray.FindAllString(opens.ReplaceAllString(field.text, ""), -1))
		note(field.name, "template_unknown", without(Placeholders(field.text), known))
		note(field.name, "template_section", unclosed(field.text))
	}
	if strings.TrimSpace(body) == "" {
		out = append(out, Problem{Field: "body", Code: "template_empty"})
	}
	sure := Placeholders(section.ReplaceAllString(body, "") + subject) // what stands in an optional part may be left out
	note("body", "template_required", without(required[code], sure))
	return out
}

func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(one string) bool { return slices.Contains(others, one) })
}

// unclosed are the optional parts that begin or end alone.
func unclosed(text string) (names []string) {
	open := ""
	for _, m := range opens.FindAllStringSubmatch(text, -1) {
		switch {
		case m[1] == "#" && open == "":
			open = m[2]
		case m[1] == "/" && open == m[2]:
			open = ""
		case m[1] != "":
			names = append(names, m[2])
		}
	}
	if open != "" {
		names = append(names, open)
	}
	return names
}

// Gaps are the placeholders of ours that nobody filled in a text that would go
// out; other words in braces are what somebody meant to write.
func Gaps(texts ...string) []string {
	return slices.DeleteFunc(Placeholders(strings.Join(texts, "\n")), func(name string) bool { return !slices.Contains(known, name) })
}

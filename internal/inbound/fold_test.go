package inbound

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, own, quoted string }{
		{"nothing quoted", "Hola.\n\nAdiós.", "Hola.\n\nAdiós.", ""},
		{"signs alone", "Sí.\n> ¿Viene?", "Sí.", "> ¿Viene?"},
		{"signs above", "> ¿Viene?\n\nSí.", "Sí.", "> ¿Viene?"},
		{"only a quote", "> ¿Viene?\n> Sí.", "> ¿Viene?\n> Sí.", ""},
		{"Spanish announcement", "Sí.\n\nEl 3/12/26, Ana <a@b.example> escribió:\n¿Viene?", "Sí.", "El 3/12/26, Ana <a@b.example> escribió:\n¿Viene?"},
		{"English announcement", "Yes.\nOn Dec 3, Ana wrote:\n\n> Coming?", "Yes.", "On Dec 3, Ana wrote:\n\n> Coming?"},
		{"announcement in three lines", "Sí.\nEl jue, 3 dic 2026\na las 10:00, Ana\n<a@b.example> escribió:\n> ¿Viene?", "Sí.", "El jue, 3 dic 2026\na las 10:00, Ana\n<a@b.example> escribió:\n> ¿Viene?"},
		{"announcement without article", "Sí.\nAna <a@b.example> escribió:\n> ¿Viene?", "Sí.", "Ana <a@b.example> escribió:\n> ¿Viene?"},
		{"accents in two signs", "Sí.\nEl 3/12/26, Ana <a@b.example> escribio\u0301:\n¿Viene?", "Sí.", "El 3/12/26, Ana <a@b.example> escribió:\n¿Viene?"},
		{"bold announcement", "Sí.\n\n*De:* Ana\n*Enviado el:* jueves\n*Para:* Luis\n\n¿Viene?", "Sí.", "*De:* Ana\n*Enviado el:* jueves\n*Para:* Luis\n\n¿Viene?"},
		{"dashes", "Yes.\n-----Original Message-----\nanything", "Yes.", "-----Original Message-----\nanything"},
		{"dashes around the announcement", "Sí.\n---- El lun, 23 nov 2026 09:15, Ana <a@b.example> escribió ----\n¿Viene?", "Sí.", "---- El lun, 23 nov 2026 09:15, Ana <a@b.example> escribió ----\n¿Viene?"},
		{"sent with a program, and with anger", "Enviado con mucho enfado\n\nEnviado con Proton Mail", "Enviado con mucho enfado", "Enviado con Proton Mail"},
		{"forwarded with a word", "Miren esto.\n\nInicio del mensaje reenviado:\n\nDe: Ana\n\nHola", "Miren esto.", "Inicio del mensaje reenviado:\n\nDe: Ana\n\nHola"},
		{"our own line", "Sí.\n\n--- Escriba por encima de esta línea ---\nEstimada", "Sí.", "--- Escriba por encima de esta línea ---\nEstimada"},
		{"a ruler that announces nothing", "Uno\n_____\nDos", "Uno\n_____\nDos", ""},
		{"answers between signs", "Luis escribió:\n> ¿Uno?\nSí.\n> ¿Dos?\nNo.", "Luis escribió:\n> ¿Uno?\nSí.\n> ¿Dos?\nNo.", ""},
		{"answers between, said so", "Ver respuestas en rojo\n\nFrom: a\nSent: b\nTo: c\n\n¿Uno? Sí.", "Ver respuestas en rojo\n\nFrom: a\nSent: b\nTo: c\n\n¿Uno? Sí.", ""},
		{"above and below", "Hola.\n> ¿Uno?\n\nAdiós.", "Hola.\nAdiós.", "> ¿Uno?"},
		{"a story in the first person", "El jefe me escribió:\nnada de nada", "El jefe me escribió:\nnada de nada", ""},
		{"from whom, but no head", "De: nadie\nhola", "De: nadie\nhola", ""},
		{"signature", "Hola.\n-- \nAna\nTel. 1", "Hola.", "--\nAna\nTel. 1"},
		{"signature of a telephone", "Hola.\n\nEnviado desde mi iPhone\n", "Hola.", "Enviado desde mi iPhone"},
		{"only a signature", "-- \nAna", "--\nAna", ""},
		{"signature above the quote", "Hola.\n-- \nAna\n\n> ¿Uno?", "Hola.", "--\nAna\n\n> ¿Uno?"},
		{"empty", "", "", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if own, quoted := fold(clean(tc.text)); own != tc.own || quoted != tc.quoted {
				t.Errorf("own\n%q\nquoted\n%q", own, quoted)
			}
		})
	}
}

// TestFoldLosesNothing draws texts of the lines that decide: every line with
// words is in one of the two parts, as often as it was written.
func TestFoldLosesNothing(t *testing.T) {
	t.Parallel()
	line := rapid.SampledFrom([]string{"", " ", "Hola.", "> cita", ">> cita", ">", "-- ", "--", "El 3/12/26, Ana <a@b.example> escribió:", "Ana escribió:",
		"-----Mensaje original-----", "De: Ana", "Enviado: hoy", "Para: Luis", "Asunto: x", "______", "Enviado desde mi iPhone", "Le respondo abajo", "otra cosa"})
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(line, 0, 25).Draw(t, "lines")
		own, quoted := fold(strings.Join(lines, "\n"))
		got, want := sortedWords(own+"\n"+quoted), sortedWords(strings.Join(lines, "\n"))
		if !slices.Equal(got, want) {
			t.Fatalf("own %q, quoted %q", own, quoted)
		}
		if own == "" && len(want) > 0 {
			t.Fatalf("nothing is left of %q", lines)
		}
	})
}

func sortedWords(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}

func TestUnflow(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, text, want string
		drop             bool
	}{
		{"one line of two", "uno \ndos\ntres", "uno dos\ntres", false},
		{"blank added by the program", "u \nno", "uno", true},
		{"a blank that was written", " uno\n  dos", "uno\n dos", false},
		{"depths do not mix", "> uno \ndos", "> uno \ndos", false},
		{"quotes flow too", "> uno \n> dos\n>> tres \n>> cuatro", "> uno dos\n>> tres cuatro", false},
		{"a signature stays alone", "uno \n-- \nAna", "uno \n-- \nAna", false},
		{"a signature opens nothing", "-- \nAna", "-- \nAna", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := unflow(tc.text, tc.drop); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestTidy(t *testing.T) {
	t.Parallel()
	if got := tidy("\n\n uno \t\n\n\n\n\ndos\n \n"); got != " uno\n\n\ndos" {
		t.Errorf("%q", got)
	}
}

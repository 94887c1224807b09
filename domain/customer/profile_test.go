package customer_test

import (
	"maps"
	"slices"
	"testing"

	"escucha/domain/customer"
)

// TestSuggest: each signal on both sides of its edge.
func TestSuggest(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name    string
		signals customer.Signals
		want    []customer.Profile
	}{
		{"nothing", customer.Signals{}, nil},
		{"one refusal", customer.Signals{Refused: 1}, nil},
		{"two refusals", customer.Signals{Refused: 2}, []customer.Profile{customer.Unreasonable}},
		{"two early contacts", customer.Signals{EarlyCalls: 2}, nil},
		{"three early contacts", customer.Signals{EarlyCalls: 3}, []customer.Profile{customer.Intolerant}},
		{"four in a day", customer.Signals{DayContacts: 4}, nil},
		{"five in a day", customer.Signals{DayContacts: 5}, []customer.Profile{customer.Compulsive}},
		{"two cases of the same", customer.Signals{SameSubject: 2}, nil},
		{"three cases of the same", customer.Signals{SameSubject: 3}, []customer.Profile{customer.Compulsive}},
		{"one request without answer", customer.Signals{Unanswered: 1}, nil},
		{"two", customer.Signals{Unanswered: 2}, []customer.Profile{customer.Uncommitted}},
		{"two channels", customer.Signals{Channels: 2}, nil},
		{"three channels", customer.Signals{Channels: 3}, []customer.Profile{customer.Disorganised}},
		{"data asked for once", customer.Signals{DataRequests: 1}, nil},
		{"data asked for twice", customer.Signals{DataRequests: 2}, []customer.Profile{customer.Disorganised}},
		{"everything: abuse is never counted", customer.Signals{Refused: 9, EarlyCalls: 9, DayContacts: 9, SameSubject: 9, Unanswered: 9, Channels: 9, DataRequests: 9},
			[]customer.Profile{customer.Compulsive, customer.Disorganised, customer.Intolerant, customer.Uncommitted, customer.Unreasonable}},
	}
	for _, row := range rows {
		if got := slices.Sorted(maps.Keys(customer.Suggest(row.signals))); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
	both := customer.Suggest(customer.Signals{DayContacts: 6, SameSubject: 3})[customer.Compulsive]
	if both["day_contacts"] != 6 || both["same_subject"] != 3 {
		t.Errorf("the numbers are %v", both)
	}
	if n := len(customer.Profiles()); n != 6 {
		t.Errorf("%d profiles", n)
	}
}

// TestInsult: what describes a person is refused, what happened and what was
// said is not.
func TestInsult(t *testing.T) {
	t.Parallel()
	rows := map[string]string{
		"Llamó cuatro veces el martes antes de las 10.": "",
		"Es un idiota":                               "idiota",
		"Son unos IDIOTAS.":                          "idiotas",
		"Qué imbécil, no entiende nada":              "imbecil",
		"Gritó «son unos ladrones» en el mostrador":  "",
		"Escribió \"estúpidos\" en el correo del 20": "",
		"Cliente conflictiva y pesada":               "conflictiva",
		"Compró tontería no es palabra de la lista":  "",
		"The customer is stupid":                     "stupid",
		"":                                           "",
	}
	for text, want := range rows {
		if got := customer.Insult(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestCompare: what is offered as the same trouble, and what is not.
func TestCompare(t *testing.T) {
	t.Parallel()
	lamp := customer.Story{ProductText: "Lámpara de pie Paracas", Text: "La lámpara parpadea desde el domingo cuando mi hijo estudia"}
	rows := []struct {
		name string
		a, b customer.Story
		want customer.Likeness
	}{
		{"the same of the catalogue", customer.Story{Product: "p1"}, customer.Story{Product: "p1"}, customer.SameProduct},
		{"another of the catalogue", customer.Story{Product: "p1"}, customer.Story{Product: "p2"}, ""},
		{"the same written otherwise", lamp, customer.Story{ProductText: "lamparas PARACAS"}, customer.SameProduct},
		{"one word of three", customer.Story{ProductText: "mesa Paracas redonda"}, lamp, ""},
		{"another product", lamp, customer.Story{ProductText: "Mesa Cajamarca"}, ""},
		{"no product at all", customer.Story{}, customer.Story{}, ""},
		{"the same cause", customer.Story{Cause: "delivery"}, customer.Story{Cause: "delivery"}, customer.SameCause},
		{"like words", lamp, customer.Story{Text: "Otra vez la lámpara parpadea cuando estudia mi hijo"}, customer.SameStory},
		{"two words are too few", lamp, customer.Story{Text: "La lámpara parpadea"}, ""},
		{"words of any complaint", customer.Story{Text: "Quiero que esto tenga arreglo porque siempre pasa"}, customer.Story{Text: "Siempre quiero esto porque nadie tiene nada"}, ""},
		{"few of many", lamp, customer.Story{Text: "El domingo vino mi hijo y vio el ropero que llegó rayado, con bisagras sueltas y puertas torcidas"}, ""},
	}
	for _, row := range rows {
		if got := customer.Compare(row.a, row.b); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
		if got := customer.Compare(row.b, row.a); got != row.want {
			t.Errorf("%s, the other way: %q, want %q", row.name, got, row.want)
		}
	}
}

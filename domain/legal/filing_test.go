package legal

import (
	"slices"
	"testing"

	"escucha/domain/calendar"
)

func TestFiledMinimum(t *testing.T) {
	t.Parallel()
	full := Filing{"name": "Rosa", "document_number": "12345678", "email": "r@example.com", "narrative": "No enciende"}
	without := func(field string) Filing {
		f := Filing{}
		for key, value := range full {
			if key != field {
				f[key] = value
			}
		}
		return f
	}
	with := func(f Filing, field, value string) Filing { f[field] = value; return f }
	tests := []struct {
		name, code string
		filing     Filing
		want       []string
	}{
		{"complete", "pe", full, nil},
		{"nothing", "pe", nil, []string{"name", "document_number", "address|email", "narrative"}},
		{"no name", "pe", without("name"), []string{"name"}},
		{"no document", "pe", without("document_number"), []string{"document_number"}},
		{"no e-mail", "pe", without("email"), []string{"address|email"}},
		{"address instead of e-mail", "pe", with(without("email"), "address", "Jr. Unión 1"), nil},
		{"a phone is no address in Peru", "pe", with(without("email"), "phone", "999"), []string{"address|email"}},
		{"a phone is enough in Mexico", "mx", with(without("email"), "phone", "999"), nil},
		{"no document in Mexico", "mx", without("document_number"), nil},
		{"spaces are nothing", "pe", with(without("narrative"), "narrative", " \n\t"), []string{"narrative"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := FiledMinimum(mustByCode(t, test.code), test.filing); !slices.Equal(got, test.want) {
				t.Errorf("missing %v, want %v", got, test.want)
			}
		})
	}
}

func TestLegalKind(t *testing.T) {
	t.Parallel()
	for _, test := range [][3]string{
		{"pe", "claim", "reclamo"}, {"pe", "grievance", "queja"}, {"pe", "petition", "reclamo"}, {"pe", "suggestion", ""},
		{"co", "petition", "peticion"}, {"co-10", "claim", "peticion_documentos"}, {"co-30", "petition", "consulta"},
		{"es", "claim", "reclamacion"}, {"es", "petition", ""}, {"es-l10", "petition", "consulta"},
		{"mx", "claim", ""}, {"pe", "unknown", ""},
	} {
		if got := LegalKind(mustByCode(t, test[0]), test[1]); got != test[2] {
			t.Errorf("%s in %s is %q, want %q", test[1], test[0], got, test[2])
		}
	}
}

func TestDowngrade(t *testing.T) {
	t.Parallel()
	peru, spain := mustByCode(t, "pe"), mustByCode(t, "es")
	if IsDowngrade(peru, "queja", "reclamo") || !IsDowngrade(peru, "reclamo", "queja") {
		t.Error("in Peru only from reclamo to queja is a downgrade")
	}
	if IsDowngrade(spain, "reclamacion", "queja") {
		t.Error("Spain's profile has no requalification")
	}
	if !peru.HasKind("queja") || peru.HasKind("denuncia") {
		t.Error("Peru has reclamo and queja")
	}
}

func TestRetentionAndReopening(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		code        string
		filed, want calendar.Date
	}{
		{"pe", calendar.Date{Year: 2026, Month: 11, Day: 22}, calendar.Date{Year: 2028, Month: 11, Day: 22}},
		{"pe", calendar.Date{Year: 2028, Month: 2, Day: 29}, calendar.Date{Year: 2030, Month: 2, Day: 28}},
		{"gen", calendar.Date{Year: 2026, Month: 11, Day: 22}, calendar.Date{Year: 2029, Month: 11, Day: 22}},
	} {
		if got := Retention(mustByCode(t, test.code), test.filed); got != test.want {
			t.Errorf("%s filed %s is kept to %s, want %s", test.code, test.filed, got, test.want)
		}
	}
}

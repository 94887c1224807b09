package i18n_test

import (
	"strings"
	"testing"

	"escucha/internal/i18n"
)

func TestMoney(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, lang string
		amount     float64
		code, want string
	}{
		{"soles", "es", 689, "PEN", "S/ 689.00"},
		{"thousands", "es", 1234567.5, "PEN", "S/ 1,234,567.50"},
		{"pesos without cents", "es", 1200, "COP", "$ 1.200"},
		{"pesos of Argentina", "es", 1200.5, "ARS", "$ 1.200,50"},
		{"euros after the amount", "es", 70, "EUR", "70,00 €"},
		{"euros in English", "en", 1070.1, "EUR", "€ 1,070.10"},
		{"unknown currency", "es", 3, "XXX", "XXX 3.00"},
		{"no currency", "es", 3, "", "3.00"},
		{"negative", "es", -70, "PEN", "S/ −70.00"},
		{"negative that rounds to nothing", "es", -0.001, "PEN", "S/ 0.00"},
		{"rounded", "es", 0.126, "MXN", "$ 0.13"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := strings.ReplaceAll(i18n.Money(row.lang, row.amount, row.code), "\u00a0", " ")
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestSymbol(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"PEN": "S/", "USD": "US$", "BOB": "BOB"} {
		if got := i18n.Symbol(code); got != want {
			t.Errorf("%s: got %q", code, got)
		}
	}
}

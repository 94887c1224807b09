package purchase_test

import (
	"maps"
	"slices"
	"testing"

	"escucha/domain/purchase"
)

// TestAmount: both ways of writing, and what could be either.
func TestAmount(t *testing.T) {
	t.Parallel()
	rows := []struct {
		text string
		mark purchase.Mark
		want float64
		code string
	}{
		{"689", 0, 689, ""}, {"689,90", 0, 689.9, ""}, {"689.90", 0, 689.9, ""}, {"0", 0, 0, ""}, {"0,5", 0, 0.5, ""}, {".5", 0, 0.5, ""}, {"A12", 0, 0, "import_amount"}, {"-", 0, 0, "import_amount"}, {"$", 0, 0, "import_amount"},
		{"1.234,56", 0, 1234.56, ""}, {"1,234.56", 0, 1234.56, ""}, {"1.234.567", 0, 1234567, ""}, {"1,234,567.8", 0, 1234567.8, ""},
		{"1.234", 0, 0, "import_amount_ambiguous"}, {"1,234", 0, 0, "import_amount_ambiguous"},
		{"1.234", ',', 1234, ""}, {"1.234", '.', 1.234, ""}, {"1,234", '.', 1234, ""}, {"1,234", ',', 1.234, ""},
		{"0.123", 0, 0.123, ""}, {"1234.567", 0, 1234.567, ""}, {"12,3456", 0, 12.3456, ""},
		{"S/ 1,234.50", 0, 1234.5, ""}, {"S/. 25.00", 0, 25, ""}, {"$1.234,50", 0, 1234.5, ""}, {"12,50 €", 0, 12.5, ""}, {"1 234,50", 0, 1234.5, ""}, {"USD 12.50", 0, 12.5, ""},
		{"-5", 0, -5, ""}, {"-$5,50", 0, -5.5, ""},
		{"", 0, 0, "import_amount"}, {"mil", 0, 0, "import_amount"}, {"12a", 0, 0, "import_amount"}, {"1.23.456,7", 0, 0, "import_amount"}, {"1,2,3", 0, 0, "import_amount"}, {"1.234,5,6", 0, 0, "import_amount"},
	}
	for _, row := range rows {
		if got, code := purchase.Amount(row.text, row.mark); got != row.want || code != row.code {
			t.Errorf("%q with %q: %v %s, want %v %s", row.text, string(row.mark), got, code, row.want, row.code)
		}
	}
	for text, want := range map[string]purchase.Mark{"1.234": 0, "12": 0, "1.234,5": ',', "12.50": '.', "x": 0} {
		if got := purchase.MarkOf(text); got != want {
			t.Errorf("%q shows %q", text, string(got))
		}
	}
}

// TestDay: the day before the month, and no day that there is not.
func TestDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"2026-11-24": "2026-11-24", "24/11/2026": "2026-11-24", "4/1/2026": "2026-01-04", "24-11-2026": "2026-11-24", "24.11.2026": "2026-11-24",
		"24/11/2026 18:05": "2026-11-24", "2026-11-24T18:05:00": "2026-11-24", " 2026-11-24 ": "2026-11-24", "29/02/2028": "2028-02-29"} {
		if got, code := purchase.Day(text); got.String() != want || code != "" {
			t.Errorf("%q is %s %s", text, got, code)
		}
	}
	for _, text := range []string{"", "31/02/2026", "11/24/2026", "29/02/2026", "24/11/26", "ayer", "46000"} {
		if got, code := purchase.Day(text); code != "import_date" {
			t.Errorf("%q is %s", text, got)
		}
	}
}

// TestColumns: guessed in both languages, said where the guess is wrong.
func TestColumns(t *testing.T) {
	t.Parallel()
	type columns = map[purchase.Field]int
	rows := []struct {
		name    string
		headers []string
		said    map[purchase.Field]string
		want    columns
		missing []purchase.Field
	}{
		{"a till in Lima", []string{"Nº", "FECHA DE EMISIÓN", "Cliente", "DNI", "Detalle", "Importe Total", "Moneda"}, nil,
			columns{"external_id": 0, "date": 1, "name": 2, "document": 3, "product": 4, "amount": 5, "currency": 6}, nil},
		{"a shop in English", []string{"order_id", "Date", "Email", "Total"}, nil, columns{"external_id": 0, "date": 1, "email": 2, "amount": 3}, nil},
		{"said otherwise", []string{"A", "Fecha", "B", "Teléfono"}, map[purchase.Field]string{"amount": "b", "external_id": "A"},
			columns{"external_id": 0, "date": 1, "amount": 2, "phone": 3}, nil},
		{"said, and not there", []string{"Fecha", "Total", "DNI"}, map[purchase.Field]string{"amount": "Importe"}, columns{"date": 0, "document": 2}, []purchase.Field{"amount"}},
		{"of nobody, on no day", []string{"Total", "Nombre"}, nil, columns{"amount": 0, "name": 1}, []purchase.Field{"date", "document"}},
	}
	for _, row := range rows {
		got := purchase.Columns(row.headers, row.said)
		if !maps.Equal(got, row.want) || !slices.Equal(purchase.Missing(got), row.missing) {
			t.Errorf("%s: %v, missing %v", row.name, got, purchase.Missing(got))
		}
	}
}

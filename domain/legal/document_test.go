package legal

import (
	"errors"
	"testing"

	"escucha/domain/calendar"
)

func TestEveryDocumentTypeIsCompleteAndTakesItsExample(t *testing.T) {
	t.Parallel()
	for _, country := range calendar.Countries() {
		types, err := DocumentTypes(country)
		if err != nil || len(types) < 2 {
			t.Errorf("%s: %d document types, %v", country, len(types), err)
		}
		for _, kind := range types {
			if kind.NameES == "" || kind.NameEN == "" {
				t.Errorf("%s %s lacks a name", country, kind.Code)
			}
			if err := CheckDocument(country, kind.Code, kind.Example); err != nil {
				t.Errorf("%s %s refuses its own example %q: %v", country, kind.Code, kind.Example, err)
			}
			if err := CheckDocument(country, kind.Code, ""); !errors.Is(err, ErrDocumentNumber) {
				t.Errorf("%s %s takes nothing: %v", country, kind.Code, err)
			}
		}
	}
}

func TestCheckDocument(t *testing.T) {
	t.Parallel()
	tests := []struct {
		country, code, number string
		want                  error
	}{
		{"PE", "DNI", "12345678", nil}, {"pe", "DNI", " 12 345 678 ", nil},
		{"PE", "DNI", "9901227", ErrDocumentNumber}, {"PE", "DNI", "123456789", ErrDocumentNumber},
		{"PE", "DNI", "1234567A", ErrDocumentNumber}, {"PE", "RUC", "20123456789", nil}, {"PE", "RUC", "30123456789", ErrDocumentNumber},
		{"CO", "NIT", "900.123.456-7", nil}, {"CO", "CC", "123", ErrDocumentNumber},
		{"ES", "NIF", "12345678z", nil}, {"ES", "NIF", "B12345678", nil}, {"ES", "NIF", "12345678", ErrDocumentNumber},
		{"ES", "NIE", "x-1234567-l", nil}, {"ES", "NIE", "A1234567L", ErrDocumentNumber},
		{"MX", "RFC", "ÑAÑ800705AB1", nil}, {"MX", "CURP", "GOMC800705XDFRRL09", nil}, {"MX", "CURP", "GOMC800705", ErrDocumentNumber},
		{"CL", "RUT", "7.654.321-k", nil}, {"CL", "RUT", "K7654321", ErrDocumentNumber},
		{"AR", "CUIT", "20-12345678-6", nil}, {"AR", "CUIT", "99-12345678-6", ErrDocumentNumber},
		{"EC", "CEDULA", "2912345678", ErrDocumentNumber}, {"EC", "RUC", "1712345675001", nil},
		{"PE", "PASSPORT", "AB123456", nil}, {"PE", "PASSPORT", "AB12345<script>", ErrDocumentNumber},
		{"PE", "NIE", "X1234567L", ErrDocumentType}, {"PE", "", "12345678", ErrDocumentType}, {"XX", "DNI", "12345678", ErrDocumentType},
	}
	for _, test := range tests {
		if err := CheckDocument(test.country, test.code, test.number); !errors.Is(err, test.want) {
			t.Errorf("%s %s %q: error %v, want %v", test.country, test.code, test.number, err, test.want)
		}
	}
}

func TestNormalDocument(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"12.345.678-k", "12345678K", " 12345678-K ", "12 345 678/k"} {
		if got := NormalDocument(number); got != "12345678K" {
			t.Errorf("%q is %q", number, got)
		}
	}
}

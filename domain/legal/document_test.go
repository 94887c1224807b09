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
		{"PE", "dni", "12345678", nil}, {"pe", "dni", " 12 345 678 ", nil},
		{"PE", "dni", "9901227", ErrDocumentNumber}, {"PE", "dni", "123456789", ErrDocumentNumber},
		{"PE", "dni", "1234567A", ErrDocumentNumber}, {"PE", "ruc", "20123456789", nil}, {"PE", "ruc", "30123456789", ErrDocumentNumber},
		{"CO", "nit", "900.123.456-7", nil}, {"CO", "cc", "123", ErrDocumentNumber},
		{"ES", "nif", "12345678z", nil}, {"ES", "nif", "B12345678", nil}, {"ES", "nif", "12345678", ErrDocumentNumber},
		{"ES", "nie", "x-1234567-l", nil}, {"ES", "nie", "A1234567L", ErrDocumentNumber},
		{"MX", "rfc", "ÑAÑ800705AB1", nil}, {"MX", "curp", "GOMC800705XDFRRL09", nil}, {"MX", "curp", "GOMC800705", ErrDocumentNumber},
		{"CL", "rut", "7.654.321-k", nil}, {"CL", "rut", "K7654321", ErrDocumentNumber},
		{"AR", "cuit", "20-12345678-6", nil}, {"AR", "cuit", "99-12345678-6", ErrDocumentNumber},
		{"EC", "cedula", "2912345678", ErrDocumentNumber}, {"EC", "ruc", "1712345675001", nil},
		{"PE", "passport", "AB123456", nil}, {"PE", "passport", "AB12345<script>", ErrDocumentNumber},
		{"PE", "nie", "X1234567L", ErrDocumentType}, {"PE", "", "12345678", ErrDocumentType}, {"XX", "dni", "12345678", ErrDocumentType},
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

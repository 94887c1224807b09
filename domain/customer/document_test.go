package customer

import (
	"testing"

	"escucha/domain/calendar"
	"escucha/domain/legal"
)

// TestDocuments: numbers of invented people and firms, with their edges.
func TestDocuments(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, country, kind, number string
		state                       State
		fault                       Fault
	}{
		{"none", "CL", "rut", "  ", "", NoFault},
		{"of no country", "XX", "rut", "12.345.678-5", DocumentUnknown, NoFault},
		{"of no kind", "CL", "", "12.345.678-5", DocumentUnknown, NoFault},
		{"passport", "CL", "passport", "AB123456", DocumentUnknown, NoFault},
		{"passport with signs", "CL", "passport", "AB<123>", DocumentWrong, FaultForm},
		{"RUT with points", "CL", "rut", "12.345.678-5", DocumentValid, NoFault},
		{"RUT plain, country in small letters", "cl", "rut", "123456785", DocumentValid, NoFault},
		{"RUT ending in K", "CL", "rut", "10.000.013-K", DocumentValid, NoFault},
		{"RUT ending in small k, spaces", "CL", "rut", " 14 000 006 - k ", DocumentValid, NoFault},
		{"RUT of seven figures", "CL", "rut", "7.654.321-6", DocumentValid, NoFault},
		{"RUT with another digit", "CL", "rut", "12.345.678-4", DocumentWrong, FaultCheck},
		{"RUT with K where there is a digit", "CL", "rut", "12.345.678-K", DocumentWrong, FaultCheck},
		{"RUT of zeros", "CL", "rut", "00.000.000-0", DocumentWrong, FaultCheck},
		{"RUT with K inside", "CL", "rut", "K2345678-5", DocumentWrong, FaultForm},
		{"NIT with its digit", "CO", "nit", "900.123.456-8", DocumentValid, NoFault},
		{"NIT of another digit", "CO", "nit", "900.123.456-7", DocumentWrong, FaultCheck},
		{"NIT of a firm without hyphen", "CO", "nit", "9001234567", DocumentWrong, FaultCheck},
		{"NIT without its digit", "CO", "nit", "900.123.456", DocumentUnknown, NoFault},
		{"NIT of a person", "CO", "nit", "1.012.345.678-9", DocumentValid, NoFault},
		{"NIT of a person without its digit", "CO", "nit", "1012345678", DocumentUnknown, NoFault},
		{"NIT of an old cédula", "CO", "nit", "41.123.456-2", DocumentValid, NoFault},
		{"NIT of an old cédula, wrong", "CO", "nit", "41.123.456-3", DocumentWrong, FaultCheck},
		{"cédula of Colombia", "CO", "cc", "1012345678", DocumentUnknown, NoFault},
		{"DNI of Peru", "PE", "dni", "40000142", DocumentUnknown, NoFault},
		{"DNI of Peru too short", "PE", "dni", "4000014", DocumentWrong, FaultForm},
		{"DNI of zeros", "PE", "dni", "00000000", DocumentWrong, FaultCheck},
		{"RUC of a firm", "PE", "ruc", "20600000005", DocumentValid, NoFault},
		{"RUC of a person", "PE", "ruc", "10400001427", DocumentValid, NoFault},
		{"RUC of another digit", "PE", "ruc", "20600000001", DocumentWrong, FaultCheck},
		{"RUC that begins with 30", "PE", "ruc", "30600000005", DocumentWrong, FaultForm},
		{"CUIT of a person", "AR", "cuit", "20-12345678-6", DocumentValid, NoFault},
		{"CUIL of a woman", "AR", "cuit", "27333333339", DocumentValid, NoFault},
		{"CUIT of a firm", "AR", "cuit", "30 71111111 1", DocumentValid, NoFault},
		{"CUIT of another digit", "AR", "cuit", "20-12345678-7", DocumentWrong, FaultCheck},
		{"DNI of Argentina", "AR", "dni", "12.345.678", DocumentUnknown, NoFault},
		{"DNI of Spain", "ES", "nif", "12345678z", DocumentValid, NoFault},
		{"DNI with zeros before it", "ES", "nif", "00000001-R", DocumentValid, NoFault},
		{"DNI of another letter", "ES", "nif", "12345678A", DocumentWrong, FaultCheck},
		{"DNI without its letter", "ES", "nif", "12345678", DocumentWrong, FaultForm},
		{"NIE X", "ES", "nie", "X-1234567-L", DocumentValid, NoFault},
		{"NIE Y", "ES", "nie", "y1234567x", DocumentValid, NoFault},
		{"NIE Z", "ES", "nie", "Z7654321H", DocumentValid, NoFault},
		{"NIE with the letter of another first one", "ES", "nie", "Y1234567L", DocumentWrong, FaultCheck},
		{"NIE chosen as NIF", "ES", "nif", "X1234567L", DocumentValid, NoFault},
		{"NIF of a minor", "ES", "nif", "K1234567L", DocumentValid, NoFault},
		{"firm by digit", "ES", "nif", "A13585625", DocumentValid, NoFault},
		{"firm by letter where a digit is due", "ES", "nif", "A1358562E", DocumentWrong, FaultCheck},
		{"authority by letter", "ES", "nif", "P1234567D", DocumentValid, NoFault},
		{"authority by digit", "ES", "nif", "P12345674", DocumentWrong, FaultCheck},
		{"partnership by either", "ES", "nif", "J99216582", DocumentValid, NoFault},
		{"partnership by its letter", "ES", "nif", "J9921658B", DocumentValid, NoFault},
		{"firm of a letter that is not given", "ES", "nif", "I12345674", DocumentWrong, FaultCheck},
		{"CURP", "MX", "curp", "GOMC800705HDFRRL09", DocumentValid, NoFault},
		{"CURP in small letters", "MX", "curp", "quhr900229mdfsml03", DocumentWrong, FaultCheck}, // no 29 February 1990
		{"CURP of another digit", "MX", "curp", "GOMC800705HDFRRL08", DocumentWrong, FaultCheck},
		{"RFC of a person", "MX", "rfc", "GOMC-800705-AB0", DocumentValid, NoFault},
		{"RFC of a firm", "MX", "rfc", "CNO180305AB7", DocumentValid, NoFault},
		{"RFC with Ñ", "MX", "rfc", "ñañ800705ab4", DocumentValid, NoFault},
		{"RFC that the sum does not confirm", "MX", "rfc", "GOMC800705AB1", DocumentUnknown, NoFault},
		{"RFC of the general public", "MX", "rfc", "XAXX010101000", DocumentUnknown, NoFault},
		{"RFC of no day", "MX", "rfc", "GOMC801305AB1", DocumentWrong, FaultCheck},
		{"voter key", "MX", "ine", "GMVLMR80070509M100", DocumentUnknown, NoFault},
		{"cédula of Ecuador", "EC", "cedula", "1714307103", DocumentValid, NoFault},
		{"cédula of another digit", "EC", "cedula", "1714307104", DocumentWrong, FaultCheck},
		{"cédula abroad", "EC", "cedula", "3034567895", DocumentValid, NoFault},
		{"cédula with third digit 6", "EC", "cedula", "0961234564", DocumentValid, NoFault},
		{"cédula of no province", "EC", "cedula", "2512345678", DocumentWrong, FaultForm},
		{"RUC of a person in Ecuador", "EC", "ruc", "1714307103001", DocumentValid, NoFault},
		{"RUC of a person, wrong", "EC", "ruc", "1714307104001", DocumentWrong, FaultCheck},
		{"RUC of a firm in Ecuador", "EC", "ruc", "1790011674001", DocumentValid, NoFault},
		{"RUC of a firm outside of the sum", "EC", "ruc", "1790011675001", DocumentUnknown, NoFault},
		{"RUC of the state", "EC", "ruc", "1760001550001", DocumentValid, NoFault},
		{"RUC of establishment 000", "EC", "ruc", "1790011674000", DocumentWrong, FaultCheck},
		{"RUC of third digit 8", "EC", "ruc", "1780011674001", DocumentWrong, FaultCheck},
	}
	for _, row := range rows {
		state, fault := CheckDocument(row.country, row.kind, row.number)
		if state != row.state || fault != row.fault {
			t.Errorf("%s: %q %q, want %q %q", row.name, state, fault, row.state, row.fault)
		}
	}
}

// TestOneFigureWrong: whatever single figure is typed wrong, the sum shows it. (Not in
// a CURP: its ninth sign counts ten times, and so not at all.)
func TestOneFigureWrong(t *testing.T) {
	t.Parallel()
	for _, row := range [][3]string{{"CL", "rut", "123456785"}, {"PE", "ruc", "20600000005"}, {"AR", "cuit", "20123456786"}, {"EC", "cedula", "1714307103"},
		{"ES", "nif", "12345678Z"}, {"ES", "nif", "A13585625"}, {"CO", "nit", "9001234568"}} {
		if state, _ := CheckDocument(row[0], row[1], row[2]); state != DocumentValid {
			t.Errorf("%v: %s", row, state)
		}
		number := []byte(row[2])
		for i, was := range number {
			if was < '0' || was > '9' {
				continue
			}
			number[i] = '0' + (was-'0'+1)%10
			if state, _ := CheckDocument(row[0], row[1], string(number)); state == DocumentValid {
				t.Errorf("%v with %s is valid", row, number)
			}
			number[i] = was
		}
	}
}

// TestExamplesAreNotWrong: what the forms show as an example is taken.
func TestExamplesAreNotWrong(t *testing.T) {
	t.Parallel()
	for _, country := range calendar.Countries() {
		kinds, err := legal.DocumentTypes(country)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds {
			if state, fault := CheckDocument(country, kind.Code, kind.Example); state == DocumentWrong {
				t.Errorf("%s %s %s: %s", country, kind.Code, kind.Example, fault)
			}
		}
	}
}

func TestPrettyDocument(t *testing.T) {
	t.Parallel()
	for _, row := range [][4]string{{"CL", "rut", "123456785", "12.345.678-5"}, {"CL", "rut", "7654321 6", "7.654.321-6"}, {"CO", "nit", "9001234568", "900.123.456-8"},
		{"CO", "nit", "900123456", "900.123.456"}, {"CO", "cc", "1012345678", "1.012.345.678"}, {"AR", "cuit", "20123456786", "20-12345678-6"},
		{"AR", "dni", "7654321", "7.654.321"}, {"PE", "dni", " 40 000 142", "40000142"}, {"MX", "curp", "gomc800705hdfrrl09", "GOMC800705HDFRRL09"},
		{"PE", "dni", " no tiene ", "no tiene"}, {"XX", "", "A-1", "A-1"}} {
		if got := PrettyDocument(row[0], row[1], row[2]); got != row[3] {
			t.Errorf("%v: %s", row, got)
		}
	}
}

func TestSameName(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, a, b string
		same       bool
	}{
		{"accents and case", "Rosa Elena Quispe Huamán", "ROSA ELENA QUISPE HUAMAN", true},
		{"an accent that stands by itself", "Jose\u0301 Nun\u0303ez", "José Núñez", true},
		{"shorter one", "Rosa Quispe", "Rosa Elena Quispe Huamán", true},
		{"surnames first", "Quispe Huamán, Rosa Elena", "Rosa Elena Quispe Huamán", true},
		{"points and spaces", " rosa   e.  quispe", "Rosa E Quispe", true},
		{"one word is too few", "Rosa", "Rosa Quispe", false},
		{"one word, the same", "Rosa", "rosa", true},
		{"particles do not count", "María de la", "Juana de la Cruz María", false},
		{"other first name", "Luis Quispe Huamán", "Rosa Quispe Huamán", false},
		{"initials are not names", "R. Q.", "Rosa Quispe R Q", false},
		{"nothing", "", "", false},
		{"signs only", "---", "...", false},
		{"signs of other languages", "João Müller", "Joao Muller", true},
	}
	for _, row := range rows {
		if SameName(row.a, row.b) != row.same || SameName(row.b, row.a) != row.same {
			t.Errorf("%s: want %v", row.name, row.same)
		}
	}
	if got := NameKey("  QUISPE  Huamán,  Rosa E. "); got != "quispe huaman rosa e" {
		t.Errorf("key is %q", got)
	}
}

package telephone

import "testing"

// TestKey: the same number is found whatever way it was typed.
func TestKey(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, typed, country, want string }{
		{"with country", "+51 900 000 142", "PE", "+51900000142"},
		{"as dialled at home", "900.000.142", "PE", "+51900000142"},
		{"with the code, without its sign", "51900000142", "PE", "+51900000142"},
		{"as dialled from abroad", "0051 900 000 142", "ES", "+51900000142"},
		{"in small letters of a country", "900000142", "pe", "+51900000142"},
		{"with the code of another country", "34 612 345 678", "PE", "+34612345678"},
		{"a line with its area", "(01) 712 3456", "PE", "+5117123456"},
		{"a line of no known plan", "(01) 900 0100", "PE", "+5119000100"},
		{"the same with the code", "+51 1 9000100", "PE", "+5119000100"},
		{"a mobile in Argentina", "011 15-2345-6789", "AR", "+5491123456789"},
		{"the same from abroad", "+54 9 11 2345 6789", "AR", "+5491123456789"},
		{"Mexico, as it was dialled until 2019", "+52 1 55 1234 5678", "MX", "+525512345678"},
		{"Mexico now", "55 1234 5678", "MX", "+525512345678"},
		{"Spain", "612 34 56 78", "ES", "+34612345678"},
		{"Chile", "9 8765 4321", "CL", "+56987654321"},
		{"Colombia", "300 123 4567", "CO", "+573001234567"},
		{"Ecuador", "099 123 4567", "EC", "+593991234567"},
		{"an extension of the house", "(01) 90-01", "PE", "019001"},
		{"too short", "142", "PE", "142"},
		{"words", "ninguno", "PE", ""},
		{"without a country", "900000142", "", "900000142"},
		{"without a country, with its code", "+51900000142", "", "+51900000142"},
		{"a country that does not exist", "900000142", "XX", "900000142"},
		{"far too long", "1234567890123456789012345", "PE", "1234567890123456789012345"},
		{"figures of another script", "٩٠٠٠٠٠١٤٢", "PE", "+51900000142"},
	}
	for _, row := range rows {
		if got := Key(row.typed, row.country); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

// TestKeyIsItsOwnKey: what is stored is found by itself, in any country.
func TestKeyIsItsOwnKey(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"900 000 142", "(01) 90-01", "34 612 345 678", "12"} {
		key := Key(typed, "PE")
		for _, country := range []string{"PE", "ES", ""} {
			if got := Key(key, country); key[0] == '+' && got != key {
				t.Errorf("%q of %q in %q is %q", key, typed, country, got)
			}
		}
	}
}

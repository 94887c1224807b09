package customer

import (
	"strconv"
	"strings"
	"time"
)

// weighted adds up the figures of a number, each times its weight; the weights
// begin anew when they end.
func weighted(number string, weights ...int) int {
	sum := 0
	for i, r := range number {
		sum += int(r-'0') * weights[i%len(weights)]
	}
	return sum
}

func figure(r byte) int { return int(r - '0') }

// cuit: Argentina, CUIT and CUIL alike, modulo 11 (AFIP, Resolución General
// 10/97 annex). A remainder of 10 has no digit: such a number is not given.
func cuit(n string) bool {
	return (11-weighted(n[:10], 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%11 == figure(n[10])
}

// rut: Chile, RUT and RUN, modulo 11 with K for ten (Registro Civil, DFL 3/1969).
func rut(n string) bool {
	sum, last := 0, len(n)-1
	for i := range last {
		sum += figure(n[last-1-i]) * (2 + i%6)
	}
	return "0123456789K"[(11-sum%11)%11] == n[last]
}

// nit: Colombia, modulo 11 (DIAN, Orden Administrativa 4 of 1989). People write
// it with and without its digit: one that is not set apart by a hyphen and is
// not as long as those of firms may lack it, and then nothing is known.
func nit(n, typed string) State {
	last := len(n) - 1
	sum, weights := 0, []int{3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71}
	for i := range last {
		sum += figure(n[last-1-i]) * weights[i]
	}
	want := sum % 11
	if want > 1 {
		want = 11 - want
	}
	if want == figure(n[last]) {
		return DocumentValid
	}
	typed = strings.TrimSpace(typed)
	apart := len(typed) > 1 && typed[len(typed)-2] == '-'
	if apart || len(n) == 11 || len(n) == 10 && (n[0] == '8' || n[0] == '9') {
		return DocumentWrong
	}
	return DocumentUnknown
}

// cedula: Ecuador, modulo 10 (Registro Civil). The third digit of a person is
// below 6, or 6 in the numbers given of late.
func cedula(n string) bool {
	sum := 0
	for i := range 9 {
		product := figure(n[i]) * (2 - i%2)
		if product > 9 {
			product -= 9
		}
		sum += product
	}
	return n[2] <= '6' && (10-sum%10)%10 == figure(n[9])
}

// ecuadorRUC: Ecuador (SRI). The third digit says of whom: below 6 a person,
// whose number is the cédula; 6 the state and 9 firms, modulo 11. The SRI gives
// numbers to firms that do not fulfil it any more, so that only a match tells.
func ecuadorRUC(n, _ string) State {
	switch third := n[2]; {
	case n[10:] == "000" || third == '7' || third == '8':
		return DocumentWrong
	case third < '6':
		return digits(cedula)(n[:10], n)
	case third == '9' && (11-weighted(n[:9], 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%11 == figure(n[9]),
		third == '6' && (11-weighted(n[:8], 3, 2, 7, 6, 5, 4, 3, 2)%11)%11 == figure(n[8]),
		third == '6' && cedula(n[:10]):
		return DocumentValid
	}
	return DocumentUnknown
}

// nif: Spain. DNI and NIE by their letter, modulo 23 (RD 1553/2005, Orden
// INT/2058/2008); K, L and M likewise; the NIF of firms by digit or letter
// (Orden EHA/451/2008).
func nif(n string) bool {
	const table = "TRWAGMYFPDXBNJZSQVHLCKE"
	letter := func(number string) bool {
		value, err := strconv.Atoi(number)
		return err == nil && table[value%23] == n[8]
	}
	switch first := n[0]; {
	case first >= '0' && first <= '9':
		return letter(n[:8])
	case first >= 'X':
		return letter(string('0'+first-'X') + n[1:8])
	case strings.ContainsRune("KLM", rune(first)):
		return letter(n[1:8])
	}
	return firmNIF(n)
}

// firmNIF: odd places are doubled. Some kinds of firm have a letter, some a
// digit, others either.
func firmNIF(n string) bool {
	sum := 0
	for i := 1; i < 8; i++ {
		value := figure(n[i])
		if i%2 == 1 {
			value *= 2
			value = value/10 + value%10
		}
		sum += value
	}
	control := (10 - sum%10) % 10
	digit, letter := n[8] == byte('0'+control), n[8] == "JABCDEFGHI"[control]
	switch {
	case strings.ContainsRune("IOT", rune(n[0])): // not given
		return false
	case strings.ContainsRune("ABEH", rune(n[0])):
		return digit
	case strings.ContainsRune("NPQRSW", rune(n[0])):
		return letter
	}
	return digit || letter
}

// curp: Mexico, modulo 10 over an alphabet with Ñ (RENAPO, Instructivo
// normativo para la asignación de la CURP, DOF 18 October 2021).
func curp(n string) bool {
	const alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
	sum := 0
	for i, r := range []rune(n)[:17] {
		sum += index(alphabet, r) * (18 - i)
	}
	return (10-sum%10)%10 == figure(n[len(n)-1]) && aDay(n[4:10])
}

// rfc: Mexico (SAT), of a person with four letters, of a firm with three. The
// last sign is modulo 11, but about one in seventy that the SAT itself gave
// does not fulfil it: only a match tells, and a day that is none.
func rfc(n, _ string) State {
	const alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
	runes := []rune(n)
	if !aDay(string(runes[len(runes)-9 : len(runes)-3])) {
		return DocumentWrong
	}
	if len(runes) == 12 {
		runes = append([]rune{' '}, runes...)
	}
	sum := 0
	for i, r := range runes[:12] {
		sum += index(alphabet, r) * (13 - i)
	}
	if []rune("0123456789A")[(11-sum%11)%11] == runes[12] {
		return DocumentValid
	}
	return DocumentUnknown
}

// peruRUC: Peru (SUNAT), modulo 11; ten is written 0 and eleven 1.
func peruRUC(n string) bool {
	return (11-weighted(n[:10], 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%10 == figure(n[10])
}

func index(alphabet string, r rune) int {
	at := 0
	for _, one := range alphabet {
		if one == r {
			return at
		}
		at++
	}
	return 0
}

// aDay reports whether YYMMDD is in the calendar, in this century or the last.
func aDay(text string) bool {
	for _, century := range []string{"19", "20"} {
		if _, err := time.Parse("20060102", century+text); err == nil {
			return true
		}
	}
	return false
}

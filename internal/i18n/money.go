package i18n

import (
	"math"
	"strconv"
	"strings"
)

// currency is how an amount is written where it circulates.
type currency struct {
	symbol   string
	decimals int
	comma    bool // comma before the decimals, point between thousands
	after    bool // the symbol follows the amount
}

var currencies = map[string]currency{
	"PEN": {symbol: "S/", decimals: 2},
	"MXN": {symbol: "$", decimals: 2},
	"USD": {symbol: "US$", decimals: 2},
	"COP": {symbol: "$", decimals: 0, comma: true},
	"CLP": {symbol: "$", decimals: 0, comma: true},
	"ARS": {symbol: "$", decimals: 2, comma: true},
	"EUR": {symbol: "€", decimals: 2, comma: true, after: true},
}

// Symbol is the sign of a currency (ISO 4217 code), or the code itself.
func Symbol(code string) string {
	if known, ok := currencies[code]; ok {
		return known.symbol
	}
	return code
}

// Money writes an amount as its currency is written in lang: "S/ 1,689.00",
// "$ 1.200", "70,00 €"; in English always with a point for decimals. A
// currency without custom here gets its code and two decimals. The space does
// not break.
func Money(lang string, amount float64, code string) string {
	form, ok := currencies[code]
	if !ok {
		form = currency{symbol: code, decimals: 2}
	}
	digits := group(amount, form.decimals, form.comma && lang != "en")
	if form.after && lang != "en" {
		return digits + "\u00a0" + form.symbol
	}
	return strings.TrimSpace(form.symbol + "\u00a0" + digits)
}

// group writes the absolute value with separators and puts the sign back.
func group(amount float64, decimals int, comma bool) string {
	whole, rest, _ := strings.Cut(strconv.FormatFloat(math.Abs(amount), 'f', decimals, 64), ".")
	thousands, point := ",", "."
	if comma {
		thousands, point = ".", ","
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + thousands + whole[at:]
	}
	if rest != "" {
		whole += point + rest
	}
	if amount < 0 && strings.Trim(whole, "0.,") != "" {
		return "−" + whole
	}
	return whole
}

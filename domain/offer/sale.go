package offer

import (
	_ "embed"
	"strings"
)

// sales are the words with which something still to be bought is advertised;
// one phrase a line, folded. Giving back what was paid is none of them.
//
//go:embed data/sales.txt
var sales string

// Sells finds the first phrase of a text that is a sales offer; empty when there
// is none.
func Sells(text string) string {
	text = fold(text)
	for _, phrase := range strings.Split(strings.TrimSpace(sales), "\n") {
		if strings.Contains(text, phrase) {
			return phrase
		}
	}
	return ""
}

// Sale reports whether something given or written to who complained is an offer
// to sell, by its kind (empty for a text) or by its words. Where the law keeps
// those out of the answer (Spain, Ley 10/2025), neither a reward nor an
// alternative nor the script of a plan may be one.
func Sale(ban bool, kind Kind, texts ...string) bool {
	return ban && (kind == Discount || Sells(strings.Join(texts, "\n")) != "")
}

var accents = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n")

// fold writes a text as it is compared: small, without accents, one space.
func fold(text string) string {
	return strings.Join(strings.Fields(accents.Replace(strings.ToLower(text))), " ")
}

package customer

import "slices"

// Story is what two cases of one customer are compared by.
type Story struct {
	Product     string // of the catalogue
	ProductText string
	Cause       string
	Text        string // the narrative
}

// Likeness is why two stories are taken for the same trouble; empty when they
// are not.
type Likeness string

// The reasons, the surest first.
const (
	SameProduct Likeness = "product"
	SameCause   Likeness = "cause"
	SameStory   Likeness = "story"
)

// Compare looks for the same product, the same cause, then the same words. It
// only offers: people decide whether it is the same.
func Compare(a, b Story) Likeness {
	switch {
	case a.Product != "" && a.Product == b.Product, shared(a.ProductText, b.ProductText, 1):
		return SameProduct
	case a.Cause != "" && a.Cause == b.Cause:
		return SameCause
	case shared(a.Text, b.Text, 3):
		return SameStory
	}
	return ""
}

// Same reports whether two stories have a product or a cause of the catalogue in
// common: that is no guess, so that such cases are linked without asking. A
// cause that needs words of its own says too little by itself.
func Same(a, b Story, vague func(cause string) bool) bool {
	return a.Product != "" && a.Product == b.Product || a.Cause != "" && a.Cause == b.Cause && !vague(a.Cause)
}

// shared reports whether most of the telling words of the shorter text are in
// the longer one, and at least so many.
func shared(a, b string, least int) bool {
	x, y := telling(a), telling(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	n := 0
	for _, word := range x {
		if slices.Contains(y, word) {
			n++
		}
	}
	return n >= least && 2*n > len(x)
}

// telling are the words that say what it is about: long ones, each once.
func telling(text string) []string {
	var out []string
	for _, word := range words(text) {
		if one := singular(word); len(one) > 3 && !slices.Contains(common, one) && !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// common words of any complaint, in the form that singular leaves them.
var common = []string{"para", "pero", "como", "cuando", "donde", "desde", "hasta", "sobre", "entre", "este", "esta", "esto", "ese", "esa", "eso",
	"aqui", "ahora", "antes", "despue", "tambien", "todavia", "ningun", "ninguna", "nada", "nadie", "algo", "alguien", "otro", "otra", "mismo", "misma",
	"siempre", "nunca", "porque", "quien", "cual", "tiene", "tengo", "habia", "estaba", "fuero", "hace", "hizo", "quiero", "dijero", "dijo", "compre",
	"compro", "producto", "servicio", "cliente", "caso", "tienda", "that", "thi", "with", "from", "have", "been", "were", "they", "there", "when", "what", "them"}

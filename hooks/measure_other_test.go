package hooks_test

import "fmt"

// otherwise are the figures that are no share of cases: each says what is wrong,
// or nothing.
var otherwise = map[string]func(shown) string{
	// reserved and imported are open, for 19 and 11 business days
	"backlog": func(f shown) string {
		return differs(fmt.Sprint(f.Count), "2")
	},
	"cost": func(f shown) string {
		return differs(fmt.Sprint(f.Amounts), "[{EUR 40} {USD 25}]")
	},
}

func differs(got, want string) string {
	if got == want {
		return ""
	}
	return got + ", by hand " + want
}

package e2e

import (
	"strings"
	"testing"
)

// TestIntakeForgivesAndHolds: what was reproached is not any more once it is
// mended, and a word without end stays inside its field.
func TestIntakeForgivesAndHolds(t *testing.T) {
	t.Parallel()
	s, p := start(t), browse(t, phone)
	p.LogIn(s, Agent)
	p.Open(s.URL + "/desk/#/registrar")
	p.Write(field("complaint.narrative"), "x")
	p.Write(field("complaint.narrative"), "")
	p.Eval(`document.querySelector("form").requestSubmit()`)
	p.WaitText(".listen .error", "con sus propias palabras")
	p.Write(field("complaint.narrative"), "Llegó roto")
	p.Wait(`!document.querySelector(".listen .error")`)
	p.Write(field("complaint.goal"), strings.Repeat("x", 190))
	p.Wait(`document.documentElement.scrollWidth <= innerWidth`)
	p.Shot("desk-intake-endless-word")
}

package casework

import (
	"crypto/rand"
	"strings"
)

// alphabet leaves out what is read wrong aloud or on paper (I, L, O, U): 32
// letters, so each is five bits.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// keyLength gives 28 × 5 = 140 bits.
const keyLength = 28

// NewKey makes an unguessable tracking key.
func NewKey() string {
	random := make([]byte, keyLength)
	rand.Read(random) // never fails: the runtime ends the process instead
	for i, b := range random {
		random[i] = alphabet[b&31]
	}
	return string(random)
}

// CleanKey reads a key as somebody typed it: any case, with or without dashes
// and spaces, and with the letters that the alphabet leaves out.
func CleanKey(typed string) string {
	return strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(strings.TrimSpace(typed)))
}

package casework

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/records"
)

// derived are the types that the application computes; nobody types them in.
var derived = []string{"relation", "activity", "frequency", "volume", "satisfaction", "influence", "merged_into",
	"email_key", "phone_key", "document_key"}

// KeepCustomer is the create and update hook of customers: keys for finding
// the same person again, whatever way the data were typed.
func (g *Engine) KeepCustomer(e *core.RecordEvent) error {
	r := e.Record
	for _, name := range derived {
		if r.GetString(name) != r.Original().GetString(name) {
			return g.refuse(name, "server_field")
		}
	}
	if r.IsNew() {
		r.Set("created", records.Stamp(g.Now()))
		r.Set("created_by", agentID(ActorOf(r)))
	}
	r.Set("email_key", emailKey(r.GetString("email")))
	r.Set("phone_key", PhoneKey(r.GetString("phone")))
	r.Set("document_key", DocumentKey(r.GetString("document_number")))
	if err := e.Next(); err != nil {
		return fmt.Errorf("store customer: %w", err)
	}
	return nil
}

// PhoneKey keeps the last nine digits, so that a number is found with or
// without its country code.
func PhoneKey(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, phone)
	if len(digits) > 9 {
		return digits[len(digits)-9:]
	}
	return digits
}

// DocumentKey keeps letters and digits in upper case.
func DocumentKey(number string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, number)
}

func emailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

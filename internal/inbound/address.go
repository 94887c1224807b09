package inbound

import (
	"net/mail"
	"regexp"
	"strings"
)

// bare finds an address in whatever a program wrote around it.
var bare = regexp.MustCompile(`[^\s<>"',;:()\[\]\\@]+@[^\s<>"',;:()\[\]\\@]+`)

// maxAddresses bounds how many of a list are read.
const maxAddresses = 200

// addresses reads a list of them. Each entry on its own: one that is broken
// does not take the others along.
func addresses(value string) []Address {
	var out []Address
	for _, entry := range splitQuoted(dropGroup(value), ',') {
		if a, ok := address(entry); ok {
			out = append(out, a)
		}
		if len(out) == maxAddresses {
			break
		}
	}
	return out
}

func address(entry string) (Address, bool) {
	if a, err := mail.ParseAddress(toUTF8([]byte(entry), "", nil)); err == nil && bare.MatchString(a.Address) {
		return Address{decodeWords(nameIn(entry, a.Name)), strings.ToLower(line(a.Address))}, true
	}
	entry = decodeWords(entry)
	at := bare.FindAllStringIndex(entry, -1)
	if len(at) == 0 {
		return Address{}, false
	}
	last := at[len(at)-1] // "name@shop.example" <real@other.example>: the name comes first
	name := strings.Trim(entry[:last[0]], ` <"'`)
	return Address{name, strings.ToLower(strings.Trim(entry[last[0]:last[1]], "."))}, true
}

// nameIn prefers our reading of encoded words, which knows more alphabets.
func nameIn(entry, parsed string) string {
	if i := strings.LastIndexByte(entry, '<'); i > 0 && strings.Contains(entry[:i], "=?") {
		return strings.Trim(strings.TrimSpace(entry[:i]), `"`)
	}
	return parsed
}

// dropGroup takes "Name: a@b, c@d;" for its members.
func dropGroup(value string) string {
	name, members, found := strings.Cut(value, ":")
	if members = strings.TrimSpace(members); found && strings.HasSuffix(members, ";") && !strings.ContainsAny(name, `@<"?`) {
		return strings.TrimSuffix(members, ";")
	}
	return value
}

// messageID is what stands in angle brackets.
var messageID = regexp.MustCompile(`<[^<>\s]+>`)

// maxIDs bounds how many Message-IDs of one header are read: the oldest one and
// the newest.
const maxIDs = 100

// messageIDs reads the Message-IDs of a header.
func messageIDs(value string) []string {
	ids := messageID.FindAllString(line(toUTF8([]byte(value), "", nil)), -1)
	if len(ids) > maxIDs {
		return append(ids[:1:1], ids[len(ids)-maxIDs+1:]...)
	}
	return ids
}

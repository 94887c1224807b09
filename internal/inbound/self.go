package inbound

import (
	"slices"
	"strings"
)

// maxServers is how many servers a mail may pass before it goes round in
// circles.
const maxServers = 50

// Self is who we are: the addresses that we write from and read at, and the
// domain of our Message-IDs.
type Self struct {
	Addresses []string
	Domain    string
}

// KindFor is the kind of a mail for those who read it: only they know which
// addresses and Message-IDs are their own.
func (m Mail) KindFor(us Self) Kind {
	ours := slices.ContainsFunc(us.Addresses, func(a string) bool { return m.From.Email != "" && strings.EqualFold(a, m.From.Email) })
	made := us.Domain != "" && strings.HasSuffix(strings.ToLower(m.MessageID), "@"+strings.ToLower(us.Domain)+">")
	switch {
	case m.received > maxServers, m.caseMark != "" && (made || ours):
		return Loop
	case m.Kind == Bounced:
		return Bounced
	case ours:
		return Own
	case m.Kind == List && us.group(m.listID):
		return Person
	default:
		return m.Kind
	}
}

// group says whether a list is one of our own addresses: a shop may read its
// mail at the address of a group, which marks what a customer writes as a list.
func (us Self) group(id string) bool {
	id = strings.ToLower(id)
	return slices.ContainsFunc(us.Addresses, func(a string) bool {
		return a != "" && strings.Contains(id, "<"+strings.ReplaceAll(strings.ToLower(a), "@", ".")+">")
	})
}

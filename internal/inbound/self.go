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
// addresses and Message-IDs are their own. A form on their pages writes from
// their address too, and asks to answer somebody else: that one is a person.
func (m Mail) KindFor(us Self) Kind {
	ours := us.writes(m.From)
	made := us.Domain != "" && strings.HasSuffix(strings.ToLower(m.MessageID), "@"+strings.ToLower(us.Domain)+">")
	switch {
	case m.received > maxServers, m.caseMark != "" && (made || ours):
		return Loop
	case m.Kind == Bounced:
		return Bounced
	case us.writes(m.Writer(us)):
		return Own
	case m.Kind == List && us.group(m.listID):
		return Person
	default:
		return m.Kind
	}
}

// Writer is who wrote a mail and is to be answered: the sender, or whom a form
// on our pages asks to answer.
func (m Mail) Writer(us Self) Address {
	if us.writes(m.From) && m.ReplyTo.Email != "" && !us.writes(m.ReplyTo) {
		return m.ReplyTo
	}
	return m.From
}

// writes says whether an address is ours.
func (us Self) writes(a Address) bool {
	return a.Email != "" && slices.ContainsFunc(us.Addresses, func(own string) bool { return strings.EqualFold(own, a.Email) })
}

// group says whether a list is one of our own addresses: a shop may read its
// mail at the address of a group, which marks what a customer writes as a list.
func (us Self) group(id string) bool {
	id = strings.ToLower(id)
	return slices.ContainsFunc(us.Addresses, func(a string) bool {
		return a != "" && strings.Contains(id, "<"+strings.ReplaceAll(strings.ToLower(a), "@", ".")+">")
	})
}

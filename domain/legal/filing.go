package legal

import (
	"strings"

	"escucha/domain/calendar"
)

// Filing is what a filing contains, by the field names of the contract: name,
// document_number, address, email, phone, narrative…
type Filing map[string]string

// FiledMinimum lists what a filing lacks to count as filed by the profile, in
// the profile's order. Either of two fields is one item, "address|email", as
// the profile writes it. Text of spaces only is no text.
func FiledMinimum(p Profile, f Filing) []string {
	var missing []string
	for _, item := range p.FiledMinimum {
		if !f.hasAny(strings.Split(item, "|")) {
			missing = append(missing, item)
		}
	}
	return missing
}

func (f Filing) hasAny(fields []string) bool {
	for _, field := range fields {
		if strings.TrimSpace(f[field]) != "" {
			return true
		}
	}
	return false
}

// LegalKind gives the legal kind that a kind of the contract (petition,
// grievance, claim, suggestion) has at filing, before anyone requalifies it.
// It is "" where the law has no such kind: nothing may then be demanded.
func LegalKind(p Profile, kind string) string { return p.KindMap[kind] }

// HasKind tells whether a legal kind is one of the profile's.
func (p Profile) HasKind(code string) bool {
	for _, kind := range p.LegalKinds {
		if kind.Code == code {
			return true
		}
	}
	return false
}

// IsDowngrade tells whether a change of legal kind goes against the way that
// the law asks for (Peru: from reclamo to queja), which needs a supervisor.
func IsDowngrade(p Profile, from, to string) bool {
	return p.Requalify != nil && from == p.Requalify.To && to == p.Requalify.From
}

// Retention is the last day on which a case must be kept; it may be purged on
// the day after.
func Retention(p Profile, filed calendar.Date) calendar.Date {
	return filed.AddMonths(12 * p.Retention.Years)
}

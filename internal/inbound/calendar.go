package inbound

import (
	"regexp"
	"strings"
)

var when = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$`)

// invitation tells in one line what a calendar part invites to: what, when,
// where, who asks. It is empty when the part has no event.
func invitation(text string) string {
	fields := map[string]string{}
	text = strings.NewReplacer("\n ", "", "\n\t", "").Replace(text)
	_, event, _ := strings.Cut(text, "BEGIN:VEVENT")
	event, _, _ = strings.Cut(event, "END:VEVENT")
	for _, l := range strings.Split(event, "\n") {
		name, value, _ := strings.Cut(l, ":")
		name, _, _ = strings.Cut(name, ";")
		if _, twice := fields[strings.ToUpper(name)]; !twice {
			fields[strings.ToUpper(name)] = line(strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`).Replace(value))
		}
	}
	var out []string
	for _, v := range []string{fields["SUMMARY"], moment(fields["DTSTART"]), fields["LOCATION"], strings.TrimPrefix(strings.ToLower(fields["ORGANIZER"]), "mailto:")} {
		if v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, " · ")
}

// moment writes the date of a calendar so that people read it.
func moment(s string) string {
	m := when.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	day := m[1] + "-" + m[2] + "-" + m[3]
	if m[4] == "" {
		return day
	}
	return strings.TrimSpace(day + " " + m[4] + ":" + m[5] + strings.ReplaceAll(" "+m[6], "Z", "UTC"))
}

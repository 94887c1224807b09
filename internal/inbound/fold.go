package inbound

import (
	"regexp"
	"slices"
	"strings"
)

// How programs announce what they quote. Each line of them is looked at without
// the stars that stand for bold letters.
var (
	dashed  = regexp.MustCompile(`(?i)^[-_—–* ]{2,}\s*(mensaje original|original message|mensaje reenviado|forwarded message|mensaje anterior|mensagem original|message d'origine|(?:el|on) .+ (?:escribió|wrote))\s*[-_—–* ]{2,}$`)
	forward = regexp.MustCompile(`(?i)^(inicio del mensaje reenviado|begin forwarded message|comienzo del mensaje reenviado):?$`)
	above   = regexp.MustCompile(`(?i)^[-_=#*~ ]*(por favor,? )?(escriba|responda|conteste|please (type|reply|write)|type|reply|write)( your (reply|answer))?( su (respuesta|mensaje))? (por )?(encima|arriba|above)( de)? (esta|this) (línea|linea|line)`)
	wrote   = regexp.MustCompile(`(?i)^(el|on|le|em)\s.+(escribió|escribio|wrote|ha escrito|a écrit|escreveu)\s*:$`)
	whoDid  = regexp.MustCompile(`(?i)^.*<[^\s<>]+@[^\s<>]+>.*(escribió|escribio|wrote|ha escrito|a écrit|escreveu)\s*:$`)
	fromRow = regexp.MustCompile(`(?i)^(de|from|von)\s*:\s*\S`)
	heads   = regexp.MustCompile(`(?i)^(enviado( el)?|sent|fecha|date|para|to|cc|asunto|subject|responder a|reply-to)\s*:`)
	ruler   = regexp.MustCompile(`^[_\-=]{5,}$`)
	device  = regexp.MustCompile(`(?i)^(enviado desde (mi|mail|outlook|yahoo|correo)|obtener outlook para|obtenga outlook para|sent from (my|mail|outlook|yahoo)|get outlook for|(enviado|sent) (con|with) (proton|spark|zoho|bluemail)|descargar outlook)`)
	within  = regexp.MustCompile(`(?i)(respond|respuest|contest|coment|aclar|answer|repl|comment)[^.\n]{0,60}(abajo|debajo|entre líneas|entre lineas|en rojo|en azul|en verde|en negrita|en mayúsculas|en el mismo texto|below|inline|in red|in blue|in bold|in line)`)
)

// fold parts what somebody wrote from what their program put under it: what is
// quoted, the signature. Each line is in one or the other, none in both. An
// answer written between the quotes stays with them, and so does a mail that is
// nothing but a quote.
func fold(text string) (own, quoted string) {
	lines := strings.Split(text, "\n")
	keep, rest, ok := parted(lines)
	if !ok {
		return tidy(text), ""
	}
	if end := signature(keep); end < len(keep) {
		keep, rest = keep[:end], slices.Concat(keep[end:], rest)
	}
	if following(keep, 0) == len(keep) {
		return tidy(text), ""
	}
	return tidy(strings.Join(keep, "\n")), tidy(strings.Join(rest, "\n"))
}

// parted finds the quote. One with signs may stand anywhere; one without goes
// to the end. It is not ok to part a text in which somebody answered in between.
func parted(lines []string) (keep, rest []string, ok bool) {
	cut := firstQuote(lines)
	first := lead(lines, cut)
	if first < len(lines) && strings.HasPrefix(lines[first], ">") {
		return around(lines, cut, first)
	}
	keep = lines[:cut]
	return keep, lines[cut:], !within.MatchString(strings.Join(keep, "\n"))
}

// firstQuote is the line where the first quote begins, with its announcement;
// the number of lines when there is none.
func firstQuote(lines []string) int {
	for i := range lines {
		if strings.HasPrefix(lines[i], ">") || announces(lines, i) {
			return i
		}
	}
	return len(lines)
}

// announces says whether a quote is announced in line i.
func announces(lines []string, i int) bool {
	l := bold(lines[i])
	switch {
	case l == "", len(l) > maxAnnouncement:
		return false
	case dashed.MatchString(l), forward.MatchString(l), above.MatchString(l):
		return true
	case ruler.MatchString(l):
		next := following(lines, i+1)
		return next < len(lines) && headed(lines, next)
	}
	return headed(lines, i) || attributed(lines, i) > 0
}

// lead is the line after the announcement that begins in line i.
func lead(lines []string, i int) int {
	for i < len(lines) {
		l := bold(lines[i])
		switch n := attributed(lines, i); {
		case n > 0:
			i += n
		case l == "", dashed.MatchString(l), forward.MatchString(l), above.MatchString(l), ruler.MatchString(l), fromRow.MatchString(l), heads.MatchString(l):
			i++
		default:
			return i
		}
	}
	return i
}

// headed says whether the lines from i are the head of a mail as Outlook quotes
// it: who, and two of when, to whom and about what.
func headed(lines []string, i int) bool {
	if !fromRow.MatchString(bold(lines[i])) {
		return false
	}
	n := 0
	for _, l := range lines[i+1 : min(i+9, len(lines))] {
		if heads.MatchString(bold(l)) {
			n++
		}
	}
	return n >= 2
}

// maxAnnouncement is how many bytes an announcement may have.
const maxAnnouncement = 500

// attributed is how many lines from i tell who wrote what follows: up to four,
// or none. A story may have such a sentence too, so quoted lines must follow, or
// it must have an address.
func attributed(lines []string, i int) int {
	said := ""
	for n := i; n < min(i+4, len(lines)) && lines[n] != "" && lines[n][0] != '>' && len(said)+len(lines[n]) < maxAnnouncement; n++ {
		said = strings.TrimSpace(said + " " + bold(lines[n]))
		if !strings.HasSuffix(said, ":") || !wrote.MatchString(said) && (n > i || !whoDid.MatchString(said)) {
			continue
		}
		next := following(lines, n+1)
		if bare.MatchString(said) || next < len(lines) && strings.HasPrefix(lines[next], ">") {
			return n + 1 - i
		}
		return 0
	}
	return 0
}

// following is the next line with words.
func following(lines []string, i int) int {
	for i < len(lines) && strings.TrimSpace(lines[i]) == "" {
		i++
	}
	return i
}

func bold(l string) string { return strings.TrimSpace(strings.ReplaceAll(l, "*", "")) }

// around takes the quote with signs from line first out of the middle, with its
// announcement from line cut: what is above and below it is of the sender. With
// another quote further down they answered in between, and nothing is taken.
func around(lines []string, cut, first int) (keep, rest []string, ok bool) {
	last := first
	for n := first; n < len(lines) && (strings.HasPrefix(lines[n], ">") || strings.TrimSpace(lines[n]) == ""); n++ {
		last = n + 1
	}
	below := lines[last:]
	if slices.ContainsFunc(below, func(l string) bool { return strings.HasPrefix(l, ">") }) {
		return nil, nil, false
	}
	return slices.Concat(lines[:cut], below), lines[cut:last], true
}

// maxSignature is how many lines a signature may have that is announced by two
// dashes alone.
const maxSignature = 8

// signature is where the signature begins: after "-- ", or with the line that a
// telephone adds.
func signature(lines []string) int {
	end := len(lines)
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i] == "-- " || lines[i] == "--" && end-i <= maxSignature+1 {
			end = i
			break
		}
	}
	for end > 0 && (strings.TrimSpace(lines[end-1]) == "" || device.MatchString(bold(lines[end-1]))) {
		end--
	}
	return end
}

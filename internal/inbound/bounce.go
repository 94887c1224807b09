package inbound

import (
	"regexp"
	"strings"
)

var (
	daemon = regexp.MustCompile(`(?i)^(mailer-daemon|postmaster|mail-daemon|mdaemon|mailerdaemon|microsoftexchange[0-9a-f]*)@`)
	failed = regexp.MustCompile(`(?i)undeliver|non[- ]?deliver|delivery (status|failure|has failed|report|problem|incomplete|delayed)|mail delivery|returned (mail|to sender)|failure notice|no se (pudo|ha podido|puede) entregar|no entregad[oa]|devuelto al remitente|mail system error|message (not delivered|delayed)|mensaje no entregado`)
	status = regexp.MustCompile(`\b([245]\.\d{1,3}\.\d{1,3})\b`)
	reply  = regexp.MustCompile(`\b([45])\d\d[ -]`)
	waits  = regexp.MustCompile(`(?i)delay|will (keep trying|be retried|retry)|still (being )?(re)?tr|warning message only|retras|se seguirá intentando|reintent`)
	copied = regexp.MustCompile(`(?mi)^[>\s]*Message-ID:\s*(<[^<>\s]+>)`)
)

// bounce reads what a server says of a mail of ours: the report that the
// standard asks for (RFC 3464), or the prose of those that do without. It is nil
// when the mail is something else, or says that all went well.
func (n *part) bounce(m *Mail, whole string) *Bounce {
	if report := n.find("message/delivery-status"); report != nil {
		return n.reported(report, whole)
	}
	said := daemon.MatchString(m.From.Email) || strings.TrimSpace(n.raw("return-path")) == "<>" || n.has("x-failed-recipients")
	if !said || !failed.MatchString(m.Subject+"\n"+firstLines(whole, 12)) {
		return nil
	}
	b := &Bounce{Recipient: n.lost(whole, m.From.Email), Diagnostic: diagnosis(whole), MessageID: n.original(whole)}
	b.Status = status.FindString(b.Diagnostic)
	b.Permanent = !waits.MatchString(m.Subject + "\n" + firstLines(whole, 12))
	if code := reply.FindStringSubmatch(b.Diagnostic); b.Status == "" && code != nil {
		b.Status = code[1] + ".0.0"
	}
	return b
}

// reported reads a delivery-status: the first recipient that was lost, else the
// first that has to wait.
func (n *part) reported(report *part, whole string) *Bounce {
	var out *Bounce
	text := report.text(nil)
	for _, block := range strings.Split(text, "\n\n") {
		h, _ := splitHeader([]byte(strings.TrimLeft(block, "\n")), &problems{})
		action := strings.ToLower(h.get("action"))
		if action != "failed" && action != "delayed" || out != nil && (out.Permanent || action != "failed") {
			continue
		}
		out = &Bounce{Recipient: typed(h.get("final-recipient")), Status: status.FindString(h.get("status")),
			Diagnostic: typed(h.get("diagnostic-code")), Permanent: action == "failed"}
		if was := typed(h.get("original-recipient")); strings.Contains(was, "@") {
			out.Recipient = was
		}
		out.Recipient = strings.ToLower(strings.Trim(out.Recipient, "<>"))
	}
	if out != nil {
		out.MessageID = n.original(whole)
	}
	return out
}

// typed takes the type off a value: "rfc822; ana@example.com".
func typed(value string) string {
	if _, v, found := strings.Cut(value, ";"); found {
		return strings.TrimSpace(v)
	}
	return strings.TrimSpace(value)
}

// original is the Message-ID of the mail that did not arrive: of the copy of it,
// or of its headers, or of what the report answers.
func (n *part) original(whole string) string {
	if held := n.find("message/rfc822"); held != nil && held.message != nil && held.message.has("message-id") {
		return first(messageIDs(held.message.raw("message-id")))
	}
	if heads := n.find("text/rfc822-headers"); heads != nil {
		if m := copied.FindStringSubmatch(heads.text(nil)); m != nil {
			return m[1]
		}
	}
	if m := copied.FindStringSubmatch(whole); m != nil {
		return m[1]
	}
	return first(append(messageIDs(n.raw("in-reply-to")), messageIDs(n.raw("references"))...))
}

// lost is the address that could not be reached.
func (n *part) lost(whole, sender string) string {
	if a := addresses(n.raw("x-failed-recipients")); len(a) > 0 {
		return a[0].Email
	}
	for _, found := range bare.FindAllString(firstLines(whole, 40), -1) {
		if found = strings.ToLower(strings.Trim(found, ".")); found != sender && !daemon.MatchString(found) {
			return found
		}
	}
	return ""
}

// diagnosis is the line with the answer of the server.
func diagnosis(whole string) string {
	for _, l := range strings.Split(firstLines(whole, 60), "\n") {
		if status.MatchString(l) || reply.MatchString(l) {
			return strings.TrimSpace(l)
		}
	}
	return ""
}

func firstLines(s string, n int) string {
	lines := strings.SplitN(s[:min(len(s), 16<<10)], "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], "\n")
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// find is the first part of a kind; not inside of a mail that was attached.
func (n *part) find(kind string) *part {
	if n.kind == kind {
		return n
	}
	for _, c := range n.children {
		if found := c.find(kind); found != nil {
			return found
		}
	}
	return nil
}

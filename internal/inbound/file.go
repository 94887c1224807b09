package inbound

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
)

// maxName is how many letters the name of a file keeps.
const maxName = 100

// reserved are names that Windows has for devices.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)

// endings are those of the types that come without a name.
var endings = map[string]string{"text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "text/vcard": ".vcf", "text/x-vcard": ".vcf",
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/heic": ".heic", "image/svg+xml": ".svg",
	"audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/mp4": ".m4a", "video/mp4": ".mp4", "application/pdf": ".pdf", "application/zip": ".zip",
	"application/ms-tnef": ".dat", "message/rfc822": ".eml", "message/global": ".eml", "message/delivery-status": ".txt", "message/disposition-notification": ".txt", "text/rfc822-headers": ".txt",
	"application/pkcs7-mime": ".p7m", "application/x-pkcs7-mime": ".p7m", "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s", "application/pgp-signature": ".asc"}

// file makes a file of a part, the number-th of the mail.
func (n *part) file(number int, p *problems) File {
	f := File{Type: n.kind, Data: decodeBody(n.body, n.raw("content-transfer-encoding"), p)}
	given := n.name()
	if n.message != nil && given == "" {
		given = n.message.get("subject")
		if given != "" {
			given += ".eml"
		}
	}
	f.Name = fileName(given, n.kind, number)
	f.Dangerous = dangerous(f)
	f.Inline = !f.Dangerous && n.shown == "inline" && strings.HasPrefix(n.kind, "image/")
	return f
}

// name is what the sender calls a part.
func (n *part) name() string {
	for _, name := range []string{n.dparams["filename"], n.params["name"], n.raw("content-description")} {
		if name = decodeWords(name); name != "" {
			return name
		}
	}
	return ""
}

// fileName makes a name that is safe in every system: no folder, no sign that
// turns the direction or means something, not too long, never empty.
func fileName(given, kind string, number int) string {
	given = line(given)
	if i := strings.LastIndexAny(given, `/\`); i >= 0 {
		given = given[i+1:]
	}
	given = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, given)
	given = strings.TrimSpace(strings.Trim(given, ". "))
	ending := path.Ext(given)
	if len([]rune(ending)) > 10 || strings.Contains(ending, " ") {
		ending = ""
	}
	stem := []rune(strings.TrimSuffix(given, ending))
	switch name := string(stem[:min(len(stem), maxName-len([]rune(ending)))]) + ending; {
	case strings.Trim(name, "._ ") == "":
		return fmt.Sprintf("file-%d%s", number, endings[kind])
	case reserved.MatchString(name):
		return "_" + name
	case ending == "":
		return name + endings[kind]
	default:
		return name
	}
}

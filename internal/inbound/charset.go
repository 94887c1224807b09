package inbound

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// toUTF8 reads bytes of an alphabet. What says UTF-8, ASCII or nothing, and is
// not UTF-8, is Windows-1252, as nearly always; an unknown alphabet is read so
// too, with a problem: its ASCII letters survive, and the file keeps the bytes.
func toUTF8(data []byte, charset string, p *problems) string {
	charset = strings.ToLower(strings.Trim(charset, `"' `))
	charset = strings.TrimPrefix(charset, "charset=")
	switch charset {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "8bit", "binary":
		if utf8.Valid(data) {
			return string(data)
		}
		return decode(charmap.Windows1252, data)
	case "utf-7", "unicode-1-1-utf-7":
		return decodeUTF7(data)
	}
	enc := alphabet(charset)
	if enc == nil {
		if p != nil {
			p.add(problemCharset)
		}
		return toUTF8(data, "", p)
	}
	return decode(enc, data)
}

// alphabet follows the browsers first: what says ISO-8859-1 is Windows-1252.
func alphabet(charset string) encoding.Encoding {
	if enc, err := htmlindex.Get(charset); err == nil && enc != encoding.Replacement {
		return enc
	}
	if enc, err := ianaindex.MIME.Encoding(charset); err == nil {
		return enc
	}
	return nil
}

func decode(enc encoding.Encoding, data []byte) string {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil { // a decoder puts U+FFFD where it cannot read; this is for one that does not
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(out)
}

// decodeUTF7 reads RFC 2152: ASCII, and +…- with UTF-16 in base64.
func decodeUTF7(data []byte) string {
	var out strings.Builder
	for len(data) > 0 {
		i := bytes.IndexByte(data, '+')
		if i < 0 {
			break
		}
		out.WriteString(toUTF8(data[:i], "", nil))
		data = data[i+1:]
		n := 0
		for n < len(data) && isBase64(data[n]) {
			n++
		}
		if n == 0 {
			out.WriteByte('+')
		} else {
			out.WriteString(toUTF8(decodeBase64(data[:n], nil), "utf-16be", nil))
		}
		if data = data[n:]; len(data) > 0 && data[0] == '-' {
			data = data[1:]
		}
	}
	out.WriteString(toUTF8(data, "", nil))
	return out.String()
}

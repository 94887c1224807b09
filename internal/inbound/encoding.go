package inbound

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// decodeBody undoes the transfer encoding. What cannot be undone stays as it
// is; errors are a problem, and p may be nil.
func decodeBody(data []byte, encoding string, p *problems) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return decodeBase64(data, p)
	case "quoted-printable":
		return decodeQuoted(data, p)
	case "", "7bit", "8bit", "binary":
		return data
	}
	note(p, problemEncoding)
	return data
}

func note(p *problems, code string) {
	if p != nil {
		p.add(code)
	}
}

// decodeBase64 reads the letters of base64 and passes over the rest. Padding in
// the middle ends one piece and begins the next, as programs do that join two.
func decodeBase64(data []byte, p *problems) []byte {
	out := make([]byte, 0, len(data)/4*3+3)
	letters := make([]byte, 0, 1024)
	flush := func() {
		if len(letters)%4 == 1 {
			letters = letters[:len(letters)-1]
			note(p, problemEncoding)
		}
		out, _ = base64.RawStdEncoding.AppendDecode(out, letters) // only letters of the alphabet, and never one too many
		letters = letters[:0]
	}
	for _, b := range data {
		switch {
		case isBase64(b):
			if letters = append(letters, b); len(letters) == 1024 {
				flush()
			}
		case b == '=':
			flush()
		case b != '\n' && b != '\r' && b != ' ' && b != '\t':
			note(p, problemEncoding)
		}
	}
	flush()
	return out
}

func isBase64(b byte) bool {
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/'
}

// decodeQuoted reads quoted-printable: an equals sign that encodes nothing
// stays an equals sign.
func decodeQuoted(data []byte, p *problems) []byte {
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		line, rest := cutLine(data)
		ended := len(rest) > 0 || data[len(data)-1] == '\n'
		line = bytes.TrimRight(line, " \t")
		soft := len(line) > 0 && line[len(line)-1] == '='
		if soft {
			line = line[:len(line)-1]
		}
		out = quotedLine(out, line, p)
		if ended && !soft {
			out = append(out, '\n')
		}
		data = rest
	}
	return out
}

func quotedLine(out, line []byte, p *problems) []byte {
	for i := 0; i < len(line); i++ {
		if line[i] != '=' {
			out = append(out, line[i])
			continue
		}
		hi, ok1 := digit(line, i+1)
		lo, ok2 := digit(line, i+2)
		if !ok1 || !ok2 {
			note(p, problemEncoding)
			out = append(out, '=')
			continue
		}
		out, i = append(out, hi<<4|lo), i+2
	}
	return out
}

func digit[T string | []byte](line T, i int) (byte, bool) {
	if i >= len(line) {
		return 0, false
	}
	switch b := line[i]; {
	case b >= '0' && b <= '9':
		return b - '0', true
	case b >= 'A' && b <= 'F':
		return b - 'A' + 10, true
	case b >= 'a' && b <= 'f':
		return b - 'a' + 10, true
	}
	return 0, false
}

package inbound

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestDecodeWords(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, value, want string }{
		{"plain", "Hola", "Hola"},
		{"quoted", "=?utf-8?Q?Se=C3=B1or_P=C3=A9rez?=", "Señor Pérez"},
		{"base64 without padding", "=?utf-8?b?w7E?=", "ñ"},
		{"a letter in two pieces", "=?utf-8?q?=C3?= =?utf-8?q?=B1?=", "ñ"},
		{"neighbours of two alphabets", "=?iso-8859-1?q?=F1?=  =?utf-8?q?=C3=B1?=", "ññ"},
		{"a blank between word and text", "=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"},
		{"a language", "=?utf-8*es?q?a?=", "a"},
		{"blanks inside", "=?utf-8?q?a b?=", "a b"},
		{"raw letters of old programs", "Reclamaci\xf3n", "Reclamación"},
		{"line breaks inside", "=?utf-8?q?a=0D=0AX-Evil:_1?=", "a X-Evil: 1"},
		{"turned letters", "a\u202eb\u200ec", "abc"},
		{"no words", "=?", "=?"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := decodeWords(tc.value); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestMedia(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, value, kind, params string }{
		{"plain", "Text/HTML; Charset=UTF-8", "text/html", "charset=UTF-8"},
		{"quotes and a semicolon", `a/b; name="x; \"y\".pdf"`, "a/b", `name=x; "y".pdf`},
		{"no quotes", "a/b; name=mi foto.jpg; x=1", "a/b", "name=mi foto.jpg|x=1"},
		{"a quote without end", `a/b; charset="utf-8`, "a/b", "charset=utf-8"},
		{"the first of two", "a/b; name=x; name=y", "a/b", "name=x"},
		{"encoded words", `a/b; name="=?utf-8?q?=C3=B1.pdf?="`, "a/b", "name=ñ.pdf"},
		{"percents", "a/b; name*=utf-8'es'%C3%B1%zz.pdf", "a/b", "name=ñ%zz.pdf"},
		{"old alphabet", "a/b; name*=iso-8859-1''%F1.pdf", "a/b", "name=ñ.pdf"},
		{"no alphabet", "a/b; name*=%C3%B1.pdf", "a/b", "name=ñ.pdf"},
		{"pieces out of order", "a/b; name*1=b; name*0=a; name*2*=%63", "a/b", "name=abc"},
		{"a piece that is no number", "a/b; name*x=a", "a/b", "name=a"},
		{"no parameter", "a/b; ; =x; y", "a/b", ""},
		{"nothing", "", "", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			kind, params := media(tc.value)
			var list []string
			for name, v := range params {
				list = append(list, name+"="+v)
			}
			slices.Sort(list)
			if got := strings.Join(list, "|"); kind != tc.kind || got != tc.params {
				t.Errorf("got %q %q", kind, got)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, value, want string }{
		{"bare", "ANA@Mail.example", "[{ ana@mail.example}]"},
		{"named", `"Ruiz, Ana" <ana@mail.example>`, "[{Ruiz, Ana ana@mail.example}]"},
		{"two", "a@b.example, C <c@d.example>", "[{ a@b.example} {C c@d.example}]"},
		{"a broken one between", "a@b.example, nadie, <c@d.example", "[{ a@b.example} { c@d.example}]"},
		{"a name that is an address", "jefe@banco.example <ladron@raro.example>", "[{jefe@banco.example ladron@raro.example}]"},
		{"a name in encoded words of Windows", "=?windows-1252?Q?Pe=F1a?= <p@b.example>", "[{Peña p@b.example}]"},
		{"a group", "Tienda: a@b.example, c@d.example;", "[{ a@b.example} { c@d.example}]"},
		{"nobody told", "undisclosed-recipients:;", "[]"},
		{"nothing", "", "[]"},
		{"a dot at the end", "escriba a ana@mail.example.", "[{escriba a ana@mail.example}]"},
		{"a remark", "ana@mail.example (Ana)", "[{Ana ana@mail.example}]"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := fmt.Sprint(addresses(tc.value)); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestMessageIDs(t *testing.T) {
	t.Parallel()
	if got := messageIDs("<a@b> (x)\t<c@d>,sin, <e f>"); !slices.Equal(got, []string{"<a@b>", "<c@d>"}) {
		t.Errorf("%q", got)
	}
	var long []string
	for i := range 300 {
		long = append(long, fmt.Sprintf("<%d@b>", i))
	}
	got := messageIDs(strings.Join(long, " "))
	if len(got) != maxIDs || got[0] != "<0@b>" || got[1] != "<201@b>" || got[maxIDs-1] != "<299@b>" {
		t.Errorf("%d: %q … %q", len(got), got[:2], got[len(got)-1])
	}
}

func TestToUTF8(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, bytes, charset, want string
		problem                    bool
	}{
		{"none, and is UTF-8", "ñ", "", "ñ", false},
		{"none, and is not", "\xf1 \x80", "", "ñ €", false},
		{"ASCII that is not", "\xf1", "us-ascii", "ñ", false},
		{"Latin that is Windows", "\x93a\x94", "iso-8859-1", "“a”", false},
		{"with quotes", "\xf1", `"ISO-8859-15"`, "ñ", false},
		{"said twice", "\xf1", "charset=iso-8859-1", "ñ", false},
		{"Mac", "\x96", "macintosh", "ñ", false},
		{"old DOS", "\xa4", "cp850", "ñ", false},
		{"sixteen bits", "\x00\xf1", "utf-16be", "ñ", false},
		{"UTF-7", "a+APE-b+-", "utf-7", "añb+", false},
		{"unknown", "ñ", "klingon", "ñ", true},
		{"a dangerous one", "a", "iso-2022-kr", "a", true},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var p problems
			if got := toUTF8([]byte(tc.bytes), tc.charset, &p); got != tc.want || slices.Contains(p, problemCharset) != tc.problem {
				t.Errorf("got %q, problems %v", got, p)
			}
		})
	}
}

func TestDecodeBody(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, body, encoding, want string
		problem                    bool
	}{
		{"none", "a=41", "", "a=41", false},
		{"base64", "SG9s\r\nYQ==\r\n", "BASE64", "Hola", false},
		{"base64 joined of two", "SG8=bGE=", "base64", "Hola", false},
		{"base64 with dirt", "SG9s#YQ==", "base64", "Hola", true},
		{"base64 cut", "SG9sYQABC", "base64", "Hola\x00\x01", true},
		{"quoted", "a=\r\nb=20\r\n=C3=b1", "quoted-printable", "ab \nñ", false},
		{"quoted with blanks at the end", "a  \r\nb= \r\nc", "quoted-printable", "a\nbc", false},
		{"quoted with errors", "1=2=G1=", "quoted-printable", "1=2=G1", true},
		{"unknown", "x", "x-uuencode", "x", true},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var p problems
			if got := string(decodeBody([]byte(tc.body), tc.encoding, &p)); got != tc.want || len(p) > 0 != tc.problem {
				t.Errorf("got %q, problems %v", got, p)
			}
		})
	}
}

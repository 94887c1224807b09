package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

var made = time.Date(2026, 11, 24, 15, 42, 0, 0, time.UTC)

func sample() Document {
	return Document{Language: "es", Title: "Recibir el juego completo", Lead: "Casa Nogal · 406-2026", Head: "406-2026", Foot: "Impreso por Inés",
		Page: "Página {{n}} de {{of}}", Author: "Casa Nogal", Made: made, Facts: []Fact{{"Etapa", "En investigación"}, {"Vacío", ""}},
		Sections: []Section{{Title: "Relato", Text: "Ñandú, pingüino, ¿qué? ¡Sí! 12 €", Entries: []Entry{{"Rosa", "17 nov", "Llegó rota."}}}, {Title: "Sin nada"}}}
}

func render(t *testing.T, d Document) []byte {
	t.Helper()
	out, err := Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var page = regexp.MustCompile(`/Type /Page\n`)

func pages(content []byte) int { return len(page.FindAll(content, -1)) }

var stream = regexp.MustCompile(`(?s)/FlateDecode /Length \d+>>\nstream\n(.*?)\nendstream`)

// drawnText is what the pages draw: every string, in the two-byte letters in
// which the library writes them.
func drawnText(t *testing.T, content []byte) string {
	t.Helper()
	var out strings.Builder
	for _, found := range stream.FindAllSubmatch(content, -1) {
		reader, err := zlib.NewReader(bytes.NewReader(found[1]))
		if err != nil {
			continue // a font, not a page
		}
		text, err := io.ReadAll(reader)
		if err != nil {
			t.Fatalf("unpack a page: %v", err)
		}
		out.Write(text)
	}
	return out.String()
}

// escape is a text as it stands in a page's strings.
func escape(text string) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit>>8), byte(unit))
	}
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`).Replace(string(out))
}

func TestRender(t *testing.T) {
	t.Parallel()
	content := render(t, sample())
	text := drawnText(t, content)
	for _, want := range []string{"Recibir el juego completo", "En investigación", "Relato", "Ñandú, pingüino, ¿qué? ¡Sí! 12 €", "Rosa", "17 nov", "Llegó rota.", "Página 1 de 1", "Impreso por Inés"} {
		if !strings.Contains(text, escape(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, empty := range []string{"Vacío", "Sin nada", "406-2026 "} {
		if strings.Contains(text, escape(empty)) {
			t.Errorf("the page says %q, of which there is nothing", empty)
		}
	}
	for _, want := range []string{"/Lang (es)", "/Title (\xfe\xff" + escape("Recibir"), "/Creator", "/CreationDate (D:20261124154200"} {
		if !bytes.Contains(content, []byte(want)) {
			t.Errorf("the document does not tell %q", want)
		}
	}
	if !bytes.Equal(content, render(t, sample())) {
		t.Error("the same document gives other bytes")
	}
}

// TestLongTextsBreak: nothing is lost over pages, and each has its head and foot.
func TestLongTextsBreak(t *testing.T) {
	t.Parallel()
	paragraph := strings.Repeat("Llegaron rotos tres platos. ", 60)
	for name, d := range map[string]Document{
		"a story":      {Sections: []Section{{Title: "Relato", Text: strings.Repeat(paragraph+"\n", 12) + "el final"}}},
		"a value":      {Facts: []Fact{{"Carta", strings.Repeat(paragraph, 12) + "\nel final"}}},
		"many entries": {Sections: []Section{{Title: "Sucesos", Entries: append(make([]Entry, 300), Entry{Head: "el final"})}}},
		"no spaces":    {Sections: []Section{{Title: "Relato", Text: strings.Repeat("x", 9000) + "\nel final"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d.Head, d.Page, d.Language = "406-2026", "Página {{n}} de {{of}}", "es"
			content := render(t, d)
			n, text := pages(content), drawnText(t, content)
			if n < 2 {
				t.Fatalf("%d pages", n)
			}
			for _, want := range []string{"el final", "406-2026", fmt.Sprintf("Página %d de %d", n, n), fmt.Sprintf("Página 1 de %d", n)} {
				if !strings.Contains(text, escape(want)) {
					t.Errorf("no %q on %d pages", want, n)
				}
			}
		})
	}
}

func TestReadable(t *testing.T) {
	t.Parallel()
	known, err := letters()
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct{ in, want string }{
		"Spanish":                 {"Ñandú güero ¿y? ¡ya! «sí» — 1.º", "Ñandú güero ¿y? ¡ya! «sí» — 1.º"},
		"sums":                    {"S/ 12 · $ 3 · 4 €", "S/ 12 · $ 3 · 4 €"},
		"accents apart":           {"a\u0301n\u0303o", "áño"},
		"an emoji":                {"gracias 🙏🏽!", "gracias □!"},
		"a family of four":        {"👨‍👩‍👧‍👦", "□"},
		"a flag":                  {"🇵🇪", "□"},
		"Chinese":                 {"李小龙 Pérez", "□ Pérez"},
		"from right to left":      {"\u202eabc\u202c", "abc"},
		"tabs and odd spaces":     {"a\tb\u00a0c\u2003d", "a b\u00a0c d"},
		"lines stay":              {"uno\ndos", "uno\ndos"},
		"controls and a null":     {"a\x00b\x07c\r\nd", "abc\nd"},
		"broken bytes":            {"a\xff\xfeb", "a□b"},
		"outside the first plane": {"𝒜\U0010ffff", "□"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := readable(row.in, known); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

// FuzzRender: whatever people write, it can be printed.
func FuzzRender(f *testing.F) {
	for _, seed := range []string{"", "hola", "🙏🏽\u200d👨‍👩‍👧‍👦", "\x00\xff", "a\u0301\u0301\u0301", "\u202e(\\)", "{nb}{{of}}", strings.Repeat("M", 2000), "\n\n\n", "٣ עברית 李 ｆ", "%PDF-1.7 endstream endobj"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		d := Document{Language: "es", Title: name, Lead: text, Head: name, Foot: text, Page: name, Author: text, Made: made, Facts: []Fact{{name, text}},
			Sections: []Section{{Title: name, Text: text, Facts: []Fact{{text, name}}, Entries: []Entry{{text, name, text}}}}}
		content, err := Render(d)
		if err != nil || !bytes.HasPrefix(content, []byte("%PDF-")) || pages(content) < 1 {
			t.Errorf("%d pages of %q: %v", pages(content), text, err)
		}
	})
}

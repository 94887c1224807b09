package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestScore: what makes a document better, in pairs.
func TestScore(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("otra cosa ", 200)
	for _, row := range []struct {
		name, query   string
		better, worse doc
	}{
		{"goal over story", "mesa", doc{Kind: Complaint, Title: "Una mesa"}, doc{Kind: Complaint, Body: "Una mesa"}},
		{"name over story", "rosa", doc{Kind: Complaint, Name: "Rosa"}, doc{Kind: Complaint, Body: "Rosa"}},
		{"case over message", "mesa", doc{Kind: Complaint, Body: "Una mesa"}, doc{Kind: Message, Body: "Una mesa"}},
		{"as typed over another form", "mesas", doc{Kind: Message, Body: "mesas mesas"}, doc{Kind: Message, Body: "mesa mesa"}},
		{"the word over its beginning", "mesa", doc{Kind: Message, Body: "mesa"}, doc{Kind: Message, Body: "mesadas"}},
		{"more often", "mesa", doc{Kind: Message, Body: "mesa y mesa y mesa"}, doc{Kind: Message, Body: "mesa y silla y cama"}},
		{"short over long", "mesa", doc{Kind: Message, Body: "mesa"}, doc{Kind: Message, Body: long + "mesa"}},
		{"both words over one often", "mesa silla", doc{Kind: Message, Body: "mesa silla"}, doc{Kind: Message, Body: "mesa mesa mesa mesa mesa"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			terms := parse(row.query)
			if better, worse := score(row.better, terms), score(row.worse, terms); better <= worse || worse < 0 {
				t.Errorf("%v against %v", better, worse)
			}
		})
	}
	if got := score(doc{Kind: Customer, Title: strings.Repeat("mesa ", 99), Name: strings.Repeat("mesa ", 99)}, parse("mesa")); got >= theirCases {
		t.Errorf("words reach %v, above exact hits", got)
	}
}

// TestOrder: a total order, the newer first among equals, and a cursor that
// stands where it was taken.
func TestOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) doc {
			return doc{ID: rapid.Int64Range(1, 5e12).Draw(t, "id"), score: float64(rapid.IntRange(0, 8).Draw(t, "score")) * step}
		}), 1, 20).Draw(t, "docs")
		slices.SortFunc(docs, before)
		for i := 1; i < len(docs); i++ {
			a, b := docs[i-1], docs[i]
			if a.score < b.score || a.score == b.score && a.ID < b.ID {
				t.Fatalf("%v before %v", a, b)
			}
		}
		at, ok := position(cursor(docs[0]))
		if !ok || before(at, docs[0]) != 0 {
			t.Fatalf("cursor %q is %v", cursor(docs[0]), at)
		}
	})
	for _, text := range []string{"", "x", "1", "1_", "_1", "1_!", "a_b_c"} {
		if at, ok := position(text); ok {
			t.Errorf("%q is a place: %v", text, at)
		}
	}
}

func shownAs(parts []Part) string {
	var out strings.Builder
	for _, p := range parts {
		if p.Hit {
			out.WriteString("[" + p.Text + "]")
		} else {
			out.WriteString(p.Text)
		}
	}
	return out.String()
}

func TestSnippet(t *testing.T) {
	t.Parallel()
	far := strings.Repeat("nada que ver con esto ", 30)
	for _, row := range []struct{ name, text, query, want string }{
		{"empty", "", "mesa", ""},
		{"no hit", "Una silla", "mesa", "Una silla"},
		{"whole", "Dos mesas rotas.", "mesa rota", "Dos [mesas] [rotas]."},
		{"accents stay", "El camión", "camion", "El [camión]"},
		{"lines become one", "Uno\nmesa\r\ndos", "mesa", "Uno [mesa] dos"},
		{"far away", far + "la mesa rota" + far, "mesa", "… "},
		{"the place with both", "mesa " + far + "mesa rota " + far, "mesa rota", "[mesa] [rota]"},
		{"signs only", "!!! ???", "mesa", "!!! ???"},
		{"markup is text", "<b>mesa</b>", "mesa", "<b>[mesa]</b>"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := shownAs(snippet(row.text, parse(row.query))); !strings.Contains(got, row.want) || row.want == "" && got != "" {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

// TestSnippetOfAnything: valid text, not too long, and every hit is a word that
// was asked for.
func TestSnippetOfAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(rapid.String().Draw(t, "text")+strings.Repeat(rapid.StringMatching(`[a-záñ .😀\n]{0,30}`).Draw(t, "more"), 20), "")
		query := rapid.StringMatching(`[a-záñ ]{0,12}`).Draw(t, "query")
		terms := parse(query)
		total := 0
		for _, p := range snippet(text, terms) {
			total += len(p.Text)
			if !utf8.ValidString(p.Text) || p.Text == "" || strings.ContainsAny(p.Text, "\r\n\t") {
				t.Fatalf("part %q", p.Text)
			}
			if p.Hit {
				for _, w := range spans(p.Text) {
					if n, _ := hit(terms, w.word); n < 0 {
						t.Fatalf("%q is a hit of %q", p.Text, query)
					}
				}
			}
		}
		if total > 2*snippetLength+20 && len(spans(text)) > 1 {
			t.Fatalf("%d bytes", total)
		}
	})
}

package article_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"escucha/internal/article"
)

func TestRender(t *testing.T) {
	t.Parallel()
	rows := []struct{ name, in, want string }{
		{"paragraphs", "Con agua tibia.\n\nSin lejía.", "<p>Con agua tibia.</p>\n<p>Sin lejía.</p>"},
		{"lines", "uno\ndos", "<p>uno<br>\ndos</p>"},
		{"a heading stands under the title", "# Antes", "<h2>Antes</h2>"},
		{"deep headings", "##### Antes", "<h4>Antes</h4>"},
		{"a list", "- agua\n- jabón", "<ul>\n<li>agua</li>\n<li>jabón</li>\n</ul>"},
		{"emphasis", "**nunca** lejía", "<p><strong>nunca</strong> lejía</p>"},
		{"a link", "[guía](https://casanogal.example/guia)", `<p><a href="https://casanogal.example/guia">guía</a></p>`},
		{"a page of ours", "[otro](/portal/ayuda/otro)", `<p><a href="/portal/ayuda/otro">otro</a></p>`},
		{"a telephone", "[llámenos](tel:+5114000000)", `<p><a href="tel:+5114000000">llámenos</a></p>`},
		{"a link that runs", "[pulse **aquí**](javascript:alert(1))", "<p>pulse <strong>aquí</strong></p>"},
		{"a link without scheme", "[pulse](//evil.example/x)", "<p>pulse</p>"},
		{"an address that runs", "<javascript:alert(1)>", "<p>javascript:alert(1)</p>"},
		{"an address that does not", "<https://casanogal.example>", `<p><a href="https://casanogal.example">https://casanogal.example</a></p>`},
		{"a picture is its words", "![un *plato*](https://evil.example/p.gif)", "<p>un <em>plato</em></p>"},
		{"tags", "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
		{"comments and quotes", `<!-- x --> "a" & b`, "<p>&lt;!-- x --&gt; &quot;a&quot; &amp; b</p>"},
		{"nothing", "", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := article.Render(row.in)
			if err != nil || strings.TrimSpace(string(got)) != row.want {
				t.Errorf("%v\n%s\nwant\n%s", err, got, row.want)
			}
		})
	}
}

// FuzzRender: whatever is written, nothing but harmless elements comes out.
func FuzzRender(f *testing.F) {
	for _, seed := range []string{"# a\n- b\n> c", "[a](javascript:b)", "![a](b)", "<img src=x onerror=a>", "[a]: javascript:b\n\n[a]", "<a@b.c>", "***\n[x](<data:text/html,a>)", "&lt;script&gt;", "[a](/b \"x\\\"onmouseover=y\")"} {
		f.Add(seed)
	}
	allowed := map[string]bool{"p": true, "br": true, "h2": true, "h3": true, "h4": true, "ul": true, "ol": true, "li": true, "strong": true, "em": true,
		"a": true, "blockquote": true, "hr": true}
	f.Fuzz(func(t *testing.T, body string) {
		out, err := article.Render(body)
		if err != nil {
			t.Fatal(err)
		}
		for z := html.NewTokenizer(strings.NewReader(string(out))); z.Next() != html.ErrorToken; {
			token := z.Token()
			if token.Type == html.TextToken {
				continue
			}
			if !allowed[token.Data] {
				t.Fatalf("%q makes %q", body, token)
			}
			for _, a := range token.Attr {
				if a.Key != "href" && a.Key != "title" && a.Key != "start" || strings.HasPrefix(strings.ToLower(a.Val), "javascript") {
					t.Fatalf("%q makes %q", body, token)
				}
			}
		}
	})
}

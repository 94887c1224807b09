package inbound

import (
	"slices"
	"testing"
)

func TestHTMLText(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, page, want string }{
		{"blanks are one", "<p>Uno\n  dos&nbsp; tres</p>", "Uno dos tres"},
		{"bold keeps its neighbours", "<p>Un<b>o</b> <i>dos</i></p>", "Uno dos"},
		{"paragraphs", "<p>Uno</p><p>Dos</p>", "Uno\n\nDos"},
		{"lines", "<div>Uno<br>Dos</div><div><br></div><div>Tres</div>", "Uno\nDos\n\nTres"},
		{"letters by name", "<p>&iquest;Qu&eacute; &lt;b&gt;?</p>", "¿Qué <b>?"},
		{"kept blanks", "<pre>a  b\n  c</pre>", "a  b\n  c"},
		{"a list", "<ul><li>Uno<li>Dos</ul>", "- Uno\n- Dos"},
		{"a table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
		{"a link", `<a href="https://x.example/a">aquí</a> y ya`, "aquí <https://x.example/a> y ya"},
		{"a link that says where", `<a href="https://x.example/">https://x.example</a>`, "https://x.example"},
		{"a link to write", `<a href="mailto:a@b.example">a@b.example</a>`, "a@b.example"},
		{"a link that lies", `<a href="https://malo.example/">https://bueno.example</a>`, "https://bueno.example <https://malo.example/>"},
		{"a link to a script", `<a href=" JavaScript:robar()">aquí</a>`, "aquí"},
		{"a link to data", `<a href="data:text/html,x">aquí</a>`, "aquí"},
		{"a link without end", `<a href="https://x.example/a">aquí`, "aquí"},
		{"a script", "a<script>b</script>c<style>d</style><title>e</title>", "ac"},
		{"a remark", "a<!-- b -->c<!--[if mso]>d<![endif]-->", "ac"},
		{"hidden words", `a<div style="color:red; DISPLAY : none">b<p>c</p></div><span hidden>d</span><i style="font-size:0">e</i>f`, "a\nf"},
		{"small words are words", `<i style="font-size:0.8em;opacity:0.9">a</i>`, "a"},
		{"a picture", `<img src=x alt="la mesa">`, "[la mesa]"},
		{"a picture that looks at the reader", `a<img src=x alt="b" width=1 height=1>`, "a"},
		{"a quote", "a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n> b\n> > c\nd"},
		{"a quote without end", "a<div><blockquote>b</div>c", "a\n> b\nc"},
		{"a head without end", "<head><title>x<body>a", ""},
		{"an open head", "<head><meta x><body>a", "a"},
		{"an end without beginning", "a</div></p></x>b", "ab"},
		{"a tag cut off", "a<b", "a"},
		{"no page", "solo texto", "solo texto"},
		{"an empty hidden box that closes itself", `<div hidden/>a`, "a"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got, _ := htmlText(tc.page); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestHTMLPictures(t *testing.T) {
	t.Parallel()
	if _, ids := htmlText(`<img src="cid:a%40b"><img src="https://x.example/p.png"><p hidden><img src="cid:c"></p>`); !slices.Equal(ids, []string{"a@b"}) {
		t.Errorf("%v", ids)
	}
}

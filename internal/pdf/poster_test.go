package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rsc.io/qr"
)

func notice() Poster {
	return Poster{Language: "es", Title: "Libro de Reclamaciones", Text: "Este establecimiento cuenta con un Libro de Reclamaciones a su disposición.", Call: "Escanee el código",
		Link: "https://casanogal.example/portal/form?libro=LR-SUR-01", Place: "Casa Nogal · Av. Los Nogales 1180", Foot: "RUC 20600000001", Made: made}
}

// TestPoster: one page that says everything, and a code with as many runs of
// dark modules as the link has.
func TestPoster(t *testing.T) {
	t.Parallel()
	content, err := RenderPoster(notice())
	if err != nil {
		t.Fatal(err)
	}
	text := drawnText(t, content)
	for _, want := range []string{"Libro de Reclamaciones", "Escanee el código", "https://casanogal.example/portal/form?libro=LR-SUR-01", "Casa Nogal · Av. Los Nogales 1180", "RUC 20600000001"} {
		if !strings.Contains(text, escape(want)) {
			t.Errorf("the poster does not say %q", want)
		}
	}
	if pages(content) != 1 || !bytes.Contains(content, []byte("/Lang (es)")) {
		t.Errorf("%d pages", pages(content))
	}
	code, err := qr.Encode(notice().Link, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	runs := 0
	for row := range code.Size {
		for col := range code.Size {
			if code.Black(col, row) && !code.Black(col-1, row) {
				runs++
			}
		}
	}
	if got := strings.Count(text, " re f"); got != runs {
		t.Errorf("%d rectangles for %d runs of modules", got, runs)
	}
}

func TestPosterOfLongWords(t *testing.T) {
	t.Parallel()
	p := notice()
	p.Title, p.Text = strings.Repeat("Reclamaciones ", 6), strings.Repeat("Donaudampfschifffahrt", 20)
	if content, err := RenderPoster(p); err != nil || pages(content) != 1 {
		t.Errorf("%d pages, %v", pages(content), err)
	}
	p.Link = strings.Repeat("x", 5000)
	if _, err := RenderPoster(p); err == nil {
		t.Error("a link that fits into no code")
	}
}

// TestGrid: boxes say their labels and values; a row that is too full goes on
// as a text, over pages, without losing a word.
func TestGrid(t *testing.T) {
	t.Parallel()
	story := strings.Repeat("Llegaron rotos tres platos. ", 400) + "el final"
	d := Document{Language: "es", Page: "{{n}} de {{of}}", Sections: []Section{{Grid: [][]Cell{
		{{Label: "Nombre", Value: "Ñusta Güell", Wide: 2}, {Label: "DNI", Value: "40000142"}}, {{Label: "Detalle", Value: story}}, {{Label: "Firma"}}}}}}
	content := render(t, d)
	text := drawnText(t, content)
	for _, want := range []string{"Nombre", "Ñusta Güell", "DNI", "40000142", "Detalle", "el final", "Firma", "—"} {
		if !strings.Contains(text, escape(want)) {
			t.Errorf("the grid does not say %q", want)
		}
	}
	if got := strings.Count(text, escape("platos")); got < 390 || pages(content) < 3 {
		t.Errorf("%d of 400 lines on %d pages", got, pages(content))
	}
	last := fmt.Sprintf("%d de %d", pages(content), pages(content))
	if !strings.Contains(text, escape(last)) {
		t.Errorf("no page says %q", last)
	}
}

// TestHeadingsStandOverSomething: wherever on the page it falls, a heading is on
// that of its first entry, and of its boxes when they fit below each other.
func TestHeadingsStandOverSomething(t *testing.T) {
	t.Parallel()
	parts := map[string]Section{
		"entries": {Title: "Aparte", Entries: []Entry{{Head: "Primero", Text: "Una línea."}, {Head: "Segundo"}}},
		"boxes":   {Title: "Aparte", Grid: [][]Cell{{{Label: "Uno", Value: "x"}}, {{Label: "Dos", Value: "Primero\ny más\ny más"}}}},
		"text":    {Title: "Aparte", Text: "Primero"},
	}
	for name, part := range parts {
		for lines := range 60 {
			content := render(t, Document{Language: "es", Sections: []Section{{Title: "Antes", Text: strings.Repeat("línea\n", lines+1)}, part}})
			pages := stream.FindAll(content, -1)
			at := func(word string) int {
				return slices.IndexFunc(pages, func(one []byte) bool { return strings.Contains(drawnText(t, one), escape(word)) })
			}
			if heading, first := at("Aparte"), at("Primero"); heading < 0 || heading != first {
				t.Errorf("%s after %d lines: the heading on %d, the first on %d", name, lines, heading, first)
			}
		}
	}
}

package pdf

import "strings"

// title is the first page's own head.
func (s *sheet) title(d Document) {
	s.font("", body, 90)
	s.pdf.MultiCell(inner, leading, s.clean(d.Lead), "", "L", false)
	s.pdf.Ln(1)
	s.font("B", large, 0)
	s.pdf.MultiCell(inner, 7.6, s.clean(d.Title), "", "L", false)
	s.pdf.Ln(2)
}

func (s *sheet) section(one Section) {
	one.Facts = filled(one.Facts)
	if strings.TrimSpace(one.Text) == "" && len(one.Facts)+len(one.Entries)+len(one.Grid) == 0 {
		return
	}
	s.heading(one.Title, s.start(one))
	s.grid(one.Grid)
	s.body(one)
	s.facts(one.Facts)
	for _, entry := range one.Entries {
		s.entry(entry)
	}
}

// start is how much of a part must stand below its heading: the boxes, when they
// fit on half a page together, or the first entry.
func (s *sheet) start(one Section) float64 {
	high := 0.0
	for _, row := range one.Grid {
		high += s.tall(row, s.widths(row))
	}
	if high > 0 && high <= s.page()/2 {
		return high
	}
	return 3 * leading
}

// heading never stands alone at the end of a page; a part without one follows on.
func (s *sheet) heading(title string, start float64) {
	if title == "" {
		return
	}
	s.keep(12 + start)
	s.pdf.Ln(3)
	s.font("B", 12, 0)
	s.pdf.CellFormat(inner, 7, s.line(title, inner), "B", 1, "L", false, 0, "")
	s.pdf.Ln(2)
}

// text is set line by line over as many pages as it needs.
func (s *sheet) text(text string) {
	text = strings.TrimSpace(s.clean(text))
	if text == "" {
		return
	}
	s.font("", body, 0)
	s.pdf.MultiCell(inner, leading, text, "", "L", false)
	s.pdf.Ln(1.5)
}

// body is the text of a section, in its letters.
func (s *sheet) body(one Section) {
	if !one.Fine {
		s.text(one.Text)
		return
	}
	s.font("", small-1, 60)
	s.pdf.MultiCell(inner, leading*0.72, strings.TrimSpace(s.clean(one.Text)), "", "L", false)
}

func filled(facts []Fact) []Fact {
	out := make([]Fact, 0, len(facts))
	for _, fact := range facts {
		if strings.TrimSpace(fact.Value) != "" {
			out = append(out, fact)
		}
	}
	return out
}

// facts are set in two columns; a long value goes on below itself, on the next
// page too.
func (s *sheet) facts(facts []Fact) {
	for _, fact := range filled(facts) {
		s.keep(3 * leading)
		s.font("", body, 90)
		s.name(fact.Name)
		s.font("", body, 0)
		s.pdf.SetLeftMargin(margin + column)
		s.pdf.MultiCell(inner-column, leading, strings.TrimSpace(s.clean(fact.Value)), "", "L", false)
		s.pdf.SetLeftMargin(margin)
		s.pdf.SetX(margin)
		s.pdf.Ln(0.8)
	}
}

// name stands beside its value, or above it when it is long.
func (s *sheet) name(name string) {
	if s.pdf.GetStringWidth(s.clean(name)) <= column-3 {
		s.pdf.CellFormat(column, leading, s.line(name, column), "", 0, "L", false, 0, "")
		return
	}
	s.pdf.CellFormat(inner, leading, s.line(name, inner), "", 1, "L", false, 0, "")
	s.pdf.SetX(margin + column)
}

func (s *sheet) entry(one Entry) {
	s.keep(3 * leading)
	s.font("B", body, 0)
	const when = 38.0
	s.pdf.CellFormat(inner-when, leading, s.line(one.Head, inner-when-3), "", 0, "L", false, 0, "")
	s.font("", small, 90)
	s.pdf.CellFormat(when, leading, s.line(one.When, when), "", 1, "R", false, 0, "")
	s.text(one.Text)
	if strings.TrimSpace(one.Text) == "" {
		s.pdf.Ln(0.8)
	}
}

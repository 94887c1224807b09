package pdf

import "strings"

// room inside of a box, and the height of its label, in millimetres
const (
	padding = 1.6
	caption = 3.8
)

// grid draws rows of boxes. A row is as high as its fullest box; a text that
// would not fit on a page goes on below, without its box.
func (s *sheet) grid(rows [][]Cell) {
	for _, row := range rows {
		s.row(row)
	}
	if len(rows) > 0 {
		s.pdf.Ln(1.5)
	}
}

func (s *sheet) row(cells []Cell) {
	wide := s.widths(cells)
	high := s.tall(cells, wide)
	if high > s.page()/2 {
		s.spill(cells)
		return
	}
	s.keep(high)
	x, y := margin, s.pdf.GetY()
	for i, cell := range cells {
		s.box(cell, x, y, wide[i], high)
		x += wide[i]
	}
	s.pdf.SetXY(margin, y+high)
}

// tall is the height of a row: that of its fullest box.
func (s *sheet) tall(cells []Cell, wide []float64) (high float64) {
	s.font("", body, 0)
	for i, cell := range cells {
		high = max(high, s.high(cell, wide[i]))
	}
	return high
}

// widths share out the row.
func (s *sheet) widths(cells []Cell) []float64 {
	total := 0.0
	out := make([]float64, len(cells))
	for i, cell := range cells {
		if out[i] = cell.Wide; out[i] <= 0 {
			out[i] = 1
		}
		total += out[i]
	}
	for i := range out {
		out[i] *= inner / total
	}
	return out
}

func (s *sheet) high(cell Cell, wide float64) float64 {
	lines := s.pdf.SplitText(s.value(cell), wide-2*padding)
	return caption + 2*padding + float64(max(len(lines), 1))*leading
}

// value has no end of line at its end, and something where there is nothing.
func (s *sheet) value(cell Cell) string {
	if text := strings.TrimSpace(s.clean(cell.Value)); text != "" {
		return text
	}
	return "—"
}

func (s *sheet) box(cell Cell, x, y, wide, high float64) {
	s.pdf.SetDrawColor(120, 120, 120)
	s.pdf.Rect(x, y, wide, high, "D")
	s.pdf.SetXY(x, y+padding)
	s.pdf.SetCellMargin(padding)
	s.font("", small-1, 90)
	s.pdf.CellFormat(wide, caption, s.line(cell.Label, wide-2*padding), "", 2, "L", false, 0, "")
	s.font("", body, 0)
	s.pdf.MultiCell(wide, leading, s.value(cell), "", "L", false)
	s.pdf.SetCellMargin(1)
	s.pdf.SetDrawColor(0, 0, 0)
}

// spill sets each box of a row as a text under its label.
func (s *sheet) spill(cells []Cell) {
	for _, cell := range cells {
		s.keep(3 * leading)
		s.font("", small-1, 90)
		s.pdf.CellFormat(inner, caption, s.line(cell.Label, inner), "T", 1, "L", false, 0, "")
		s.text(s.value(cell))
	}
}

// page is the room between the margins.
func (s *sheet) page() float64 {
	_, tall := s.pdf.GetPageSize()
	return tall - margin - foot
}

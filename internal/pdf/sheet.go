package pdf

import (
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// millimetres of A4, and points of letters
const (
	width, margin, foot = 210.0, 18.0, 20.0
	column              = 50.0 // of the names of facts
	small, body, large  = 8.5, 10.0, 17.0
	leading             = 4.8
)

const inner = width - 2*margin

// sheet is the paper while it is written on.
type sheet struct {
	pdf   *fpdf.Fpdf
	known map[rune]bool
}

func newSheet(d Document) (*sheet, error) {
	known, err := letters()
	if err != nil {
		return nil, err
	}
	s := &sheet{fpdf.New("P", "mm", "A4", ""), known}
	s.pdf.AddUTF8FontFromBytes("go", "", goregular.TTF)
	s.pdf.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	s.describe(d)
	s.pdf.SetMargins(margin, margin, margin)
	s.pdf.SetAutoPageBreak(true, foot)
	s.pdf.AliasNbPages("{{of}}")
	s.pdf.SetHeaderFunc(func() { s.head(d) })
	s.pdf.SetFooterFunc(func() { s.foot(d) })
	s.pdf.AddPage()
	if err := s.pdf.Error(); err != nil {
		return nil, fmt.Errorf("start pdf: %w", err)
	}
	return s, nil
}

func (s *sheet) describe(d Document) {
	s.pdf.SetLang(d.Language)
	s.pdf.SetTitle(s.clean(d.Title), true)
	s.pdf.SetAuthor(s.clean(d.Author), true)
	s.pdf.SetCreator("Escucha", true)
	s.pdf.SetCreationDate(d.Made)
	s.pdf.SetModificationDate(d.Made)
	s.pdf.SetCatalogSort(true) // the same document gives the same bytes
}

func (s *sheet) clean(text string) string { return readable(text, s.known) }

// line is a text on one line, cut where the paper ends.
func (s *sheet) line(text string, wide float64) string {
	runes := []rune(strings.Join(strings.Fields(s.clean(text)), " "))
	for len(runes) > 1 && s.pdf.GetStringWidth(string(runes)) > wide {
		keep := min(len(runes)-2, int(float64(len(runes))*wide/s.pdf.GetStringWidth(string(runes))))
		runes = append(runes[:max(keep, 0)], '…')
	}
	return string(runes)
}

func (s *sheet) font(style string, size float64, grey int) {
	s.pdf.SetFont("go", style, size)
	s.pdf.SetTextColor(grey, grey, grey)
}

func (s *sheet) head(d Document) {
	if s.pdf.PageNo() == 1 {
		return
	}
	s.font("", small, 90)
	s.pdf.SetXY(margin, margin-8) // a value that goes on may have moved the margin
	s.pdf.CellFormat(inner, leading, s.line(d.Head, inner), "B", 1, "L", false, 0, "")
	s.pdf.SetY(margin + 2)
}

func (s *sheet) foot(d Document) {
	s.font("", small, 90)
	s.pdf.SetY(-14)
	s.pdf.SetX(margin)
	s.pdf.CellFormat(inner*0.7, leading, s.line(d.Foot, inner*0.7), "", 0, "L", false, 0, "")
	page := strings.ReplaceAll(s.clean(d.Page), "{{n}}", fmt.Sprint(s.pdf.PageNo()))
	s.pdf.CellFormat(inner*0.3, leading, page, "", 0, "R", false, 0, "")
}

// keep starts a new page unless this much room is left on this one.
func (s *sheet) keep(room float64) {
	if _, tall := s.pdf.GetPageSize(); s.pdf.GetY()+room > tall-foot {
		s.pdf.AddPage()
	}
}

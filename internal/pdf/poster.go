package pdf

import (
	"bytes"
	"fmt"
	"time"

	"rsc.io/qr"
)

// Poster is one page to hang up: what it says, and a code that leads somewhere.
type Poster struct {
	Language string
	Title    string // the largest line
	Text     string
	Call     string // above the code: what to do with it
	Link     string // what the code says, written out below it too
	Place    string // the establishment
	Foot     string
	Made     time.Time
}

// RenderPoster sets one A4 page. A link that is too long for a code is an error.
func RenderPoster(p Poster) ([]byte, error) {
	s, err := newSheet(Document{Language: p.Language, Title: p.Title, Author: p.Place, Made: p.Made})
	if err != nil {
		return nil, err
	}
	s.pdf.SetDrawColor(0, 0, 0)
	s.pdf.SetLineWidth(1.2)
	s.pdf.Rect(10, 10, width-20, 277, "D")
	s.pdf.SetY(30)
	s.centred("B", s.fitted(p.Title, 40), p.Title)
	s.pdf.Ln(7)
	s.centred("", 17, p.Text)
	s.pdf.Ln(8)
	s.centred("B", 14, p.Call)
	s.pdf.Ln(4)
	const side = 84.0
	if err := s.code(p.Link, (width-side)/2, s.pdf.GetY(), side); err != nil {
		return nil, err
	}
	s.pdf.SetY(s.pdf.GetY() + side + 5)
	s.centred("", 11, p.Link)
	s.pdf.SetAutoPageBreak(false, 0)
	s.pdf.SetY(252)
	s.centred("B", 13, p.Place)
	s.centred("", 10, p.Foot)
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write poster %q: %w", p.Title, err)
	}
	return out.Bytes(), nil
}

// fitted is the size at which a title stands on one line, from this one down.
func (s *sheet) fitted(text string, size float64) float64 {
	for ; size > 20; size-- {
		s.font("B", size, 0)
		if s.pdf.GetStringWidth(s.clean(text)) < inner {
			break
		}
	}
	return size
}

func (s *sheet) centred(style string, size float64, text string) {
	s.font(style, size, 0)
	s.pdf.SetX(margin)
	s.pdf.MultiCell(inner, size*0.48, s.clean(text), "", "C", false)
}

// code draws a QR code of a side in millimetres, with its quiet zone inside.
func (s *sheet) code(text string, x, y, side float64) error {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return fmt.Errorf("code of %q: %w", text, err)
	}
	const quiet = 4
	module := side / float64(code.Size+2*quiet)
	s.pdf.SetFillColor(0, 0, 0)
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			to := from
			for to < code.Size && code.Black(to, row) {
				to++
			}
			if to > from { // a run of dark modules is one rectangle: no hairlines between
				s.pdf.Rect(x+float64(from+quiet)*module, y+float64(row+quiet)*module, float64(to-from)*module, module*1.01, "F")
				from = to
			}
		}
	}
	return nil
}

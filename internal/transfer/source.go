// Package transfer takes in what other systems know: files of purchases, row by
// row, with what is wrong with each.
package transfer

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"escucha/domain/purchase"
	"escucha/internal/sheet"
)

// source is a file of comma-separated values as somebody exported it: with a
// byte order mark or not, in UTF-8 or Latin-1, with one of three separators.
type source struct {
	file    io.ReadSeeker
	latin   bool
	comma   rune
	headers []string
	columns map[purchase.Field]int
	mark    purchase.Mark // of the decimals, as far as the amounts show it
}

// row is one line of it.
type row struct {
	line  int
	cells []string
}

// errNoHeaders: there is nothing in the file.
var errNoHeaders = errors.New("the file has no headers")

// open looks at a file from end to end: what it is written in, what the columns
// are, and which mark its amounts have.
func open(file io.ReadSeeker, said map[purchase.Field]string) (*source, error) {
	s := &source{file: file, comma: ','}
	if err := s.encoding(); err != nil {
		return nil, err
	}
	if err := s.separator(); err != nil {
		return nil, err
	}
	reader, err := s.rows()
	if err != nil {
		return nil, err
	}
	if s.headers, err = reader.Read(); err != nil {
		return nil, errNoHeaders
	}
	s.headers = append([]string{}, s.headers...)
	s.columns = purchase.Columns(s.headers, said)
	return s, s.marks()
}

// text is the file from its beginning, as UTF-8.
func (s *source) text() (*bufio.Reader, error) {
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	if s.latin {
		return bufio.NewReader(charmap.Windows1252.NewDecoder().Reader(s.file)), nil
	}
	reader := bufio.NewReader(s.file)
	if mark, err := reader.Peek(3); err == nil && string(mark) == "\ufeff" {
		if _, err := reader.Discard(3); err != nil {
			return nil, fmt.Errorf("read file: %w", err)
		}
	}
	return reader, nil
}

// encoding: what is no UTF-8 somewhere is Latin-1.
func (s *source) encoding() error {
	reader, err := s.text()
	if err != nil {
		return err
	}
	for {
		r, size, err := reader.ReadRune()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read file: %w", err)
		}
		if r == utf8.RuneError && size == 1 {
			s.latin = true
			return nil
		}
	}
}

// separator is the one that the first line has most of.
func (s *source) separator() error {
	reader, err := s.text()
	if err != nil {
		return err
	}
	first, err := reader.ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read file: %w", err)
	}
	for _, comma := range ";\t" {
		if strings.Count(first, string(comma)) > strings.Count(first, string(s.comma)) {
			s.comma = comma
		}
	}
	return nil
}

func (s *source) rows() (*csv.Reader, error) {
	text, err := s.text()
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(text)
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes, reader.ReuseRecord = s.comma, -1, true, true
	return reader, nil
}

// each calls with every row that has something in it; a row that cannot be
// taken apart has no cells.
func (s *source) each(take func(row) error) error {
	reader, err := s.rows()
	if err != nil {
		return err
	}
	for first := true; ; first = false {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			err = take(row{line: broken.Line})
		case err != nil:
			return fmt.Errorf("read file: %w", err)
		case !first && strings.TrimSpace(strings.Join(cells, "")) != "":
			line, _ := reader.FieldPos(0)
			err = take(row{line, append([]string{}, cells...)})
		}
		if err != nil {
			return err
		}
	}
}

// marks: the first amount that shows its mark decides for those that do not,
// unless another one shows the other mark.
func (s *source) marks() error {
	both := false
	err := s.each(func(r row) error {
		mark := purchase.MarkOf(s.cell(r, purchase.Sum))
		both = both || mark != purchase.Unknown && s.mark != purchase.Unknown && mark != s.mark
		if mark != purchase.Unknown {
			s.mark = mark
		}
		return nil
	})
	if both {
		s.mark = purchase.Unknown
	}
	return err
}

// cell is what a row says of a field. A sign before which we ourselves put an
// apostrophe, in a file of rejects, is read without it.
func (s *source) cell(r row, field purchase.Field) string {
	at, ok := s.columns[field]
	if !ok || at >= len(r.cells) {
		return ""
	}
	text := strings.TrimSpace(r.cells[at])
	if len(text) > 1 && text[0] == '\'' && strings.ContainsRune(sheet.Formula, rune(text[1])) {
		return text[1:]
	}
	return text
}

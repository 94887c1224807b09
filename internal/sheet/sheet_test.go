package sheet_test

import (
	"errors"
	"strings"
	"testing"

	"escucha/internal/sheet"
)

// TestNothingCalculates: every sign at which a spreadsheet would begin.
func TestNothingCalculates(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	s := sheet.New(&out)
	cells := []string{"=1+1", "+51 900", "-5", "-12.5", "-5+1", "-", "@x", "\tx", "Taza", "", "a=b"}
	if err := errors.Join(s.Row(cells), s.Close()); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "'=1+1,'+51 900,-5,-12.5,'-5+1,'-,'@x,'\tx,Taza,,a=b\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if cells[0] != "=1+1" {
		t.Error("the caller's cells were changed")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// TestAFullDisk is told of.
func TestAFullDisk(t *testing.T) {
	t.Parallel()
	s := sheet.New(full{})
	if err := errors.Join(s.Row([]string{"a"}), s.Close()); err == nil {
		t.Error("nothing was written and nobody was told")
	}
}

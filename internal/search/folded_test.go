package search_test

import (
	"slices"
	"testing"

	"escucha/internal/search"
)

func TestFolded(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"": " ", "¿Cómo LAVAR los platos?": " como lavar los platos ", "Ñandú-2": " nandu 2 "} {
		if got := search.Folded(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	got := search.Forms("Platos rotos hoy", 2)
	if len(got) != 2 || got[0][0] != "platos" || !slices.Contains(got[0], "plato") || !slices.Contains(got[1], "roto") {
		t.Errorf("%v", got)
	}
}

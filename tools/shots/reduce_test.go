package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// drawn is a picture whose pixel i has the colour of(i).
func drawn(width, height int, of func(i int) color.RGBA) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		out.SetRGBA(i%width, i/width, of(i))
	}
	return out
}

// off is how far two pictures are from each other at most, in any channel.
func off(a, b image.Image) (most int) {
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			one, other := at(a, x, y), at(b, x, y)
			for c := range 3 {
				most = max(most, int(one[c])-int(other[c]), int(other[c])-int(one[c]))
			}
		}
	}
	return most
}

func TestReduce(t *testing.T) {
	t.Parallel()
	grey := func(i int) color.RGBA { return color.RGBA{uint8(i), uint8(i), uint8(i), 255} }
	rows := []struct {
		name   string
		of     func(i int) color.RGBA
		n      int
		colors int
		off    int
	}{
		{"one colour", func(int) color.RGBA { return color.RGBA{39, 71, 154, 255} }, 256, 1, 0},
		{"as many as there may be stay as they are", grey, 256, 256, 0},
		{"greys in sixteen", grey, 16, 16, 16},
		{"a rare colour among many pixels is not lost", func(i int) color.RGBA {
			if i == 77 {
				return color.RGBA{200, 0, 0, 255}
			}
			return color.RGBA{uint8(240 + i%8), 240, 240, 255}
		}, 4, 4, 4},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			full := drawn(16, 16, row.of)
			small := reduce(full, row.n)
			if len(small.Palette) != row.colors {
				t.Errorf("%d colours, want %d", len(small.Palette), row.colors)
			}
			if got := off(full, small); got > row.off {
				t.Errorf("a pixel is %d off, at most %d", got, row.off)
			}
		})
	}
}

func write(t *testing.T, name string, picture image.Image) {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "img")
	if err := run(from, to); err == nil || !strings.Contains(err.Error(), "no pictures") {
		t.Errorf("an empty folder: %v", err)
	}
	write(t, filepath.Join(from, "plain.png"), drawn(64, 64, func(int) color.RGBA { return color.RGBA{1, 2, 3, 255} }))
	if err := run(from, to); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(filepath.Join(to, "plain.png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := run(from, to); err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(filepath.Join(to, "plain.png")); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same picture gives another file: %v", err)
	}
	lot := rand.New(rand.NewPCG(1, 2))
	write(t, filepath.Join(from, "noise.png"), drawn(600, 600, func(int) color.RGBA {
		return color.RGBA{uint8(lot.Uint32()), uint8(lot.Uint32()), uint8(lot.Uint32()), 255}
	}))
	if err := run(from, to); err == nil || !strings.Contains(err.Error(), "noise.png has") {
		t.Errorf("a heavy picture: %v", err)
	}
	if _, err := os.Stat(filepath.Join(to, "noise.png")); !os.IsNotExist(err) {
		t.Errorf("the heavy picture was written: %v", err)
	}
}

package seed

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/internal/records"
)

// attach adds what the customer sends along: a photograph, or a conversation.
func (w *world) attach(t *tale) error {
	var (
		name = fmt.Sprintf("foto-%s.png", t.order)
		data []byte
		err  error
	)
	if chance(t.rng, 75) {
		data, err = picture(t.rng.IntN(256), t.rng.IntN(256))
	} else {
		name, data = fmt.Sprintf("chat-%s.txt", t.order), []byte(w.fill(t, w.words.TextFile))
	}
	if err != nil {
		return err
	}
	file, err := filesystem.NewFileFromBytes(data, name)
	if err != nil {
		return fmt.Errorf("make file %s: %w", name, err)
	}
	return w.add(t, records.Attachments, t.client(), map[string]any{"kind": "evidence", "file": file})
}

// picture is a small image with a mark across it, as of something scratched.
func picture(hue, shade int) ([]byte, error) {
	const width, height = 160, 120
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(120 + (hue+x)/4), uint8(90 + (shade+y)/4), uint8(60 + x/5), 255}
			if (x+2*y+hue)%97 < 2 {
				c = color.RGBA{40, 30, 25, 255}
			}
			img.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("draw picture: %w", err)
	}
	return out.Bytes(), nil
}

package main

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// tint is a colour without transparency and how many pixels have it.
type tint struct {
	channel [3]uint8
	count   int
}

// reduce draws a picture with at most n colours, 1 to 256. A picture that has
// no more keeps its own; otherwise they are chosen by median cut. Nothing is
// dithered: plain surfaces stay plain, and compress well.
func reduce(full image.Image, n int) *image.Paletted {
	bounds := full.Bounds()
	counts := map[[3]uint8]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[at(full, x, y)]++
		}
	}
	palette, place := choose(counts, n)
	out := image.NewPaletted(bounds, palette)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			out.SetColorIndex(x, y, place[at(full, x, y)])
		}
	}
	return out
}

func at(full image.Image, x, y int) [3]uint8 {
	r, g, b, _ := full.At(x, y).RGBA()
	return [3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}
}

// choose cuts the box with the widest channel, weighed by its pixels, in two
// until there are n boxes or one for each colour; a box becomes its mean.
func choose(counts map[[3]uint8]int, n int) (color.Palette, map[[3]uint8]uint8) {
	boxes := [][]tint{tints(counts)}
	for len(boxes) < n {
		i := slices.IndexFunc(boxes, func(box []tint) bool { return len(box) > 1 })
		if i < 0 {
			break
		}
		for j, box := range boxes {
			if len(box) > 1 && urgency(box) > urgency(boxes[i]) {
				i = j
			}
		}
		low, high := cut(boxes[i])
		boxes[i] = low
		boxes = append(boxes, high)
	}
	return paint(boxes)
}

// tints in a fixed order, so that the same picture gives the same file.
func tints(counts map[[3]uint8]int) []tint {
	out := make([]tint, 0, len(counts))
	for channel, count := range counts {
		out = append(out, tint{channel, count})
	}
	slices.SortFunc(out, func(a, b tint) int { return slices.Compare(a.channel[:], b.channel[:]) })
	return out
}

// widest is the channel in which a box is widest, and how wide it is there.
func widest(box []tint) (channel, width int) {
	for c := range 3 {
		low, high := box[0].channel[c], box[0].channel[c]
		for _, one := range box {
			low, high = min(low, one.channel[c]), max(high, one.channel[c])
		}
		if int(high-low) > width {
			channel, width = c, int(high-low)
		}
	}
	return channel, width
}

func pixels(box []tint) (sum int) {
	for _, one := range box {
		sum += one.count
	}
	return sum
}

// urgency says how much a box gains by being cut: a rare colour far from the
// others matters as much as a common one that is a little off.
func urgency(box []tint) int {
	_, width := widest(box)
	share := 1
	for n := pixels(box); n > 1; n /= 2 {
		share++
	}
	return width * width * share
}

// cut parts a box at the pixel in the middle, with a colour on each side.
func cut(box []tint) (low, high []tint) {
	c, _ := widest(box)
	slices.SortStableFunc(box, func(a, b tint) int { return cmp.Compare(a.channel[c], b.channel[c]) })
	half, sum, i := pixels(box)/2, 0, 0
	for i < len(box)-1 && (i == 0 || sum+box[i].count <= half) {
		sum += box[i].count
		i++
	}
	return box[:i:i], box[i:]
}

func paint(boxes [][]tint) (color.Palette, map[[3]uint8]uint8) {
	palette, place := make(color.Palette, len(boxes)), map[[3]uint8]uint8{}
	for i, box := range boxes {
		var sum [3]int
		for _, one := range box {
			place[one.channel] = uint8(i)
			for c := range 3 {
				sum[c] += int(one.channel[c]) * one.count
			}
		}
		n := max(1, pixels(box))
		palette[i] = color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
	}
	return palette, place
}

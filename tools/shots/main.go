// Command shots makes the pictures of the documents from those that a browser
// took: the same, with at most 256 colours, so that they are light to load.
//
//	go run ./tools/shots FROM TO
//
// Every PNG of the folder FROM is written to TO under its name. A picture of
// more than 150 kB is refused: it would weigh on whoever reads.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
)

// most is what a picture of the documents may weigh, in bytes.
const most = 150_000

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: shots FROM TO")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	names, err := filepath.Glob(filepath.Join(from, "*.png"))
	if err != nil {
		return fmt.Errorf("look into %s: %w", from, err)
	}
	if len(names) == 0 {
		return fmt.Errorf("no pictures in %s", from)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", to, err)
	}
	for _, name := range names {
		err = errors.Join(err, one(name, filepath.Join(to, filepath.Base(name))))
	}
	return err
}

// one reads a picture and writes it with fewer colours.
func one(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("read a picture: %w", err)
	}
	full, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		return fmt.Errorf("decode %s: %w", from, err)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, reduce(full, 256)); err != nil {
		return fmt.Errorf("encode %s: %w", to, err)
	}
	if out.Len() > most {
		return fmt.Errorf("%s has %d bytes, more than %d", to, out.Len(), most)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	return nil
}

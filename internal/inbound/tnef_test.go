package inbound

import (
	"encoding/binary"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// envelope writes a winmail.dat of values by their marks.
func envelope(values ...any) []byte {
	out := append(binary.LittleEndian.AppendUint32(nil, tnefSignature), 1, 0)
	for i := 0; i < len(values); i += 2 {
		value := values[i+1].(string)
		out = binary.LittleEndian.AppendUint32(append(out, 2), uint32(values[i].(int)))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(value)))
		out = append(append(out, value...), 0, 0)
	}
	return out
}

func TestUnpackTNEF(t *testing.T) {
	t.Parallel()
	whole := envelope(tnefBody, "Va la factura.\r\n\x00", tnefNewFile, "x", tnefFileName, "factura.pdf\x00", tnefFileData, "%PDF-1.4", tnefNewFile, "x", tnefFileData, "b")
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"words and files", whole, "Va la factura.\n [factura.pdf\x00=%PDF-1.4 =b]"},
		{"no envelope", []byte("hola hola hola hola"), " []"},
		{"nothing", nil, " []"},
		{"cut in the middle of a file", whole[:len(whole)-20], "Va la factura.\n [factura.pdf\x00=%PDF-1.4]"},
		{"a file without beginning", envelope(tnefFileData, "a", tnefFileName, "b"), " []"},
		{"a length beyond the end", append(envelope(tnefNewFile, "x"), 2, 0x0F, 0x80, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3), " [=]"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			words, files := unpackTNEF(tc.data)
			var list []string
			for _, f := range files {
				list = append(list, f.Name+"="+string(f.Data))
			}
			if got := fmt.Sprint(words, " ", list); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// TestUnpackTNEFOfAnything: bytes that only begin right neither end the program
// nor give more than they had.
func TestUnpackTNEFOfAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		data := append(envelope(tnefNewFile, "x", tnefFileData, "abc"), rapid.SliceOf(rapid.Byte()).Draw(t, "rest")...)
		words, files := unpackTNEF(data)
		if len(files) > maxParts || len(words) > 3*len(data) {
			t.Fatalf("%d files, %d bytes of words", len(files), len(words))
		}
	})
}

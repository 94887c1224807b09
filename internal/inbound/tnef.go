package inbound

import (
	"encoding/binary"
	"net/http"
	"strings"
)

// Marks of winmail.dat, the envelope of old Outlook ([MS-OXTNEF], 2.1.3).
const (
	tnefSignature = 0x223E9F78
	tnefBody      = 0x800C
	tnefNewFile   = 0x9002
	tnefFileName  = 0x8010
	tnefFileData  = 0x800F
)

// unpackTNEF reads the plain words and the files of a winmail.dat, as far as it
// goes: where a length is wrong, the rest is left. Words in RTF stay inside.
func unpackTNEF(data []byte) (words string, files []File) {
	if len(data) < 6 || binary.LittleEndian.Uint32(data) != tnefSignature {
		return "", nil
	}
	const head, check = 9, 2 // level, name, length before a value, a sum behind it
	for rest := data[6:]; len(rest) >= head+check; {
		name, size := binary.LittleEndian.Uint16(rest[1:]), uint64(binary.LittleEndian.Uint32(rest[5:]))
		if size > uint64(len(rest)-head-check) {
			break
		}
		value := rest[head : head+size]
		rest = rest[head+size+check:]
		switch n := len(files); {
		case name == tnefBody:
			words = clean(toUTF8(value, "", nil))
		case name == tnefNewFile && n < maxParts:
			files = append(files, File{})
		case name == tnefFileName && n > 0:
			files[n-1].Name = toUTF8(value, "", nil)
		case name == tnefFileData && n > 0:
			files[n-1].Data = value
		}
	}
	return words, files
}

// unpack puts what is in a winmail.dat beside it.
func (g *gather) unpack(data []byte) {
	words, files := unpackTNEF(data)
	if len(g.words) == 0 { // outside they are said again
		g.word(words)
	}
	for _, f := range files {
		if len(f.Data) == 0 || len(g.files) >= maxParts {
			continue
		}
		f.Type, _, _ = strings.Cut(http.DetectContentType(f.Data), ";")
		f.Name = fileName(f.Name, f.Type, len(g.files)+1)
		f.Dangerous = dangerous(f)
		g.files, g.ids = append(g.files, f), append(g.ids, "")
	}
}

// Package assets holds the public files as they travel: the desk bundled into
// few files under an address that carries their version, everything packed once.
package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"path"
	"sync"
)

// Shelf is every public file, read and packed when it is first asked for;
// safe for concurrent use.
type Shelf struct {
	// Version is a hash over every file: another one means other files.
	Version string

	public fs.FS
	desk   func() (map[string][]byte, error) // what is composed, by name
	mu     sync.Mutex
	kept   map[string]*File
}

// File is one file and its packed form, nil when packing gains nothing.
type File struct {
	Kind   string // media type
	Body   []byte
	Packed []byte // gzip
}

// New reads the fingerprint of the files; nothing else until it is asked for.
func New(public fs.FS) (*Shelf, error) {
	version, err := fingerprint(public)
	if err != nil {
		return nil, err
	}
	s := &Shelf{Version: version, public: public, kept: map[string]*File{}}
	s.desk = sync.OnceValues(s.compose)
	return s, nil
}

// Prefix is the address of the files of this version, "/v/VERSION/".
func (s *Shelf) Prefix() string { return "/v/" + s.Version + "/" }

// Source is a file as it is in the repository, but for the desk's page, which
// points at the version. The error is fs.ErrNotExist for a name that is none.
func (s *Shelf) Source(name string) (*File, error) {
	return s.keep("source "+name, name, func() ([]byte, error) {
		if name == page {
			return s.composed(name)
		}
		return fs.ReadFile(s.public, name)
	})
}

// Versioned is a file of the desk's version: composed where the desk has it
// so, else as in the repository.
func (s *Shelf) Versioned(name string) (*File, error) {
	return s.keep("versioned "+name, name, func() ([]byte, error) {
		if body, err := s.composed(name); body != nil || err != nil {
			return body, err
		}
		return fs.ReadFile(s.public, name)
	})
}

// composed is nil for a name that is not composed.
func (s *Shelf) composed(name string) ([]byte, error) {
	made, err := s.desk()
	return made[name], err
}

func (s *Shelf) keep(key, name string, read func() ([]byte, error)) (*File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if file, ok := s.kept[key]; ok {
		return file, nil
	}
	body, err := read()
	if err != nil {
		return nil, fmt.Errorf("public file %s: %w", name, err)
	}
	packed, err := pack(body)
	if err != nil {
		return nil, fmt.Errorf("public file %s: %w", name, err)
	}
	s.kept[key] = &File{Kind: kind(name), Body: body, Packed: packed}
	return s.kept[key], nil
}

// kinds do not hang on what the machine knows of file names.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".map": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
}

func kind(name string) string {
	if known, ok := kinds[path.Ext(name)]; ok {
		return known
	}
	if guess := mime.TypeByExtension(path.Ext(name)); guess != "" {
		return guess
	}
	return "application/octet-stream"
}

// pack is nil when the packed form is no smaller.
func pack(body []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	if _, err := w.Write(body); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	if out.Len() >= len(body) {
		return nil, nil
	}
	return out.Bytes(), nil
}

func fingerprint(public fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(public, name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%s %d\n%s", name, len(data), data)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("fingerprint of the public files: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil))[:20], nil
}

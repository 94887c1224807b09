package portal

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/tools/filesystem"
)

const (
	shelfLife  = time.Hour
	shelfRoom  = 1 << 30  // bytes on disk for all forms together
	formRoom   = 20 << 20 // bytes of files that one form may hold
	shelfNames = 120      // characters of a file name that are kept
)

// shelf keeps files that came with a form until the form is right, so that
// nobody has to choose them again. Restarting empties it.
type shelf struct {
	dir  string
	now  func() time.Time
	mu   sync.Mutex
	held map[string]*upload
	used int64
}

// upload is one file on the shelf.
type upload struct {
	ID   string
	Name string
	Size int64
	path string
	born time.Time
}

// newShelf uses, and empties, the folder "portal-uploads" inside dir.
func newShelf(dir string, now func() time.Time) (*shelf, error) {
	dir = filepath.Join(dir, "portal-uploads")
	if err := os.RemoveAll(dir); err != nil {
		return nil, fmt.Errorf("empty upload folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make upload folder: %w", err)
	}
	return &shelf{dir: dir, now: now, held: map[string]*upload{}}, nil
}

// put stores what r holds under its own name. ErrTooLarge beyond limit bytes
// or when the shelf is full; an empty file gives nil.
func (s *shelf) put(name string, r io.Reader, limit int64) (*upload, error) {
	if err := s.sweep(); err != nil {
		return nil, err
	}
	u := &upload{ID: rand.Text(), Name: fileName(name), born: s.now()}
	u.path = filepath.Join(s.dir, u.ID, u.Name)
	if err := s.write(u, r, limit); err != nil || u.Size == 0 {
		return nil, errors.Join(err, os.RemoveAll(filepath.Dir(u.path)))
	}
	return u, s.hold(u)
}

func (s *shelf) write(u *upload, r io.Reader, limit int64) error {
	if err := os.Mkdir(filepath.Dir(u.path), 0o700); err != nil {
		return fmt.Errorf("make upload folder: %w", err)
	}
	file, err := os.OpenFile(u.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("create upload: %w", err)
	}
	u.Size, err = io.Copy(file, io.LimitReader(r, limit+1))
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("store upload: %w", err)
	}
	if u.Size > limit {
		return ErrTooLarge
	}
	return nil
}

func (s *shelf) hold(u *upload) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.used+u.Size > shelfRoom {
		return errors.Join(ErrTooLarge, os.RemoveAll(filepath.Dir(u.path)))
	}
	s.held[u.ID] = u
	s.used += u.Size
	return nil
}

// find are the files of those ids that are still there, each once, in that order.
func (s *shelf) find(ids []string) []*upload {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []*upload
	for _, id := range ids {
		if u, ok := s.held[id]; ok && s.now().Sub(u.born) <= shelfLife && !slices.Contains(found, u) {
			found = append(found, u)
		}
	}
	return found
}

// drop takes files off the shelf.
func (s *shelf) drop(uploads ...*upload) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed []error
	for _, u := range uploads {
		if _, ok := s.held[u.ID]; !ok {
			continue
		}
		delete(s.held, u.ID)
		s.used -= u.Size
		failed = append(failed, os.RemoveAll(filepath.Dir(u.path)))
	}
	return errors.Join(failed...)
}

// sweep drops what nobody came back for.
func (s *shelf) sweep() error {
	s.mu.Lock()
	var old []*upload
	for _, u := range s.held {
		if s.now().Sub(u.born) > shelfLife {
			old = append(old, u)
		}
	}
	s.mu.Unlock()
	return s.drop(old...)
}

// files opens uploads for the engine; they stay readable until dropped.
func files(uploads []*upload) ([]*filesystem.File, error) {
	out := make([]*filesystem.File, 0, len(uploads))
	for _, u := range uploads {
		file, err := filesystem.NewFileFromPath(u.path)
		if err != nil {
			return nil, fmt.Errorf("open upload %s: %w", u.ID, err)
		}
		out = append(out, file)
	}
	return out, nil
}

// fileName is the last part of a name, safe as a file's name here.
func fileName(name string) string {
	name = line(name)
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	runes := []rune(strings.Trim(name, ". "))
	if cut := len(runes) - shelfNames; cut > 0 {
		runes = runes[cut:] // keeps the extension
	}
	for len(string(runes)) > 240 {
		runes = runes[1:]
	}
	if len(runes) == 0 {
		return "file"
	}
	return string(runes)
}

package mailtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var delivered atomic.Int64

// Deliver puts a mail into the inbox of an account, as a mail server does.
func (s *Server) Deliver(t testing.TB, account, raw string) {
	t.Helper()
	s.DeliverTo(t, account, "", raw)
}

// DeliverTo is Deliver into another folder.
func (s *Server) DeliverTo(t testing.TB, account, folder, raw string) {
	t.Helper()
	box := s.folder(account, folder)
	for _, part := range []string{"tmp", "new", "cur"} {
		if err := os.MkdirAll(filepath.Join(box, part), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	n := delivered.Add(1)
	name := fmt.Sprintf("%d.M%dP%d.local", time.Now().Unix(), n, os.Getpid())
	if err := os.WriteFile(filepath.Join(box, "tmp", name), []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	s.own(t, filepath.Join(box, "tmp"))
	for _, dir := range []string{filepath.Join(s.dir, "mail"), filepath.Join(s.dir, "mail", account), box, filepath.Join(box, "new"), filepath.Join(box, "cur")} {
		if err := os.Lchown(dir, s.uid, s.gid); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(filepath.Join(box, "tmp", name), filepath.Join(box, "new", name)); err != nil {
		t.Fatal(err)
	}
}

// Renumber makes the server forget the numbers of its mails, as after a
// restoration: another UIDVALIDITY, and every UID anew.
func (s *Server) Renumber(t testing.TB, account string) {
	t.Helper()
	s.Stop(t)
	found, err := filepath.Glob(filepath.Join(s.folder(account, ""), "dovecot*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range found {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	list := filepath.Join(s.folder(account, ""), "dovecot-uidlist")
	if err := os.WriteFile(list, []byte("3 V1234567 N1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.own(t, list)
	s.Run(t)
}

// Left are the file names of the mails of an inbox; those that somebody read end
// in a flag S.
func (s *Server) Left(t testing.TB, account string) []string {
	t.Helper()
	var out []string
	for _, part := range []string{"new", "cur"} {
		found, err := filepath.Glob(filepath.Join(s.folder(account, ""), part, "*"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	return out
}

func (s *Server) folder(account, folder string) string {
	box := filepath.Join(s.dir, "mail", account)
	if folder == "" {
		return box
	}
	return filepath.Join(box, "."+strings.ReplaceAll(folder, "/", "."))
}

// Package mailtest starts a real mail server for tests: a private Dovecot in a
// directory of its own, on free ports of this machine, ended by its own pid.
package mailtest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"crypto/x509"
)

// Password opens every account of the server.
const Password = "correo de prueba"

// Server is a Dovecot with an account for whoever logs in with Password.
type Server struct {
	Host  string
	Plain int // port without TLS, with STARTTLS
	TLS   int
	Roots *x509.CertPool // who signed its certificate

	dir      string
	uid, gid int
	program  string
	process  *exec.Cmd
}

// Start runs a server until the end of the test.
func Start(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "imap-")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Host: "localhost", dir: dir, program: program(t)}
	t.Cleanup(func() {
		s.Stop(t)
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove %s: %v", dir, err)
		}
	})
	s.uid, s.gid = owner(t)
	s.Plain, s.TLS = free(t), free(t)
	s.Roots = certify(t, dir)
	s.SetPassword(t, Password)
	s.write(t, "dovecot.conf", s.config(), 0o644)
	s.own(t, dir)
	s.Run(t)
	return s
}

// program finds Dovecot as tools/dovecot.sh does.
func program(t testing.TB) string {
	t.Helper()
	for _, path := range []string{os.Getenv("ESCUCHA_DOVECOT"), "/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/opt/homebrew/sbin/dovecot"} {
		if path == "" {
			continue
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Fatal("the tests of incoming mail need Dovecot: run sh tools/dovecot.sh, which finds it, installs it or says how")
	return ""
}

// owner is who the mails belong to: Dovecot gives none to root.
func owner(t testing.TB) (uid, gid int) {
	t.Helper()
	if os.Getuid() != 0 {
		return os.Getuid(), os.Getgid()
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, _ = strconv.Atoi(nobody.Uid) // both are figures: user.Lookup read them
	gid, _ = strconv.Atoi(nobody.Gid)
	return uid, gid
}

func free(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().(*net.TCPAddr).Port
}

// Run starts the server, again after Stop.
func (s *Server) Run(t testing.TB) {
	t.Helper()
	s.process = exec.Command(s.program, "-F", "-c", filepath.Join(s.dir, "dovecot.conf"))
	if err := s.process.Start(); err != nil {
		t.Fatalf("start Dovecot: %v", err)
	}
	for range 400 {
		if s.answers() {
			return
		}
		time.Sleep(25 * time.Millisecond) // until it listens
	}
	log, _ := os.ReadFile(filepath.Join(s.dir, "log")) // without one there is nothing to show
	t.Fatalf("Dovecot does not listen: %s", log)
}

// answers: it greets on both ports.
func (s *Server) answers() bool {
	for _, port := range []int{s.Plain, s.TLS} {
		conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), time.Second)
		if err != nil {
			return false
		}
		if err := conn.Close(); err != nil {
			return false
		}
	}
	return true
}

// Stop ends the server; its mails stay until the end of the test.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if s.process == nil {
		return
	}
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Errorf("end Dovecot: %v", err)
	}
	_ = s.process.Wait() // it was told to end: how it says so does not matter
	s.process = nil
}

// SetPassword changes the password of every account.
func (s *Server) SetPassword(t testing.TB, password string) {
	t.Helper()
	s.write(t, "password.conf", fmt.Sprintf("passdb {\n driver = static\n mechanisms = plain login\n args = password=%s\n}\n", strings.ReplaceAll(password, " ", "_")), 0o644)
	if s.process != nil {
		s.Stop(t)
		s.Run(t)
	}
}

// Word is how a password is typed for this server, which takes no blanks.
func Word(password string) string { return strings.ReplaceAll(password, " ", "_") }

func (s *Server) write(t testing.TB, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

// own gives the directory to who the mails belong to.
func (s *Server) own(t testing.TB, path string) {
	t.Helper()
	if err := os.Chmod(s.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(path, func(p string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(p, s.uid, s.gid)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *Server) config() string {
	us := "root"
	if me, err := user.Current(); err == nil {
		us = me.Username
	}
	internal := ""
	if os.Getuid() != 0 { // everything as the one who runs the tests
		internal = fmt.Sprintf("default_internal_user = %[1]s\ndefault_login_user = %[1]s\nservice anvil {\n chroot =\n}\n", us)
	}
	return fmt.Sprintf(`base_dir = %[1]s/run
state_dir = %[1]s/state
log_path = %[1]s/log
protocols = imap
listen = 127.0.0.1
mail_location = maildir:%[1]s/mail/%%u
ssl = yes
ssl_cert = <%[1]s/cert.pem
ssl_key = <%[1]s/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
default_vsz_limit = 512M
%[2]sservice imap-login {
 chroot =
 inet_listener imap {
  port = %[3]d
 }
 inet_listener imaps {
  port = %[4]d
  ssl = yes
 }
}
userdb {
 driver = static
 args = uid=%[5]d gid=%[6]d home=%[1]s/mail/%%u
}
!include %[1]s/password.conf
!include_try %[1]s/oauth.conf
`, s.dir, internal, s.Plain, s.TLS, s.uid, s.gid)
}

// TrustTokens has the server take tokens for which a GET of url and the token is
// answered with the account, as `email`.
func (s *Server) TrustTokens(t testing.TB, url string) {
	t.Helper()
	s.write(t, "tokens.ext", fmt.Sprintf("tokeninfo_url = %s\nintrospection_mode = get\nforce_introspection = no\nusername_attribute = email\nusername_format = %%u\nactive_attribute = active\nactive_value = true\n", url), 0o644)
	s.write(t, "oauth.conf", fmt.Sprintf("auth_mechanisms = plain login oauthbearer xoauth2\npassdb {\n driver = oauth2\n mechanisms = oauthbearer xoauth2\n args = %s/tokens.ext\n}\n", s.dir), 0o644)
	s.Stop(t)
	s.Run(t)
}

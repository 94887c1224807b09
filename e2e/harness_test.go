// Package e2e drives the program as people do: the real binary on a free port
// with a database of its own, and a real browser in front of it.
package e2e

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// People of the shop that start prepares. Everybody has the same password.
const (
	Superuser = "duena@casanogal.example"
	Agent     = "ines@casanogal.example"
	Lead      = "ruben@casanogal.example"
	Admin     = "lucia@casanogal.example"
	Password  = "cuatro palabras largas"
)

// work holds the binary and the prepared database of this run.
var work struct {
	dir    string
	binary func() (string, error)
	shop   func() (string, error)
}

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "escucha-e2e-")
	if err != nil {
		return 1, fmt.Errorf("make a folder for the run: %w", err)
	}
	work.dir = dir
	work.binary = sync.OnceValues(build)
	work.shop = sync.OnceValues(prepare)
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		return 1, fmt.Errorf("remove the folder of the run: %w", err)
	}
	return code, nil
}

// build makes the binary as the Makefile does.
func build() (string, error) {
	out := filepath.Join(work.dir, "escucha")
	if runtime.GOOS == "windows" {
		out += ".exe"
	}
	cmd := exec.Command("go", "build", "-o", out, "..")
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, text)
	}
	return out, nil
}

// server is a running program.
type server struct {
	URL  string
	Dir  string // its data
	log  *syncBuffer
	stop func()
	kill func() // without a word, as when the power goes
}

// start runs the program with the shop of the tests: Casa Nogal in Lima, one
// superuser, an agent, a lead and an admin, two areas.
func start(t *testing.T) *server {
	t.Helper()
	template, err := work.shop()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(template)); err != nil {
		t.Fatalf("copy the database of the shop: %v", err)
	}
	return serve(t, dir)
}

// startEmpty runs the program as a new owner does: nothing is set up.
func startEmpty(t *testing.T) *server {
	t.Helper()
	return serve(t, t.TempDir())
}

func serve(t *testing.T, dir string) *server {
	t.Helper()
	s, err := launch(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.stop()
		if t.Failed() {
			t.Logf("what the program said:\n%s", s.log)
		}
	})
	return s
}

// launch starts the program and waits until it answers. A port that was free a
// moment ago may be taken by now: then another one is tried.
func launch(dir string) (*server, error) {
	for tries := 1; ; tries++ {
		s, err := launchOnce(dir)
		if err == nil || tries == 3 || !strings.Contains(err.Error(), "address already in use") {
			return s, err
		}
	}
}

func launchOnce(dir string) (*server, error) {
	binary, err := work.binary()
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	return launchAt(binary, address, dir)
}

func launchAt(binary, address, dir string) (*server, error) {
	s := &server{URL: "http://" + address, Dir: dir, log: &syncBuffer{}}
	cmd := exec.Command(binary, "serve", "--http="+address, "--dir="+dir)
	cmd.Stdout, cmd.Stderr = s.log, s.log
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the program: %w", err)
	}
	running, ended := context.WithCancelCause(context.Background())
	go func() { ended(fmt.Errorf("the program ended: %w", cmp.Or(cmd.Wait(), errors.New("without an error")))) }()
	s.stop = sync.OnceFunc(func() { end(cmd.Process, running) })
	s.kill = func() { kill(cmd.Process, running) }
	if err := s.healthy(running); err != nil {
		s.stop()
		return nil, fmt.Errorf("%w\n%s", err, s.log)
	}
	return s, nil
}

// end asks our own process to finish, and insists after a while.
func end(p *os.Process, running context.Context) {
	if err := p.Signal(os.Interrupt); err == nil {
		select {
		case <-running.Done():
			return
		case <-time.After(10 * time.Second):
		}
	}
	kill(p, running)
}

func kill(p *os.Process, running context.Context) {
	if err := p.Kill(); err == nil || errors.Is(err, os.ErrProcessDone) {
		<-running.Done()
	}
}

// Crash ends the program without giving it the time to tidy up.
func (s *server) Crash(t *testing.T) {
	t.Helper()
	s.stop = func() {}
	s.kill()
}

// Restart starts the program again, on the data and at the address it had.
func (s *server) Restart(t *testing.T) {
	t.Helper()
	binary, err := work.binary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := launchAt(binary, strings.TrimPrefix(s.URL, "http://"), s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	*s = *again
}

// healthy waits until the program answers that it is well.
func (s *server) healthy(running context.Context) error {
	ctx, cancel := context.WithTimeout(running, 60*time.Second)
	defer cancel()
	for !answers(ctx, s.URL+"/api/health") {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for the program: %w", context.Cause(ctx))
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

func answers(ctx context.Context, url string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	return res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

// lastPort is the port given out last. They are below those that the system
// gives to outgoing connections, and each is given once: a program that is
// killed finds its own port free when it starts again.
var lastPort atomic.Int32

// freeAddress finds a port of this machine that nobody uses.
func freeAddress() (string, error) {
	const first, count = 20_000, 12_000
	lastPort.CompareAndSwap(0, int32(os.Getpid()*100%count))
	var err error
	for range 200 {
		address := fmt.Sprintf("127.0.0.1:%d", first+lastPort.Add(1)%count)
		var l net.Listener
		if l, err = net.Listen("tcp", address); err == nil {
			return address, l.Close()
		}
	}
	return "", fmt.Errorf("find a free port: %w", err)
}

// command runs the binary on a data folder and returns what it printed.
func command(dir string, args ...string) (string, error) {
	binary, err := work.binary()
	if err != nil {
		return "", err
	}
	out, err := exec.Command(binary, append(args, "--dir="+dir)...).CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("escucha %v: %w\n%s", args, err, out)
	}
	return string(out), nil
}

// Command runs one of the program's commands on the data of a server.
func (s *server) Command(t *testing.T, args ...string) string {
	t.Helper()
	out, err := command(s.Dir, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// SetupURL is the link with its one-time token that the program prints on its
// first start.
func (s *server) SetupURL(t *testing.T) string {
	t.Helper()
	_, rest, found := strings.Cut(s.log.String(), s.URL+"/setup")
	if !found {
		t.Fatalf("no setup link was printed:\n%s", s.log)
	}
	return s.URL + "/setup" + strings.Fields(rest)[0]
}

// syncBuffer takes what a process prints while a test reads it.
type syncBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// program builds the product as it is shipped and returns the path.
func program(dir string) (string, error) {
	path := filepath.Join(dir, "escucha")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return path, nil
}

// server is the product running over one database, on loopback.
type server struct {
	cmd     *exec.Cmd
	base    string        // http://127.0.0.1:port
	started time.Duration // from the start of the process to the first answer
}

// patience is how long a first start may take: with a database that was filled
// from outside, the keys of its customers are worked out then.
const patience = 5 * time.Minute

// start runs the product and waits for its first answer.
func start(binary, dir string) (*server, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := &server{base: "http://" + address, cmd: exec.Command(binary, "serve", "--http", address, "--dir", dir)}
	s.cmd.Stdout, s.cmd.Stderr = io.Discard, os.Stderr
	begun := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start server: %w", err)
	}
	for time.Since(begun) < patience {
		if healthy(s.base) {
			s.started = time.Since(begun)
			return s, nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return nil, fmt.Errorf("start server: no answer after %s, %w", patience, s.stop())
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	return l.Addr().String(), l.Close()
}

func healthy(base string) bool {
	r, err := http.Get(base + "/api/health")
	if err != nil {
		return false
	}
	return r.Body.Close() == nil && r.StatusCode == http.StatusOK
}

// stop ends the process in the ordinary way.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("stop server: %w", err)
	}
	if err := s.cmd.Wait(); err != nil && s.cmd.ProcessState == nil {
		return fmt.Errorf("stop server: %w", err)
	}
	return nil
}

// memory is the resident memory of the process in MB, from /proc.
func (s *server) memory() (float64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read memory: %w", err)
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024, err
		}
	}
	return 0, fmt.Errorf("read memory: no VmRSS")
}

package post

import (
	"bytes"
	"net"
	"strings"
	"sync"
	"time"
)

// Line is one line of what was said.
type Line struct {
	From  string `json:"from"` // us, server, or note: what happened between the lines
	Text  string `json:"text"`
	Bytes int    `json:"bytes,omitempty"` // of a letter, which is not repeated
	Ms    int64  `json:"ms"`              // since the beginning
}

// Dialogue is what was said on both sides, without the secrets.
type Dialogue struct {
	mu     sync.Mutex
	since  time.Time
	lines  []Line
	rest   map[string][]byte // an unfinished line of each side
	secret bool              // what we say next is a name or a password
	letter int               // bytes of the letter so far; -1 outside of one
}

// longest is how much of a dialogue is kept: a batch of letters is no dialogue
// that anybody reads.
const longest = 200

func newDialogue() *Dialogue {
	return &Dialogue{since: time.Now(), rest: map[string][]byte{}, letter: -1}
}

// Lines is what was said so far.
func (d *Dialogue) Lines() []Line {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]Line{}, d.lines...)
}

func (d *Dialogue) note(text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.add("note", text, 0)
}

func (d *Dialogue) add(from, text string, size int) {
	if len(d.lines) < longest {
		d.lines = append(d.lines, Line{From: from, Text: text, Bytes: size, Ms: time.Since(d.since).Milliseconds()})
	}
}

// heard takes bytes of one side and keeps the whole lines.
func (d *Dialogue) heard(from string, p []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := append(d.rest[from], p...)
	for {
		end := bytes.IndexByte(all, '\n')
		if end < 0 {
			break
		}
		d.take(from, strings.TrimRight(string(all[:end]), "\r"))
		all = all[end+1:]
	}
	d.rest[from] = bytes.Clone(all)
}

func (d *Dialogue) take(from, text string) {
	switch {
	case from == "server":
		d.secret = d.secret && strings.HasPrefix(text, "334")
		if strings.HasPrefix(text, "354") {
			d.letter = 0
		}
		d.add(from, text, 0)
	case d.letter >= 0 && text == ".":
		d.add(from, "", d.letter)
		d.letter = -1
	case d.letter >= 0:
		d.letter += len(text) + 2
	default:
		d.add(from, d.masked(text), 0)
	}
}

const mask = "••••••"

// masked hides what signs us in: the words after AUTH, and the answers to what
// the server asks then.
func (d *Dialogue) masked(text string) string {
	words := strings.Fields(text)
	if len(words) > 1 && strings.EqualFold(words[0], "AUTH") {
		d.secret = true
		if len(words) > 2 {
			return words[0] + " " + words[1] + " " + mask
		}
		return text
	}
	if d.secret {
		return mask
	}
	return text
}

// wire is a connection of which every line is kept.
type wire struct {
	net.Conn
	said   *Dialogue
	before []byte // what the server said before it was encrypted; read again, not said again
}

func (w *wire) Read(p []byte) (int, error) {
	if len(w.before) > 0 {
		n := copy(p, w.before)
		w.before = w.before[n:]
		return n, nil
	}
	n, err := w.Conn.Read(p)
	w.said.heard("server", p[:n])
	return n, err
}

func (w *wire) Write(p []byte) (int, error) {
	w.said.heard("us", p)
	return w.Conn.Write(p)
}

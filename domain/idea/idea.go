// Package idea is what the team would do better, and what becomes of it: nothing
// that was said is lost, and who said it learns the outcome (R055, R061, R121).
package idea

import "strings"

// Status is where an idea stands.
type Status string

// The statuses. The last two are decisions, and need words.
const (
	New      Status = "new"
	Studying Status = "studying"
	Trying   Status = "trying"
	Adopted  Status = "adopted"
	Declined Status = "declined"
)

// Statuses lists them in the order of the board.
func Statuses() []Status { return []Status{New, Studying, Trying, Adopted, Declined} }

// Decided reports whether somebody said yes or no.
func (s Status) Decided() bool { return s == Adopted || s == Declined }

// Kind is an idea or a question that nobody could answer (R052).
type Kind string

// The kinds.
const (
	Improvement Kind = "idea"
	Question    Kind = "question"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Improvement, Question} }

// Idea is what the rules look at.
type Idea struct {
	Title, Text, Outcome string
	Author               string // id of an agent; empty when the application filed it
	Status               Status
}

// Person is who asks for a change.
type Person struct {
	ID    string
	Heads bool // leads an area or more
	Staff bool
}

// Problem is a field with the code of what is wrong; the zero value is none.
type Problem struct {
	Field, Code string
	Forbidden   bool // of the role, not of the words
}

// File judges a new idea: it has a title and nobody has decided about it.
func File(i Idea, by Person) Problem {
	switch {
	case !by.Staff:
		return Problem{"title", "forbidden_move", true}
	case blank(i.Title):
		return Problem{Field: "title", Code: "validation_required"}
	case i.Status != New:
		return Problem{Field: "status", Code: "idea_new"}
	case !blank(i.Outcome):
		return Problem{Field: "outcome", Code: "server_field"}
	}
	return Problem{}
}

// Change judges what becomes of an idea. Who leads decides; the author may put
// it better while nobody looked at it.
func Change(was, now Idea, by Person) Problem {
	decides := was.Status != now.Status || was.Outcome != now.Outcome
	words := was.Title != now.Title || was.Text != now.Text
	switch {
	case decides && !by.Heads:
		return Problem{"status", "forbidden_move", true}
	case words && (by.ID == "" || by.ID != was.Author):
		return Problem{"title", "forbidden_move", true}
	case words && was.Status != New:
		return Problem{Field: "title", Code: "fixed_field"}
	case blank(now.Title):
		return Problem{Field: "title", Code: "validation_required"}
	case was.Status != New && now.Status == New:
		return Problem{Field: "status", Code: "idea_seen"}
	case now.Status.Decided() && blank(now.Outcome):
		return Problem{Field: "outcome", Code: "idea_outcome"}
	}
	return Problem{}
}

// Answered reports whether a change tells the author something new.
func Answered(was, now Idea) bool {
	return was.Status != now.Status || now.Status.Decided() && was.Outcome != now.Outcome
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

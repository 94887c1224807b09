package portal

import "time"

// CaseView is what the customer sees of the case: never notes, statements of
// the team, types or profiles.
type CaseView struct {
	Number     string
	Key        string
	ReceivedAt time.Time
	Goal       string // "" until it was written
	Narrative  string
	Stage      string   // code
	Passed     []Passed // earlier stages, oldest first, without the present one
	Since      time.Time
	Ahead      []string // stages that normally follow

	Attends  Attendant
	NextStep string // in sentences for the customer; "" when none is recorded
	NextDue  string // civil date
	Due      string // civil date of the written answer; "" once answered

	Tasks     []Task
	Messages  []Message // oldest first
	FileNames []string  // what the customer sent so far

	Paraphrase   string // waiting for a yes or no; "" when there is none
	Proposal     *Proposal
	Asked        *Asked
	Temporary    *Temporary
	Letter       string // the answer, once sent
	LetterAt     time.Time
	Authority    string // of an external dispute
	VoidedReason string

	CanAdd      bool
	CanWithdraw bool
	CanReopen   bool
	ReopenUntil string // civil date; "" when open-ended
}

// Passed is a stage that the case has been through.
type Passed struct {
	Stage string
	At    time.Time
}

// Attendant is who the customer can ask for.
type Attendant struct {
	Name string // of the person, else of the team
	Team bool
}

// Task is one step of the plan, in public words.
type Task struct {
	Title string
	Due   string // civil date
	Done  bool
}

// Message is one of the conversation.
type Message struct {
	In     bool   // written by the customer
	Author string // of ours
	Text   string
	At     time.Time
}

// Proposal is what was offered and waits for an answer.
type Proposal struct {
	Text     string
	Options  []Option // none: accept or refuse the text
	ETA      string   // civil date; "" when no honest date is known
	ETABasis string
	Expires  time.Time
	Phrase   string // what accepting will be recorded as
	// when it is a way out that ends, without its text; nil for a solution that stays
	Temporary *Temporary
}

// Option is one way to solve it. A first line on its own is its title.
type Option struct {
	ID   string
	Text string
}

// Asked is what we need to know from the customer.
type Asked struct {
	What  string
	Why   string
	Until string // civil date
}

// Temporary is help that lasts until the solution.
type Temporary struct {
	Text   string
	From   string // civil dates
	Until  string
	Agreed bool // it is what was proposed and accepted, not the last word
}

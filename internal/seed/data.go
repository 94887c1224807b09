package seed

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

//go:embed data/*.json
var files embed.FS

// Story is something that happens in a shop: what the customer tells, what the
// team found, and how it can end. {producto}, {dia} and {pedido} are filled in.
type Story struct {
	ID           string   `json:"id"`
	Shape        string   `json:"shape"` // "", quick, misunderstanding, denial: how it ends
	Kind         string   `json:"kind"`  // claim when empty
	Area         string   `json:"area"`
	Cause        string   `json:"cause"`
	Fault        string   `json:"fault"`
	Severity     string   `json:"severity"`
	Safety       string   `json:"safety"`
	DataLoss     string   `json:"data_loss"`
	Urgent       string   `json:"urgent"` // code of an urgency above normal
	Private      bool     `json:"private"`
	Products     []Priced `json:"products"`
	Narrative    string   `json:"story"`
	Goal         string   `json:"goal"`
	Impact       string   `json:"impact"`
	Remedy       string   `json:"remedy"`
	Ask          string   `json:"ask"`
	Answer       string   `json:"answer"`
	Said         string   `json:"said"`
	Note         string   `json:"note"`
	Offer        string   `json:"offer"`
	Options      []Priced `json:"options"`
	Task         string   `json:"task"`
	Basis        string   `json:"basis"`
	Temporary    string   `json:"temporary"`
	Explanation  string   `json:"explanation"`
	Alternatives string   `json:"alternatives"`
	Letter       string   `json:"letter"`
	Why          string   `json:"why"`
	Did          string   `json:"did"`
	Lesson       string   `json:"lesson"`
}

// Priced is a text with an amount, written as ["text", 120].
type Priced struct {
	Text   string
	Amount float64
}

// UnmarshalJSON reads the pair.
func (p *Priced) UnmarshalJSON(data []byte) error {
	var pair [2]json.RawMessage
	err := json.Unmarshal(data, &pair)
	if err == nil {
		err = errors.Join(json.Unmarshal(pair[0], &p.Text), json.Unmarshal(pair[1], &p.Amount))
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", data, err)
	}
	return nil
}

// words are the short texts that stories share.
type words struct {
	Weekdays, Months, Women, Men, Surnames, Streets, Districts []string
	Openers, Closers, Call, Asks, Progress, Apology, Agreed    []string
	Refusals                                                   [][]string
	Transfer, Escalation, Withdrawal, Reopen, Handling         []string
	Next, Positions                                            map[string]string
	Followup                                                   map[string][]string
	Paraphrase, Decision, Second, Information, Confidential    string
	Review, Void, Authority, Outcome                           string
	AuthorityCase                                              string `json:"authority_case"`
	InformationReason                                          string `json:"information_reason"`
	InformationAnswer                                          string `json:"information_answer"`
	AttendNow                                                  string `json:"attend_now"`
	SecondReview                                               string `json:"second_review"`
	ReopenStep                                                 string `json:"reopen_step"`
	TextFile                                                   string `json:"text_file"`
	Late, Mend                                                 string // why the plans were started
}

// load reads the stories and the words.
func load() ([]Story, words, error) {
	var all []Story
	for _, name := range []string{"despachos", "taller", "tienda"} {
		var part []Story
		if err := read(name, &part); err != nil {
			return nil, words{}, err
		}
		all = append(all, part...)
	}
	var w words
	return all, w, read("words", &w)
}

func read(name string, into any) error {
	data, err := files.ReadFile("data/" + name + ".json")
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// one picks an entry.
func one[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

// chance is true so many times of a hundred.
func chance(rng *rand.Rand, percent int) bool { return rng.IntN(100) < percent }

// day writes a date as people say it.
func (w words) day(t time.Time) string {
	return fmt.Sprintf("el %s %d de %s", w.Weekdays[t.Weekday()], t.Day(), w.Months[t.Month()-1])
}

// fill puts values into a text: pairs of name and value.
func fill(text string, pairs ...string) string {
	var replace []string
	for i := 0; i+1 < len(pairs); i += 2 {
		replace = append(replace, "{"+pairs[i]+"}", pairs[i+1])
	}
	return strings.NewReplacer(replace...).Replace(text)
}

// uncapital fits a sentence into the middle of another.
func uncapital(text string) string {
	for i, r := range text {
		return strings.ToLower(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// sentence begins with a capital.
func sentence(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

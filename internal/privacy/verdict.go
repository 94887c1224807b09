package privacy

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
)

// Verdict says whether somebody may be erased now, and if not, which cases hold
// it up: those that are not at their end, and those that the law still keeps.
type Verdict struct {
	Name     string `json:"name"` // to be typed to confirm
	Ready    bool   `json:"ready"`
	Until    string `json:"until"` // from then on nothing is kept by law; empty: now
	Open     []Held `json:"open"`
	Retained []Held `json:"retained"`
	Cases    int    `json:"cases"`
	ErasedAt string `json:"erased_at"`
	Finished bool   `json:"finished"` // nothing of them is left on the disk either
	Admin    bool   `json:"admin"`    // the caller may do it
}

// Held is a case that an erasure must wait for.
type Held struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	Stage  string `json:"stage"`
	Until  string `json:"until"`
}

// Judge looks at the cases of a person as they are now.
func (s *Service) Judge(app core.App, p Person) (Verdict, error) {
	v := Verdict{Name: p.Root.GetString("name"), Open: []Held{}, Retained: []Held{}, Cases: len(p.Cases), ErasedAt: p.Root.GetString("erased_at")}
	now := s.g.Now()
	for _, c := range p.Cases {
		one := Held{c.Id, c.GetString("number"), c.GetString("stage"), c.GetString("retention_until")}
		if !complaint.Stage(one.Stage).Final() {
			v.Open = append(v.Open, one)
		}
		if until := c.GetDateTime("retention_until").Time(); until.IsZero() || now.Before(until) {
			v.Retained = append(v.Retained, one)
			v.Until = max(v.Until, one.Until)
		}
	}
	v.Ready = len(v.Open)+len(v.Retained) == 0
	if v.ErasedAt != "" {
		row, err := erasureOf(app, p.Root.Id)
		if err != nil {
			return v, err
		}
		v.Finished = row != nil && row.GetString("finished_at") != ""
	}
	return v, nil
}

// refusal is what keeps an erasure from being done; nil when nothing does.
func (s *Service) refusal(v Verdict, known []string, order Order) error {
	switch {
	case len(v.Open) > 0:
		return s.g.Refuse("cases", "erasure_open", map[string]any{"cases": numbers(v.Open)})
	case len(v.Retained) > 0:
		return s.g.Refuse("retention_until", "erasure_retention", map[string]any{"until": day(v.Until), "cases": numbers(v.Retained)})
	case strings.TrimSpace(order.Reason) == "":
		return s.g.Refuse("reason", "erasure_reason", nil)
	case named(known, order.Reason):
		return s.g.Refuse("reason", "erasure_reason_names", nil)
	case plain(order.Confirm) != plain(v.Name):
		return s.g.Refuse("confirm", "erasure_confirm", nil)
	}
	return nil
}

// named reports whether a text says who the person is: it would stay.
func named(known []string, text string) bool {
	for _, one := range known {
		for _, part := range append(strings.Fields(plain(one)), plain(one)) {
			if len([]rune(part)) >= 4 && strings.Contains(" "+plain(text)+" ", " "+part+" ") {
				return true
			}
		}
	}
	return false
}

// plain is a text without case, punctuation at the ends of words and double spaces.
func plain(text string) string {
	words := strings.Fields(strings.ToLower(text))
	for i, word := range words {
		words[i] = strings.Trim(word, ".,;:()«»\"'¡!¿?")
	}
	return strings.Join(words, " ")
}

func numbers(list []Held) string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = one.Number
	}
	return strings.Join(out, ", ")
}

// day is the date of a stored time.
func day(stored string) string { return stored[:min(len(stored), len("2006-01-02"))] }

package seed

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"escucha/domain/complaint"
)

func TestStoriesAreComplete(t *testing.T) {
	t.Parallel()
	stories, w, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if len(stories) < 40 {
		t.Errorf("%d stories", len(stories))
	}
	seen := map[string]bool{}
	for _, s := range stories {
		for name, text := range map[string]string{"narrative": s.Narrative, "goal": s.Goal, "impact": s.Impact, "ask": s.Ask, "answer": s.Answer,
			"said": s.Said, "why": s.Why, "did": s.Did, "lesson": s.Lesson, "cause": s.Cause, "area": s.Area, "severity": s.Severity} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", s.ID, name)
			}
		}
		if seen[s.ID] || seen[s.Narrative] {
			t.Errorf("%s is told twice", s.ID)
		}
		seen[s.ID], seen[s.Narrative] = true, true
		if len([]rune(s.Goal)) > complaint.MaxGoal || len(s.Products) < 2 || strings.HasSuffix(s.Why, ".") {
			t.Errorf("%s: goal, products or cause do not fit a letter", s.ID)
		}
		checkEnding(t, s)
	}
	if len(w.Weekdays) != 7 || len(w.Months) != 12 {
		t.Error("the calendar has other days than ours")
	}
}

// checkEnding: each way to end needs its own texts.
func checkEnding(t *testing.T, s Story) {
	t.Helper()
	switch s.Shape {
	case "misunderstanding":
		if s.Explanation == "" {
			t.Errorf("%s explains nothing", s.ID)
		}
	case "denial":
		if s.Letter == "" || s.Alternatives == "" || s.Note == "" || s.Fault == "" {
			t.Errorf("%s denies without reasons, evidence or alternative", s.ID)
		}
	default:
		if s.Offer == "" || len(s.Options) == 0 || s.Task == "" || s.Basis == "" || s.Fault == "" {
			t.Errorf("%s offers nothing", s.ID)
		}
	}
}

func TestEveryWayHasAStory(t *testing.T) {
	t.Parallel()
	stories, _, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pinned {
		found := false
		for _, s := range stories {
			found = found || s.can(p.path)
		}
		if !found {
			t.Errorf("no story can be %s", p.path)
		}
	}
}

func TestWorktime(t *testing.T) {
	t.Parallel()
	at := func(text string) time.Time {
		parsed, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	for _, s := range []struct{ name, given, want string }{
		{"within", "2026-11-24 10:42", "2026-11-24 10:42"},
		{"too early", "2026-11-24 03:10", "2026-11-24 09:10"},
		{"too late", "2026-11-24 19:00", "2026-11-25 09:00"},
		{"Saturday night", "2026-11-28 22:05", "2026-11-30 09:05"},
		{"Sunday", "2026-11-29 12:30", "2026-11-30 09:30"},
	} {
		if got := worktime(at(s.given)); !got.Equal(at(s.want)) {
			t.Errorf("%s: %s, want %s", s.name, got, s.want)
		}
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	if got := fill("{a} y {b}, {c}", "a", "uno", "b", "dos"); got != "uno y dos, {c}" {
		t.Errorf("fill %q", got)
	}
	if sentence("él vino") != "Él vino" || uncapital("Él vino") != "él vino" || sentence("") != "" || uncapital("") != "" {
		t.Error("capitals")
	}
	var p Priced
	if err := p.UnmarshalJSON([]byte(`["Mesa", 12.5]`)); err != nil || p.Text != "Mesa" || p.Amount != 12.5 {
		t.Errorf("%+v %v", p, err)
	}
	if p.UnmarshalJSON([]byte(`{}`)) == nil || p.UnmarshalJSON([]byte(`[1, 2]`)) == nil {
		t.Error("a broken pair was read")
	}
	rng := rand.New(rand.NewPCG(1, 1))
	if chance(rng, 0) || !chance(rng, 100) {
		t.Error("chance")
	}
}

func TestPicture(t *testing.T) {
	t.Parallel()
	data, err := picture(10, 200)
	if err != nil || len(data) < 1000 || len(data) > 100_000 || string(data[1:4]) != "PNG" {
		t.Errorf("%d bytes %v", len(data), err)
	}
}

package seed

import (
	"math/rand/v2"
	"slices"
	"time"
)

// pinned cases stand where a new owner will look for them: every stage, and
// every situation that the desk knows, as of now. The rest is drawn by lot.
var pinned = []struct {
	path, until string
	age         int // at least so many days ago
}{
	{"solution", "file", 0}, {"solution", "propose", 0}, {"denial", "deny", 0}, {"waiting", "wait", 0}, {"disputed", "dispute", 0},
	{"voided", "void", 9}, {"solution", "assess", 0}, {"solution", "accept", 0}, {"solution", "resolve", 0}, {"solution", "statement", 0},
	{"solution", "", 40}, {"reopened", "recur", 0}, {"refused", "propose2", 0}, {"unreachable", "attempt2", 0}, {"private", "statement", 0},
	{"urgent", "lend", 0}, {"transferred", "transfer", 0}, {"escalated", "escalate", 0}, {"solution", "accept", 26}, {"solution", "statement", 24},
	{"withdrawn", "", 20}, {"unreachable", "", 35}, {"reopened-later", "reopen", 0}, {"lapsed", "", 50}, {"disputed", "", 70},
	{"solution", "file", 0}, {"solution", "file", 1}, {"immediate", "file", 0}, {"solution", "paraphrase", 0}, {"misunderstanding", "explain", 0},
}

// lots are the paths of the rest, so many of a hundred.
var lots = []struct {
	path  string
	share int
}{{"solution", 56}, {"refused", 10}, {"waiting", 8}, {"reopened", 6}, {"unreachable", 5}, {"withdrawn", 4}, {"lapsed", 3}, {"transferred", 4}, {"escalated", 4}}

// plan lays out all the cases; those that are filed first come first.
func (w *world) plan() []*tale {
	rng := rand.New(rand.NewPCG(w.o.Seed, 1<<40))
	order := rng.Perm(len(w.stories))
	var out []*tale
	for i := range w.o.Cases {
		if i < len(pinned) {
			out = append(out, w.pin(i, order[i%len(order)]))
			continue
		}
		s := w.stories[order[i%len(order)]]
		back := time.Duration(rng.Float64() * float64(w.o.Days) * float64(24*time.Hour))
		out = append(out, w.draw(i, w.lot(rng, s), s, daytime(w.o.Now.Add(-back), rng)))
	}
	slices.SortStableFunc(out, func(a, b *tale) int { return a.filed.Compare(b.filed) })
	return out
}

// draw tells a tale whose filing lies in the past, as late as it was drawn.
func (w *world) draw(i int, path string, s Story, filed time.Time) *tale {
	for {
		t := w.tell(i, path, s, filed)
		if t.steps[0].at.Before(w.o.Now) {
			return t
		}
		filed = filed.Add(-3 * time.Hour)
	}
}

// lot draws how a story goes; some stories can go one way only.
func (w *world) lot(rng *rand.Rand, s Story) string {
	switch s.Shape {
	case "quick":
		return "immediate"
	case "misunderstanding":
		return s.Shape
	case "denial":
		return one(rng, []string{"denial", "denial", "denial", "disputed"})
	}
	n := rng.IntN(100)
	for _, l := range lots {
		if n -= l.share; n < 0 && s.can(l.path) {
			return l.path
		}
	}
	return "solution"
}

// pin finds the latest filing from which the case has come as far as it should
// by now, and cuts what would come after.
func (w *world) pin(i, start int) *tale {
	p := pinned[i]
	s := w.storyFor(p.path, start)
	path := p.path
	if path == "private" || path == "urgent" {
		path = "solution"
	}
	for back := time.Duration(p.age)*24*time.Hour + 2*time.Hour; ; back += 3 * time.Hour {
		t := w.tell(i, path, s, worktime(w.o.Now.Add(-back)))
		last := len(t.steps) - 1
		if p.until != "" {
			last = slices.IndexFunc(t.steps, func(s step) bool { return s.name == p.until })
		}
		if last >= 0 && t.steps[last].at.Before(w.o.Now) {
			t.steps = t.steps[:last+1]
			return t
		}
	}
}

// storyFor finds the story told least often so far that can go that way, from a
// place in the list on.
func (w *world) storyFor(path string, start int) Story {
	best, least := w.stories[start], 1<<30
	for i := range w.stories {
		s := w.stories[(start+i)%len(w.stories)]
		if s.can(path) && w.told[s.ID] < least {
			best, least = s, w.told[s.ID]
		}
	}
	w.told[best.ID]++
	return best
}

// can: how a story may go follows from what it is about.
func (s Story) can(path string) bool {
	switch path {
	case "denial", "disputed":
		return s.Shape == "denial"
	case "misunderstanding":
		return s.Shape == path
	case "immediate":
		return s.Shape == "quick"
	case "private":
		return s.Private
	case "urgent":
		return s.Urgent != ""
	case "refused", "reopened", "reopened-later", "waiting":
		return s.Shape == "" && s.Area != "Tienda" && s.Kind == "" // there is a thing to look at and to bring
	}
	return s.Shape == "" && !s.Private && s.Kind == ""
}

// daytime is some time of a day at which people write: also in the evening and
// on Sundays.
func daytime(t time.Time, rng *rand.Rand) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 8+rng.IntN(14), rng.IntN(60), rng.IntN(60), 0, t.Location())
}

// live walks through the past: every step at its moment, the clock's own work
// every hour, so that nothing is told late, and mails as they come.
func (w *world) live(tales []*tale) error {
	type moment struct {
		step
		tale *tale
	}
	var all []moment
	for _, t := range tales {
		for _, s := range t.steps {
			if s.at.Before(w.o.Now) {
				all = append(all, moment{s, t})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b moment) int { return a.at.Compare(b.at) })
	hour := morning(w.born)
	for _, m := range all {
		for ; hour.Before(m.at); hour = hour.Add(time.Hour) {
			if err := w.tick(hour); err != nil {
				return err
			}
		}
		w.clock.Set(m.at)
		if err := w.perform(m.tale, m.step); err != nil {
			return err
		}
	}
	for ; hour.Before(w.o.Now); hour = hour.Add(time.Hour) {
		if err := w.tick(hour); err != nil {
			return err
		}
	}
	return w.tick(w.o.Now)
}

package report

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
)

// Ask is what a page is asked for.
type Ask struct {
	Period
	By        string // one of the splits, or empty
	Criterion string // of the split by type of customer
	Language  string
}

// Splits are the ways in which a page can be told apart.
func Splits() []string {
	return []string{"area", "agent", "cause", "product", "channel", "kind", "profile", "type"}
}

// Read makes the page.
func Read(app core.App, g *casework.Engine, ask Ask) (*Page, error) {
	previous := ask.Before()
	out := &Page{From: ask.From.String(), To: ask.To.String(), Previous: Span{previous.From.String(), previous.To.String()},
		By: ask.By, Criterion: ask.Criterion, MeasuredAt: stamp(g.Now()), Causes: []Cause{},
		Ageing: Ageing{At: ask.To.String(), Buckets: []Bucket{{Code: "0-3"}, {Code: "4-7"}, {Code: "8-15"}, {Code: "16+"}}},
		Series: Series{Step: ask.step(), Resolution: []Pace{}, Received: []Movement{}}}
	for _, one := range kpis {
		out.Figures = append(out.Figures, Figure{Code: one.code, Unit: one.unit, Previous: &Earlier{}})
	}
	return out, nil
}

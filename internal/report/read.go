package report

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/measure"
)

// Ask is what a page is asked for.
type Ask struct {
	Period
	By        string // one of the splits, or empty
	Criterion string // of the split by type of customer
	Language  string
	// Actions narrows a query on corrective actions to what the reader may see.
	Actions casework.Visible
}

// Splits are the ways in which a page can be told apart.
func Splits() []string {
	return []string{"area", "agent", "cause", "product", "channel", "kind", "profile", "type"}
}

// Read makes the page. Others wait for it to be done.
func Read(app core.App, g *casework.Engine, ask Ask) (*Page, error) {
	turn.Lock()
	defer turn.Unlock()
	c, err := newCounter(app, g, ask)
	if err != nil {
		return nil, err
	}
	previous := ask.Before()
	out := &Page{From: ask.From.String(), To: ask.To.String(), Previous: Span{previous.From.String(), previous.To.String()},
		By: ask.By, Criterion: ask.Criterion, MeasuredAt: stamp(c.measured.At), Rebuilding: c.measured.Rebuilding, DayMinutes: dayMinutes(c.h.Hours, ask.To, c.h.Location),
		say: sayer(g.Texts, ask.Language)}
	if out.Figures, err = c.figures(nil); err != nil {
		return nil, err
	}
	if out.Causes, out.Unknown, err = c.causes(); err != nil {
		return nil, err
	}
	if out.Ageing, err = c.ageing(); err != nil {
		return nil, err
	}
	if out.Series, err = c.series(); err != nil {
		return nil, err
	}
	c.keep()
	return out, nil
}

// newCounter is ready to count: whatever happened until now is measured first.
func newCounter(app core.App, g *casework.Engine, ask Ask) (*counter, error) {
	done, err := (measure.Store{Engine: g}).Catch(app)
	if err != nil {
		return nil, fmt.Errorf("measure what is new: %w", err)
	}
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	months, err := newMonths(app)
	return &counter{app: app, now: g.Now, pause: time.Sleep, h: h, texts: g.Texts, ask: ask, full: true, measured: done, months: months}, err
}

// figures counts the period, the one before, and the groups of the split; all
// figures, or some.
func (c *counter) figures(only []string) ([]Figure, error) {
	now, err := c.count(only)
	if err != nil {
		return nil, err
	}
	earlier := *c
	earlier.ask.Period, earlier.full = c.ask.Before(), false
	before, err := earlier.count(only)
	if err != nil {
		return nil, err
	}
	out := []Figure{}
	for _, k := range kpis {
		if len(only) == 0 || slices.Contains(only, k.code) {
			out = append(out, figure(k, now.of("", k.code), before.of("", k.code)))
		}
	}
	if c.ask.By == "" {
		return out, nil
	}
	return out, c.split(out, only)
}

// split adds the groups to the figures that have them.
func (c *counter) split(out []Figure, only []string) error {
	split := *c
	split.by = columnOf(c.ask.By, c.ask.Criterion)
	if c.ask.By == "agent" && len(only) > 0 {
		only = append(slices.Clone(only), "csat", "reopened")
	}
	found, err := split.count(only)
	if err != nil {
		return err
	}
	names, err := c.names(c.ask.By)
	if err != nil {
		return err
	}
	beside := found.beside(c.ask.By)
	for i := range out {
		out[i].Groups = c.groups(kpi{out[i].Code, out[i].Unit}, found, names, beside)
	}
	return nil
}

package casework

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
)

// Guide is the answer of GET …/next: what can come next, and what each way
// still needs.
type Guide struct {
	Stage   string     `json:"stage"`
	Version int        `json:"version"`
	Allowed []GuideWay `json:"allowed"`
	Actions []string   `json:"actions"`
}

// GuideWay is one stage that can be reached.
type GuideWay struct {
	To      string      `json:"to"`
	Code    string      `json:"code"`
	Name    string      `json:"name"`
	Label   string      `json:"label"`
	Ready   bool        `json:"ready"`
	May     bool        `json:"may"`
	Missing []GuideItem `json:"missing"`
	Met     []GuideItem `json:"met"`
}

// GuideItem is one thing that a rule asks for.
type GuideItem struct {
	Field   string `json:"field"`
	Rule    string `json:"rule"`
	Level   string `json:"level"`
	Label   string `json:"label"`
	Message string `json:"message"`
	Why     string `json:"why"`
}

// Guide tells the actor what comes next for a case, in its language.
func (g *Engine) Guide(app core.App, c *core.Record, actor complaint.Actor, lang string) (*Guide, error) {
	f, err := g.Facts(app, c, c, actor)
	if err != nil {
		return nil, err
	}
	out := &Guide{Stage: string(f.Case.Stage), Version: f.Case.Version, Allowed: []GuideWay{}, Actions: complaint.Actions(f)}
	for _, o := range complaint.Next(f) {
		t := o.Transition
		way := GuideWay{To: string(o.To), Code: t.Code, Name: t.Name, Label: g.Texts.T(lang, "transition."+t.Name, nil),
			Ready: o.Ready(), May: o.Allowed, Missing: []GuideItem{}, Met: []GuideItem{}}
		way.Missing = append(g.items(lang, o.Missing), g.items(lang, o.Advised)...)
		way.Met = g.items(lang, asked(o.Met, t.Code))
		out.Allowed = append(out.Allowed, way)
	}
	return out, nil
}

// asked leaves out what holds at every save: the panel shows what this way
// asks for and has.
func asked(met []complaint.Missing, code string) []complaint.Missing {
	return slices.DeleteFunc(slices.Clone(met), func(m complaint.Missing) bool {
		r, known := complaint.RuleByCode(m.Rule)
		return !known || !r.GuardsMove(code)
	})
}

func (g *Engine) items(lang string, list []complaint.Missing) []GuideItem {
	out := make([]GuideItem, 0, len(list))
	for _, m := range list {
		out = append(out, GuideItem{Field: m.Field, Rule: m.Rule, Level: string(m.Level),
			Label: g.Texts.T(lang, "rule."+m.Rule+".name", nil), Message: g.Texts.T(lang, "rule."+m.Rule+".message", nil),
			Why: g.Texts.T(lang, "rule."+m.Rule+".why", nil)})
	}
	return out
}

package complaint

import (
	"slices"
	"strings"
)

// Level says how firmly a rule holds.
type Level string

// A legal rule is never off; a required one may be set to advised by an admin,
// with a reason; an advised one is shown and does not stop anybody.
const (
	Legal    Level = "legal"
	Required Level = "required"
	Advised  Level = "advised"
)

// Save is the guard code of rules that hold at every change of a case,
// whatever the stage.
const Save = "save"

// Rule is one entry of the catalogue: a stable code, what it guards, and the
// field that it names. Its texts are `rule.<code>.name` (what it is),
// `.message` (what to do) and `.why` (the reason in one sentence).
type Rule struct {
	Code   string
	Field  string
	Level  Level
	Guards []string         // transition codes, or Save
	When   func(Facts) bool // nil: always
	Met    func(Facts) bool
	Names  func(Facts) string // which of several things is missing; nil: the rule says it
}

func (r Rule) names(f Facts) string {
	if r.Names == nil {
		return ""
	}
	return r.Names(f)
}

// GuardsMove reports whether the rule asks something of this way on, and not
// only of every save.
func (r Rule) GuardsMove(code string) bool { return slices.Contains(r.Guards, code) }

// applies reports whether the rule guards code in this situation.
func (r Rule) applies(code string, f Facts) bool {
	return slices.Contains(r.Guards, code) && (r.When == nil || r.When(f))
}

// level is the rule's level after the owner's choice: only a required rule can
// be eased, and only to advised.
func (r Rule) level(s Settings) Level {
	if r.Level == Required && s.Levels[r.Code] == Advised {
		return Advised
	}
	return r.Level
}

// Catalogue lists every rule, in the order in which what is missing is shown.
func Catalogue() []Rule { return slices.Clone(catalogue) }

// catalogue is written down once: every change of a case goes through it.
var catalogue = slices.Concat(filingRules(), triageRules(), findingRules(), proposalRules(),
	denialRules(), resolutionRules(), closingRules(), detourRules(), attributeRules(), saveRules(), conductRules())

// RuleByCode finds a rule of the catalogue.
func RuleByCode(code string) (Rule, bool) {
	for _, r := range catalogue {
		if r.Code == code {
			return r, true
		}
	}
	return Rule{}, false
}

// text builds a rule that asks for a text field of the case.
func text(code, field, guards string, level Level, get func(Case) string) Rule {
	return Rule{Code: code, Field: field, Level: level, Guards: strings.Fields(guards),
		Met: func(f Facts) bool { return strings.TrimSpace(get(f.Case)) != "" }}
}

// fact builds a rule from any condition.
func fact(code, field, guards string, level Level, met func(Facts) bool) Rule {
	return Rule{Code: code, Field: field, Level: level, Guards: strings.Fields(guards), Met: met}
}

// when narrows a rule to the situations in which it is asked.
func (r Rule) when(cond func(Facts) bool) Rule {
	r.When = cond
	return r
}

// naming lets a rule say which of several things is missing.
func (r Rule) naming(names func(Facts) string) Rule {
	r.Names = names
	return r
}

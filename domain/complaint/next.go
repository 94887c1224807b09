package complaint

import "slices"

// Option is one stage that can be reached from here, with what is missing.
type Option struct {
	Decision
	To Stage
}

// Ready reports whether the actor could take it now.
func (o Option) Ready() bool { return o.OK() }

// Next lists every way on from the stored case, the usual one first. Each is
// judged as if the actor asked for it now with nothing else changed, after the
// change itself has brought about what it does.
func Next(f Facts) []Option {
	var out []Option
	for _, t := range From(f.Case.Stage) {
		trial := f
		trial.Before = f.Case
		trial.Case = t.Variant(f.Case)
		trial.Case = Settle(trial)
		out = append(out, Option{Decision: Check(trial), To: t.To})
	}
	return out
}

// Actions lists the attribute changes that the actor may make in this stage,
// by name (transfer, escalate, confidential, extend, temporary). A term that
// the law does not let anybody extend is not offered.
func Actions(f Facts) []string {
	var out []string
	for _, t := range transitions {
		if t.Code == "T28" && !extendable(f) {
			continue
		}
		if t.To == "" && slices.Contains(t.From, f.Case.Stage) && t.Allows(f.Actor, f.Case) {
			out = append(out, t.Name)
		}
	}
	return out
}

// extendable asks the rules that nothing written in the form can fulfil.
func extendable(f Facts) bool {
	for _, code := range []string{"extension_allowed", "extension_before_due"} {
		if rule, ok := RuleByCode(code); !ok || !rule.Met(f) {
			return false
		}
	}
	return true
}

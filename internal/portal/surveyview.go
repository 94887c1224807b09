package portal

import (
	"slices"
	"strconv"

	questions "escucha/domain/survey"
)

// Asked tells that the reason must be given: by what was answered already.
func (d surveyData) Asked() bool { return questions.Poor(answerOf(d.Typed)) }

// step is one choice of a question.
type step struct {
	Value, Label string
	Face         string // the drawing, instead of the value
	Low          bool   // it asks for a reason
	Checked      bool
}

// Steps are the choices of a scale from one number to another.
func (v view) Steps(name string, from, to int) []step {
	data, _ := v.D.(surveyData) // only survey.html asks
	out := make([]step, 0, to-from+1)
	for n := from; n <= to; n++ {
		value := strconv.Itoa(n)
		one := step{Value: value, Checked: data.Typed[name] == value, Low: questions.Poor(answerOf(map[string]string{name: value}))}
		if to == 5 {
			one.Face, one.Label = "mood"+value, v.T("portal.survey.score."+value)
		}
		out = append(out, one)
	}
	return out
}

// Ways are the choices of a question in words.
func (v view) Ways(name string) []step {
	data, _ := v.D.(surveyData) // only survey.html asks
	values := map[string][]string{"expectation": questions.Expectations(), "compared": questions.Comparisons(), "reason": questions.Reasons()}[name]
	out := make([]step, 0, len(values))
	for _, value := range slices.Clone(values) {
		out = append(out, step{Value: value, Label: v.T("portal.survey." + name + "." + value), Checked: data.Typed[name] == value,
			Low: questions.Poor(answerOf(map[string]string{name: value}))})
	}
	return out
}

// question is one of the five, with what is wrong with its answer.
type question struct {
	Name, Text, Error string
	From, To          string // what the ends of a scale mean
	Steps             []step
	Needed            bool
}

// Scale is a question answered by a number.
func (v view) Scale(name string, from, to int) question {
	data, _ := v.D.(surveyData) // only survey.html asks
	return question{Name: name, Text: v.T("portal.survey." + name), Error: v.Wrong(data.Errs, name), Steps: v.Steps(name, from, to),
		From: v.T("portal.survey." + name + ".from"), To: v.T("portal.survey." + name + ".to"), Needed: to == 5}
}

// Words is a question answered by a choice in words.
func (v view) Words(name string) question {
	data, _ := v.D.(surveyData) // only survey.html asks
	return question{Name: name, Text: v.T("portal.survey." + name), Error: v.Wrong(data.Errs, name), Steps: v.Ways(name), Needed: name == "expectation"}
}

package portal

import (
	"slices"
	"strings"

	"escucha/internal/portal/web"
)

// input is one field of a form, ready for its template.
type input struct {
	Name, Label, Optional, Hint, Value string
	Error                              string
	Required                           bool
	Attr                               map[string]string // type, autocomplete, inputmode, rows, class
}

// Input is a field of the complaint form; pairs are attributes.
func (v view) Input(name string, pairs ...string) input {
	data, _ := v.D.(formData) // only form.html asks
	in := v.input(name, data.Draft.values[name], data.Draft.errs, pairs)
	in.Required = slices.Contains(data.Spec.Required, name)
	in.Optional = v.optional(data.Spec, name)
	return in
}

func (v view) input(name, value string, errs FieldErrors, pairs []string) input {
	in := input{
		Name: name, Value: value, Label: v.T("portal.field." + name),
		Error: v.Wrong(errs, name), Attr: map[string]string{},
	}
	if v.Has("portal.hint." + name) {
		in.Hint = v.T("portal.hint." + name)
	}
	for at := 0; at+1 < len(pairs); at += 2 {
		in.Attr[pairs[at]] = pairs[at+1]
	}
	return in
}

// optional is the word behind a label: nothing for what is required, for the
// first of a group of which one must be given, and for the name that is only
// asked of those who file for a minor.
func (v view) optional(spec FormSpec, name string) string {
	if slices.Contains(spec.Required, name) || name == "representative" {
		return ""
	}
	for _, group := range spec.AnyOf {
		switch slices.Index(group, name) {
		case 0:
			return ""
		case -1:
		default:
			return v.T("portal.form.optional_if", "field", strings.ToLower(v.T("portal.field."+group[0])))
		}
	}
	return v.T("portal.form.optional")
}

// Wrong is what to tell about a field; "" when it is right.
func (v view) Wrong(errs FieldErrors, name string) string {
	e, wrong := errs[name]
	switch {
	case !wrong:
		return ""
	case e.Message != "":
		return e.Message
	case v.Has("portal.error." + name + "." + e.Code):
		return v.T("portal.error." + name + "." + e.Code)
	case v.Has("portal.error." + e.Code):
		return v.T("portal.error." + e.Code)
	case v.Has("rule." + e.Code + ".message"):
		return v.T("rule." + e.Code + ".message")
	case v.Has("error." + e.Code):
		return v.T("error." + e.Code)
	}
	return v.T("portal.error.invalid")
}

// mistake is one line of the summary above a form.
type mistake struct{ Field, Text string }

// Mistakes are the errors in the order of the page; those of fields that the
// page does not have come last.
func (v view) Mistakes(errs FieldErrors) []mistake {
	var list []mistake
	for _, name := range fieldOrder {
		if text := v.Wrong(errs, name); text != "" {
			list = append(list, mistake{name, text})
		}
	}
	for name := range errs {
		if !slices.Contains(fieldOrder, name) {
			list = append(list, mistake{"", v.Wrong(errs, name)})
		}
	}
	return list
}

// Choice is one of a group of radio buttons.
type choice struct {
	Value, Text string
	Checked     bool
}

// Choices are the radio buttons of a field; the first one is the usual one.
func (v view) Choices(name string, values []string) []choice {
	data, _ := v.D.(formData) // only form.html asks
	chosen := data.Draft.values[name]
	list := make([]choice, 0, len(values))
	for at, value := range values {
		checked := value == chosen || at == 0 && chosen == ""
		list = append(list, choice{value, v.T("portal." + name + "." + value), checked})
	}
	return list
}

// Uploads are the files that came with an earlier send.
func (d formData) Uploads() []*upload { return d.Draft.uploads }

// Errors are the form's.
func (d formData) Errors() FieldErrors { return d.Draft.errs }

// Value is what was typed.
func (d formData) Value(name string) string { return d.Draft.values[name] }

// MaxFile is the limit of one file for a reader.
func (d formData) MaxFile() string { return web.Size(d.Spec.MaxFileBytes) }

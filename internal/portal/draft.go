package portal

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// draft is the form as somebody is filling it in: what was typed, what is
// attached, what is wrong.
type draft struct {
	values  map[string]string
	uploads []*upload
	errs    FieldErrors
}

// Fields of the form in the order of the page.
var (
	longFields = []string{"narrative", "remedy_requested"}
	lineFields = []string{
		"kind", "product", "amount", "name", "document_type", "document_number",
		"email", "phone", "address", "minor", "representative", "reply_channel",
		"rep_document", "rep_address", "rep_phone", "rep_email", "book",
	}
	fieldOrder = []string{
		"narrative", "remedy_requested", "kind", "product", "amount", "files",
		"name", "document_type", "document_number", "email", "phone", "address",
		"minor", "representative", "rep_document", "rep_address", "rep_phone", "rep_email", "reply_channel",
		"solution", "treatment", "expectation", "reason", "recommend", "comment", "effort", "compared",
	}
)

func newDraft(form *posted, kept []*upload) *draft {
	d := &draft{values: map[string]string{}, errs: FieldErrors{}}
	for _, name := range longFields {
		d.values[name] = form.value(name)
	}
	for _, name := range lineFields {
		d.values[name] = form.line(name)
	}
	d.values["consent"] = form.line("consent")
	d.values["invitation"] = form.line("invitation")
	d.uploads = append(kept, form.uploads...)
	return d
}

// print is the content for telling a repeated send from another one.
func (d *draft) print() string {
	parts := []string{}
	for _, name := range slices.Concat(longFields, lineFields) {
		parts = append(parts, d.values[name])
	}
	for _, u := range d.uploads {
		parts = append(parts, u.Name, strconv.FormatInt(u.Size, 10))
	}
	return fingerprint(parts...)
}

// check finds what can be told without knowing any rule: what the form says
// is required, what does not fit, what was not on offer.
func (d *draft) check(spec FormSpec) {
	for _, name := range spec.Required {
		if strings.TrimSpace(d.values[name]) == "" {
			d.fail(name, "required")
		}
	}
	for _, group := range spec.AnyOf {
		if len(group) > 0 && !d.any(group) {
			d.fail(group[0], "any_of")
		}
	}
	d.offered("kind", spec.Kinds)
	d.offered("document_type", spec.DocumentTypes)
	d.offered("reply_channel", spec.ReplyChannels)
	d.sizes()
	if _, ok := amount(d.values["amount"]); !ok {
		d.fail("amount", "amount")
	}
}

func (d *draft) any(group []string) bool {
	return slices.ContainsFunc(group, func(name string) bool { return d.values[name] != "" })
}

// offered refuses a choice that the form did not have. Nothing chosen is for
// Required to judge.
func (d *draft) offered(name string, choices []string) {
	if value := d.values[name]; value != "" && !slices.Contains(choices, value) {
		d.fail(name, "choice")
	}
}

func (d *draft) sizes() {
	for _, name := range longFields {
		if len(d.values[name]) > maxText {
			d.fail(name, "too_long")
		}
	}
	for _, name := range lineFields {
		if len([]rune(d.values[name])) > maxLine {
			d.fail(name, "too_long")
		}
	}
}

// fit takes off what does not fit and says so; what it took is returned.
func (d *draft) fit(maxFiles int, maxBytes int64) (removed []*upload) {
	var total int64
	fits := d.uploads[:0:0]
	for _, u := range d.uploads {
		switch {
		case u.Size > maxBytes || total+u.Size > formRoom:
			d.fail("files", "file_too_large")
			removed = append(removed, u)
		case len(fits) == maxFiles:
			d.fail("files", "too_many_files")
			removed = append(removed, u)
		default:
			fits, total = append(fits, u), total+u.Size
		}
	}
	d.uploads = fits
	return removed
}

// fail keeps the first error of a field.
func (d *draft) fail(name, code string) {
	if _, known := d.errs[name]; !known {
		d.errs[name] = FieldError{Code: code}
	}
}

// filing is the draft as the engine takes it.
func (d *draft) filing(spec FormSpec) Filing {
	v := d.values
	value, _ := amount(v["amount"]) // checked before
	return Filing{
		Kind: v["kind"], Narrative: v["narrative"], RemedyRequested: strings.TrimSpace(v["remedy_requested"]),
		Product: v["product"], Amount: value, Currency: spec.Currency,
		Name: v["name"], DocumentType: v["document_type"], DocumentNumber: v["document_number"],
		Email: v["email"], Phone: v["phone"], Address: v["address"], ReplyChannel: v["reply_channel"],
		Minor: v["minor"] != "", Representative: v["representative"], Book: v["book"],
		RepDocument: v["rep_document"], RepAddress: v["rep_address"], RepPhone: v["rep_phone"], RepEmail: v["rep_email"],
		Consent: cmp.Or(v["consent"], spec.Consent), Invitation: v["invitation"],
	}
}

package setup

import (
	"strings"
	"unicode"
)

// Input is the form; the names in the comments are its fields.
type Input struct {
	Name      string // name: trade name
	LegalName string // legal_name
	TaxID     string // tax_id
	Address   string // address
	Phone     string // phone
	Email     string // email
	Profile   string // profile: jurisdiction profile; it carries the country
	Zone      string // zone: IANA name
	Language  string // language: es or en
	Hours     string // hours: as people write it

	AdminName     string // admin_name
	AdminEmail    string // admin_email
	AdminPassword string // admin_password

	Host string // scheme and host under which the page was opened, for links in mails
}

// Offer is what the form offers.
type Offer struct {
	Profiles []Profile
	Zones    []Choice
}

// Profile is a set of legal rules: "pe", "Perú · Libro de Reclamaciones".
type Profile struct {
	Code    string
	Name    string
	Country string // ISO 3166 alpha-2, lower case
	TaxID   string // how the country calls it: "RUC"
	Zone    string // usual zone
}

// Choice is one entry of a list.
type Choice struct{ Value, Text string }

// Preview is what a complaint that arrives today would get.
type Preview struct {
	Number         string // "000000001-2026"
	Due            string // civil date; "" when the profile has no term
	Amount         int
	Unit           string // business_days calendar_days hours months
	Extendable     bool
	RetentionYears int
	Skipped        []string // civil dates that do not count
	Base           string   // the norm, in the reader's language
	VerifiedOn     string   // civil date
	Rules          int
	Templates      int
	HolidaysUntil  int // year
}

// A password is measured in characters from below; more bytes than these the
// platform does not hash.
const (
	leastPassword = 10
	mostPassword  = 71
)

// fieldOrder is the order of the page, for the summary of errors.
var fieldOrder = []string{
	"name", "legal_name", "tax_id", "address", "phone", "email", "profile", "zone",
	"language", "hours", "admin_name", "admin_email", "admin_password",
}

func newInput(value func(string) string) Input {
	one := func(name string) string { return oneLine(value(name)) }
	return Input{
		Name: one("name"), LegalName: one("legal_name"), TaxID: one("tax_id"), Address: one("address"),
		Phone: one("phone"), Email: one("email"), Profile: one("profile"), Zone: one("zone"),
		Language: one("language"), Hours: one("hours"),
		AdminName: one("admin_name"), AdminEmail: one("admin_email"), AdminPassword: value("admin_password"),
	}
}

// values are the texts by field name; the password never goes back.
func (in Input) values() map[string]string {
	return map[string]string{
		"name": in.Name, "legal_name": in.LegalName, "tax_id": in.TaxID, "address": in.Address,
		"phone": in.Phone, "email": in.Email, "profile": in.Profile, "zone": in.Zone,
		"language": in.Language, "hours": in.Hours,
		"admin_name": in.AdminName, "admin_email": in.AdminEmail,
	}
}

// check finds what is missing without knowing any rule of the installation.
func (in Input) check() FieldErrors {
	errs := FieldErrors{}
	texts := in.values()
	for _, name := range []string{"name", "profile", "zone", "admin_name", "admin_email"} {
		if texts[name] == "" {
			errs[name] = FieldError{Code: "required"}
		}
	}
	for name, text := range texts {
		if len([]rune(text)) > 500 {
			errs[name] = FieldError{Code: "too_long"}
		}
	}
	if len([]rune(in.AdminPassword)) < leastPassword {
		errs["admin_password"] = FieldError{Code: "short"}
	}
	if len(in.AdminPassword) > mostPassword {
		errs["admin_password"] = FieldError{Code: "too_long"}
	}
	return errs
}

// oneLine is valid text without control characters and outer spaces.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}

package web

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"github.com/labstack/echo/v5"
	"github.com/spf13/cast"

	"escucha/internal/i18n"
)

// Page is what every template starts from: language, texts, dates.
type Page struct {
	Lang    string
	Version string // of the assets, for their addresses
	CSRF    string
	NoIndex bool
	// SwitchForm is the id of the form that carries a change of language,
	// so that nothing typed is lost; "" when a link will do.
	SwitchForm string
	Zone       *time.Location
	catalog    *i18n.Catalog
}

// NewPage is the page of this request, in its language.
func (s *Site) NewPage(c *echo.Context) Page {
	return Page{Lang: Language(c), Version: s.Assets.Version, CSRF: csrf(c), Zone: time.UTC, catalog: s.Catalog}
}

// T is the text of key; pairs are name, value, name, value…
func (p Page) T(key string, pairs ...any) string {
	return p.catalog.T(p.Lang, key, params(pairs, cast.ToString))
}

// N is T with singular and plural.
func (p Page) N(key string, n int, pairs ...any) string {
	return p.catalog.N(p.Lang, key, n, params(pairs, cast.ToString))
}

// H is T for texts with markup of ours. Values are escaped and isolated: a
// name written from right to left does not turn the sentence around it.
func (p Page) H(key string, pairs ...any) template.HTML {
	return template.HTML(p.catalog.T(p.Lang, key, params(pairs, isolate)))
}

// Has tells whether key has a text.
func (p Page) Has(key string) bool { return p.catalog.Has(p.Lang, key) }

// Date is a day in the business's zone: "martes 17 de noviembre de 2026".
func (p Page) Date(t time.Time) string { return p.catalog.Date(p.Lang, t, p.Zone) }

// DayMonth is Date without the year.
func (p Page) DayMonth(t time.Time) string { return p.catalog.DayMonth(p.Lang, t, p.Zone) }

// Short is "17 nov 2026".
func (p Page) Short(t time.Time) string { return p.catalog.Short(p.Lang, t, p.Zone) }

// Clock is "16:08" in the business's zone.
func (p Page) Clock(t time.Time) string { return i18n.Clock(t, p.Zone) }

// Civil is Date of a stored civil date.
func (p Page) Civil(day string) string { return p.catalog.CivilDate(p.Lang, day) }

// CivilDayMonth is DayMonth of a stored civil date.
func (p Page) CivilDayMonth(day string) string { return p.catalog.CivilDayMonth(p.Lang, day) }

// Money is an amount in a currency (ISO 4217).
func (p Page) Money(amount float64, currency string) string {
	return i18n.Money(p.Lang, amount, currency)
}

// Other is the language that the switch offers.
func (p Page) Other() string {
	for _, lang := range i18n.Languages {
		if lang != p.Lang {
			return lang
		}
	}
	return p.Lang
}

func isolate(value any) string {
	if safe, ok := value.(template.HTML); ok {
		return string(safe)
	}
	return "<bdi>" + template.HTMLEscapeString(cast.ToString(value)) + "</bdi>"
}

func params(pairs []any, write func(any) string) map[string]any {
	named := make(map[string]any, len(pairs)/2)
	for at := 0; at+1 < len(pairs); at += 2 {
		named[cast.ToString(pairs[at])] = write(pairs[at+1])
	}
	return named
}

// Initials are the first letters of the first two words, for an avatar.
func Initials(name string) string {
	letters := ""
	for _, word := range strings.Fields(name) {
		if first := []rune(word)[0]; len([]rune(letters)) < 2 {
			letters += strings.ToUpper(string(first))
		}
	}
	return letters
}

// Size is a number of bytes for a reader: "340 kB", "2.4 MB", "8 MB".
func Size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", (bytes+1023)/1024)
	}
	number := fmt.Sprintf("%.1f", float64(bytes)/(1<<20))
	return strings.TrimSuffix(number, ".0") + " MB"
}

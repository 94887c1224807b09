package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Kinds of an override.
const (
	KindAdd    = "add"
	KindRemove = "remove"
)

// Override is a change that the owner makes to the embedded holidays: a day
// of rest by decree, or one that the data has wrong. An empty Region is the
// whole country. It never makes a Saturday or Sunday a business day.
type Override struct {
	Country string `json:"country"`
	Region  string `json:"region"`
	Date    Date   `json:"date"`
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Reason  string `json:"reason"`
}

// Calendar answers which days are worked in one place. Take it from New; it
// is a value, safe for concurrent use, and never changes.
type Calendar struct {
	rules     []entry
	added     map[Date]string
	removed   map[Date]bool
	years     *sync.Map // year -> map[Date]string, worked out once
	saturdays bool
	version   string
}

// New builds the calendar of a country (ISO code, or GEN) and, where it has
// any, a region; "" is the national list. Overrides of other places are left
// aside. Errors: ErrCountry, ErrRegion, ErrOverride.
func New(country, region string, overrides []Override) (Calendar, error) {
	file, err := fileOf(country)
	if err != nil {
		return Calendar{}, err
	}
	region = strings.ToUpper(region)
	if region != "" {
		if _, err := file.region(region); err != nil {
			return Calendar{}, err
		}
	}
	mine, err := overridesOf(file.Country, region, overrides)
	if err != nil {
		return Calendar{}, err
	}
	return build(file, region, mine)
}

func build(file countryFile, region string, overrides []Override) (Calendar, error) {
	cal := Calendar{added: map[Date]string{}, removed: map[Date]bool{}, years: &sync.Map{}}
	for _, rule := range file.Holidays {
		if rule.appliesTo(region) {
			cal.rules = append(cal.rules, rule)
		}
	}
	for _, o := range overrides {
		if o.Kind == KindRemove {
			cal.removed[o.Date] = true
		} else {
			cal.added[o.Date] = o.Name
		}
	}
	hash, err := hashOf(cal.rules, overrides)
	cal.version = strings.Trim(file.Country+"-"+region, "-") + "-" + hash
	return cal, err
}

// overridesOf picks those of the place, in an order that does not depend on
// the order of the rows, so that the version does not either.
func overridesOf(country, region string, all []Override) ([]Override, error) {
	var mine []Override
	for _, o := range all {
		if o.Kind != KindAdd && o.Kind != KindRemove || o.Date.IsZero() {
			return nil, fmt.Errorf("override of %s, kind %q: %w", o.Date, o.Kind, ErrOverride)
		}
		here := strings.EqualFold(o.Country, country)
		if here && (o.Region == "" || strings.EqualFold(o.Region, region)) {
			mine = append(mine, o)
		}
	}
	slices.SortFunc(mine, func(a, b Override) int {
		return strings.Compare(a.sortKey(), b.sortKey())
	})
	return mine, nil
}

func (o Override) sortKey() string {
	return strings.Join([]string{o.Date.String(), o.Kind, o.Region, o.Name, o.Reason}, "\x00")
}

func hashOf(rules []entry, overrides []Override) (string, error) {
	raw, err := json.Marshal(struct {
		Rules     []entry
		Overrides []Override
	}{rules, overrides})
	if err != nil {
		return "", fmt.Errorf("hash the calendar: %w", err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:6]), nil
}

// Version names the data this calendar was built from, as "PE-0a1b2c3d4e5f".
// It changes when a holiday or an override does. Store it with every date
// that was computed with it.
func (c Calendar) Version() string { return c.version }

// WithSaturdays returns the same calendar where Saturday is a business day,
// for internal targets of a business that works on Saturdays.
func (c Calendar) WithSaturdays() Calendar {
	if !c.saturdays {
		c.saturdays = true
		c.version += "-sat"
	}
	return c
}

// Holiday returns the name of the holiday on a day. A removal wins over the
// data and over an addition: the earlier deadline is the safe one.
func (c Calendar) Holiday(d Date) (name string, ok bool) {
	if c.removed[d] {
		return "", false
	}
	if name, ok := c.added[d]; ok {
		return name, true
	}
	name, ok = c.ofYear(d.Year)[d]
	return name, ok
}

// ofYear lists the holidays of a civil year. A rest that the law moves across
// New Year comes from the year after or before.
func (c Calendar) ofYear(year int) map[Date]string {
	if known, ok := c.years.Load(year); ok {
		return known.(map[Date]string)
	}
	days := map[Date]string{}
	for _, rule := range c.rules {
		for law := year - 1; law <= year+1; law++ {
			for _, d := range rule.days(law) {
				if d.Year == year {
					days[d] = join(days[d], rule.NameES)
				}
			}
		}
	}
	c.years.Store(year, days)
	return days
}

func join(names, name string) string {
	if names == "" {
		return name
	}
	return names + "; " + name
}

// IsBusinessDay tells whether a day counts: Monday to Friday (Saturday only
// with WithSaturdays) and no holiday.
func (c Calendar) IsBusinessDay(d Date) bool {
	if c.isRest(d) {
		return false
	}
	_, holiday := c.Holiday(d)
	return !holiday
}

func (c Calendar) isRest(d Date) bool {
	return isWeekend(d) && (d.Weekday() == time.Sunday || !c.saturdays)
}

// Add returns the n-th business day after d, or before it when n is
// negative; n = 0 is d itself, whatever day it is.
func (c Calendar) Add(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		if d = d.AddDays(step); c.IsBusinessDay(d) {
			n--
		}
	}
	return d
}

// Between counts the business days after a up to and including b; negative
// when b is earlier. Between(d, Add(d, n)) is n.
func (c Calendar) Between(a, b Date) int {
	if b.Before(a) {
		return -c.Between(b, a)
	}
	count := 0
	for d := a; d.Before(b); {
		if d = d.AddDays(1); c.IsBusinessDay(d) {
			count++
		}
	}
	return count
}

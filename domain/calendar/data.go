package calendar

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

//go:embed data/*.json
var files embed.FS

// Countries whose holidays are embedded. GEN has none: weekends and the days
// that the business adds.
var countries = []string{"PE", "CO", "ES", "MX", "CL", "AR", "EC", "GEN"}

// Errors of the data that a calendar is asked for.
var (
	ErrCountry  = errors.New("unknown country")
	ErrRegion   = errors.New("unknown region")
	ErrOverride = errors.New("bad override")
)

// entry is one holiday of a data file: a rule that gives its days, the years
// in which the law has it, and the shift that moves it.
type entry struct {
	NameES    string   `json:"name_es"`
	NameEN    string   `json:"name_en,omitempty"`
	Rule      string   `json:"rule"`
	Month     int      `json:"month,omitempty"`
	Day       int      `json:"day,omitempty"`
	Offset    int      `json:"offset,omitempty"`
	N         int      `json:"n,omitempty"`
	Weekday   int      `json:"weekday,omitempty"`
	Dates     []Date   `json:"dates,omitempty"`
	Projected []Date   `json:"projected,omitempty"`
	Shift     string   `json:"shift,omitempty"`
	OnlyOn    []int    `json:"only_on,omitempty"`
	From      int      `json:"from,omitempty"`
	To        int      `json:"to,omitempty"`
	Every     int      `json:"every,omitempty"`
	Regions   []string `json:"regions,omitempty"`
	Source    string   `json:"source"`
}

// Coverage says which years the data of a place answers for. From
// ProjectedFrom on (0 = never) part of it is a projection, or waits for a
// yearly act, and the owner should review it.
type Coverage struct {
	From          int `json:"from"`
	To            int `json:"to"`
	ProjectedFrom int `json:"projected_from,omitempty"`
}

// Covers tells whether a year is inside the data.
func (c Coverage) Covers(year int) bool { return c.From <= year && year <= c.To }

// Projected tells whether a year is not settled law yet.
func (c Coverage) Projected(year int) bool {
	return c.ProjectedFrom != 0 && year >= c.ProjectedFrom
}

// Region is a part of a country with holidays of its own.
type Region struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Coverage Coverage `json:"coverage"`
}

type countryFile struct {
	Country    string   `json:"country"`
	VerifiedOn Date     `json:"verified_on"`
	Source     string   `json:"source"`
	Coverage   Coverage `json:"coverage"`
	Regions    []Region `json:"regions"`
	Holidays   []entry  `json:"holidays"`
}

// loaded reads the embedded files once. They ship inside the binary and a
// test reads every one of them, so a broken one cannot reach a user.
var loaded = sync.OnceValues(func() (map[string]countryFile, error) {
	all := map[string]countryFile{}
	for _, code := range countries {
		raw, err := files.ReadFile("data/" + strings.ToLower(code) + ".json")
		if err != nil {
			return nil, fmt.Errorf("read holidays of %s: %w", code, err)
		}
		var file countryFile
		if err := json.Unmarshal(raw, &file); err != nil {
			return nil, fmt.Errorf("parse holidays of %s: %w", code, err)
		}
		all[code] = file
	}
	return all, nil
})

func fileOf(country string) (countryFile, error) {
	all, err := loaded()
	if err != nil {
		return countryFile{}, err
	}
	file, ok := all[strings.ToUpper(country)]
	if !ok {
		return countryFile{}, fmt.Errorf("holidays of %q: %w", country, ErrCountry)
	}
	return file, nil
}

func (f countryFile) region(code string) (Region, error) {
	for _, region := range f.Regions {
		if region.Code == strings.ToUpper(code) {
			return region, nil
		}
	}
	return Region{}, fmt.Errorf("region %q of %s: %w", code, f.Country, ErrRegion)
}

// Countries lists the codes that New accepts (ISO 3166-1, and GEN).
func Countries() []string { return append([]string(nil), countries...) }

// Regions lists the parts of a country that have their own holidays; most
// countries here have none.
func Regions(country string) ([]Region, error) {
	file, err := fileOf(country)
	return append([]Region(nil), file.Regions...), err
}

// CoverageOf says how far the data of a country, or of one of its regions,
// can be trusted. An empty region asks for the national list.
func CoverageOf(country, region string) (Coverage, error) {
	file, err := fileOf(country)
	if err != nil || region == "" {
		return file.Coverage, err
	}
	found, err := file.region(region)
	return found.Coverage, err
}

func weekdayOf(n int) time.Weekday { return time.Weekday(n % 7) }

package calendar

import (
	"errors"
	"slices"
	"testing"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	day := Date{2026, 12, 24}
	tests := []struct {
		name, country, region string
		override              Override
		want                  error
	}{
		{"unknown country", "XX", "", Override{}, ErrCountry},
		{"no country", "", "", Override{}, ErrCountry},
		{"unknown region", "ES", "ZZ", Override{}, ErrRegion},
		{"region of a country without any", "PE", "LIM", Override{}, ErrRegion},
		{"override without kind", "PE", "", Override{Country: "PE", Date: day}, ErrOverride},
		{"override without date", "PE", "", Override{Country: "PE", Kind: KindAdd}, ErrOverride},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var overrides []Override
			if test.override != (Override{}) {
				overrides = append(overrides, test.override)
			}
			if _, err := New(test.country, test.region, overrides); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
		})
	}
}

func TestOverrides(t *testing.T) {
	t.Parallel()
	eve, christmas := Date{2026, 12, 24}, Date{2026, 12, 25}
	add := Override{Country: "pe", Date: eve, Kind: KindAdd, Name: "Decreto"}
	remove := Override{Country: "PE", Date: christmas, Kind: KindRemove}
	tests := []struct {
		name           string
		overrides      []Override
		eve, christmas bool
	}{
		{"none", nil, true, false},
		{"added", []Override{add}, false, false},
		{"removed", []Override{remove}, true, true},
		{"both", []Override{add, remove}, false, true},
		{"removal wins over addition", []Override{add, {Country: "PE", Date: eve, Kind: KindRemove}}, true, false},
		{"of another country", []Override{{Country: "CO", Date: eve, Kind: KindAdd}}, true, false},
		{"of a region", []Override{{Country: "PE", Region: "LIM", Date: eve, Kind: KindAdd}}, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cal := mustNew(t, "PE", "", test.overrides...)
			if got := cal.IsBusinessDay(eve); got != test.eve {
				t.Errorf("24 December worked: %v, want %v", got, test.eve)
			}
			if got := cal.IsBusinessDay(christmas); got != test.christmas {
				t.Errorf("25 December worked: %v, want %v", got, test.christmas)
			}
		})
	}
	if name, _ := mustNew(t, "PE", "", add).Holiday(eve); name != "Decreto" {
		t.Errorf("name of the added day: %q", name)
	}
}

func TestRegionOverride(t *testing.T) {
	t.Parallel()
	local := Override{Country: "ES", Region: "an", Date: Date{2026, 11, 23}, Kind: KindAdd, Name: "Local"}
	if mustNew(t, "ES", "AN", local).IsBusinessDay(local.Date) {
		t.Error("the region works on its own holiday")
	}
	if !mustNew(t, "ES", "", local).IsBusinessDay(local.Date) {
		t.Error("the country rests on a region's holiday")
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	a := Override{Country: "PE", Date: Date{2026, 12, 24}, Kind: KindAdd, Name: "A"}
	b := Override{Country: "PE", Date: Date{2026, 12, 31}, Kind: KindAdd, Name: "B"}
	base := mustNew(t, "PE", "").Version()
	seen := map[string]string{base: "base"}
	for name, cal := range map[string]Calendar{
		"one override": mustNew(t, "PE", "", a), "two": mustNew(t, "PE", "", a, b),
		"saturdays": mustNew(t, "PE", "").WithSaturdays(), "spain": mustNew(t, "ES", ""),
		"andalusia": mustNew(t, "ES", "AN"),
	} {
		if other, ok := seen[cal.Version()]; ok {
			t.Errorf("%s and %s share the version %s", name, other, cal.Version())
		}
		seen[cal.Version()] = name
	}
	if mustNew(t, "PE", "", a, b).Version() != mustNew(t, "PE", "", b, a).Version() {
		t.Error("the order of the rows changes the version")
	}
	other := Override{Country: "CO", Date: a.Date, Kind: KindAdd}
	if mustNew(t, "pe", "", other).Version() != base {
		t.Error("an override of another country changes the version")
	}
	if again := mustNew(t, "PE", "").WithSaturdays(); again.WithSaturdays().Version() != again.Version() {
		t.Error("WithSaturdays twice changes the version")
	}
}

func TestSaturdays(t *testing.T) {
	t.Parallel()
	saturday, sunday, holiday := Date{2026, 11, 21}, Date{2026, 11, 22}, Date{2025, 6, 7}
	plain := mustNew(t, "PE", "")
	with := plain.WithSaturdays()
	if plain.IsBusinessDay(saturday) || !with.IsBusinessDay(saturday) {
		t.Error("Saturday counts only with the option")
	}
	if with.IsBusinessDay(sunday) || with.IsBusinessDay(holiday) {
		t.Error("neither Sunday nor a holiday on Saturday counts")
	}
	if plain.Add(Date{2026, 11, 20}, 1) != (Date{2026, 11, 23}) || with.Add(Date{2026, 11, 20}, 1) != saturday {
		t.Error("the next business day after Friday")
	}
}

func TestAddAndBetween(t *testing.T) {
	t.Parallel()
	cal := mustNew(t, "PE", "")
	tests := []struct {
		from Date
		n    int
		want Date
	}{
		{Date{2026, 11, 22}, 0, Date{2026, 11, 22}},
		{Date{2026, 11, 22}, 1, Date{2026, 11, 23}},
		{Date{2026, 11, 23}, -1, Date{2026, 11, 20}},
		{Date{2026, 12, 7}, 1, Date{2026, 12, 10}},
		{Date{2026, 12, 10}, -1, Date{2026, 12, 7}},
	}
	for _, test := range tests {
		if got := cal.Add(test.from, test.n); got != test.want {
			t.Errorf("%s %+d is %s, want %s", test.from, test.n, got, test.want)
		}
	}
	if got := cal.Between(Date{2026, 12, 7}, Date{2026, 12, 10}); got != 1 {
		t.Errorf("between: %d, want 1", got)
	}
	if got := cal.Between(Date{2026, 12, 10}, Date{2026, 12, 7}); got != -1 {
		t.Errorf("backwards: %d, want -1", got)
	}
}

// TestRulesOutsideOfTheGoldenYears: dates that are known by themselves.
func TestRulesOutsideOfTheGoldenYears(t *testing.T) {
	t.Parallel()
	tests := []struct {
		country, date string
		holiday       bool
		why           string
	}{
		{"PE", "2021-12-09", false, "before Ley 31381"},
		{"PE", "2022-12-09", true, "Ley 31381"},
		{"PE", "2023-06-07", false, "Ley 31788 came after that day"},
		{"CO", "2025-07-14", false, "before Ley 2578"},
		{"CO", "2032-07-12", true, "9 July 2032 is a Friday"},
		{"MX", "2030-10-01", true, "change of government"},
		{"MX", "2029-10-01", false, "not a year of change"},
		{"MX", "2020-12-01", false, "the old date of the change"},
		{"CL", "2022-09-16", true, "one-off of 2022"},
		{"CL", "2023-01-02", true, "1 January 2023 was a Sunday"},
		{"CL", "2024-01-02", false, "1 January 2024 was a Monday"},
		{"CL", "2023-10-27", true, "31 October 2023 was a Tuesday"},
		{"CL", "2029-11-02", true, "31 October 2029 is a Wednesday"},
		{"CL", "2032-06-20", true, "solstice in local time"},
		{"AR", "2022-06-17", true, "a Friday stays, the 20th is taken"},
		{"EC", "2021-12-31", true, "1 January 2022 was a Saturday"},
		{"EC", "2021-11-01", true, "Tuesday and Wednesday become Monday"},
		{"EC", "2021-11-02", true, "and Tuesday"},
		{"EC", "2021-11-03", false, "so Wednesday is worked"},
		{"EC", "2022-11-02", false, "Wednesday and Thursday"},
		{"EC", "2022-11-04", true, "become Thursday and Friday"},
		{"EC", "2029-11-01", true, "Friday and Saturday become Thursday"},
		{"EC", "2029-11-02", true, "and Friday"},
		{"ES", "2032-12-06", true, "a Monday"},
		{"GEN", "2026-12-25", false, "no list"},
	}
	for _, test := range tests {
		_, got := mustNew(t, test.country, "").Holiday(mustParse(t, test.date))
		if got != test.holiday {
			t.Errorf("%s %s: holiday %v, want %v (%s)", test.country, test.date, got, test.holiday, test.why)
		}
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	for _, country := range Countries() {
		national, err := CoverageOf(country, "")
		if err != nil || !national.Covers(2026) || national.Covers(2019) {
			t.Errorf("%s: %+v, %v", country, national, err)
		}
	}
	andalusia, err := CoverageOf("es", "an")
	if err != nil || andalusia != (Coverage{2024, 2028, 2027}) {
		t.Errorf("Andalusia: %+v, %v", andalusia, err)
	}
	if andalusia.Projected(2026) || !andalusia.Projected(2027) || andalusia.Covers(2029) {
		t.Errorf("Andalusia is settled to 2026 and known to 2028: %+v", andalusia)
	}
	if peru, _ := CoverageOf("PE", ""); peru.Projected(2030) {
		t.Error("Peru's list needs no yearly act")
	}
	if _, err := CoverageOf("ES", "ZZ"); !errors.Is(err, ErrRegion) {
		t.Errorf("unknown region: %v", err)
	}
	if _, err := CoverageOf("XX", ""); !errors.Is(err, ErrCountry) {
		t.Errorf("unknown country: %v", err)
	}
}

func TestRegions(t *testing.T) {
	t.Parallel()
	spain, err := Regions("ES")
	if err != nil || len(spain) != 19 {
		t.Fatalf("%d regions of Spain, %v", len(spain), err)
	}
	if !slices.IsSortedFunc(spain, func(a, b Region) int { return int(a.Code[0]) - int(b.Code[0]) }) {
		t.Error("regions are not sorted")
	}
	if peru, err := Regions("PE"); err != nil || len(peru) != 0 {
		t.Errorf("regions of Peru: %v, %v", peru, err)
	}
	if _, err := Regions("XX"); !errors.Is(err, ErrCountry) {
		t.Errorf("unknown country: %v", err)
	}
}

package calendar

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
)

// rows reads a CSV of testdata as one map a row.
func rows(t testing.TB, name string) []map[string]string {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, key := range lines[0] {
			row[key] = line[i]
		}
		all = append(all, row)
	}
	if len(all) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return all
}

func place(row map[string]string) string { return row["country"] + "/" + row["region"] }

// expected is golden - remove + add by place, with the one documented
// difference: Peru's law (DLeg 713 art. 6) does not list Easter Sunday.
func expected(t *testing.T) map[string]map[string]string {
	t.Helper()
	want := map[string]map[string]string{}
	for _, row := range rows(t, "holidays-golden.csv") {
		if row["country"] == "pe" && row["name"] == "Domingo de Resurrección" {
			continue
		}
		if want[place(row)] == nil {
			want[place(row)] = map[string]string{}
		}
		want[place(row)][row["date"]] = row["name"]
	}
	for _, row := range rows(t, "holidays-corrections.csv") {
		if row["action"] == "remove" {
			delete(want[place(row)], row["date"])
		} else {
			want[place(row)][row["date"]] = ""
		}
	}
	return want
}

func mustNew(t testing.TB, country, region string, overrides ...Override) Calendar {
	t.Helper()
	cal, err := New(country, region, overrides)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func mustParse(t testing.TB, text string) Date {
	t.Helper()
	d, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestEveryCalendarEqualsTheGoldenOne walks every day of 2024-2028 in every
// place: no holiday is missing and none is extra.
func TestEveryCalendarEqualsTheGoldenOne(t *testing.T) {
	t.Parallel()
	want := expected(t)
	if len(want) != 7+19 {
		t.Fatalf("golden data has %d places, want 7 countries and 19 regions", len(want))
	}
	for where, days := range want {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			country, region, _ := strings.Cut(where, "/")
			cal := mustNew(t, country, region)
			end := mustParse(t, "2028-12-31")
			for d := mustParse(t, "2024-01-01"); !d.After(end); d = d.AddDays(1) {
				compareDay(t, cal, d, days)
			}
		})
	}
}

func compareDay(t *testing.T, cal Calendar, d Date, days map[string]string) {
	t.Helper()
	name, got := cal.Holiday(d)
	wantName, want := days[d.String()]
	if got != want {
		t.Errorf("%s: holiday %v (%s), want %v (%s)", d, got, name, want, wantName)
	}
	if want && wantName != "" && !sameNames(name, wantName, d) {
		t.Errorf("%s: name %q, want %q", d, name, wantName)
	}
	if cal.IsBusinessDay(d) != (!want && !isWeekend(d)) {
		t.Errorf("%s: business day %v", d, cal.IsBusinessDay(d))
	}
}

// sameNames compares the names on a date in any order, without the marks
// "observado" and "estimado" of the source. In Ecuador in 2027 the source
// keeps the name of 2 November on its day; by the law the pair moves by one.
func sameNames(got, want string, d Date) bool {
	if d == (Date{2027, 11, 2}) && strings.HasPrefix(want, "Día de Difuntos") {
		return got == "Independencia de Cuenca"
	}
	for _, mark := range []string{" (observado)", " (estimado)"} {
		want = strings.ReplaceAll(want, mark, "")
	}
	a, b := strings.Split(got, "; "), strings.Split(want, "; ")
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// TestPeruHasNoEasterSunday holds the difference that expected leaves out.
func TestPeruHasNoEasterSunday(t *testing.T) {
	t.Parallel()
	cal := mustNew(t, "pe", "")
	for year := 2024; year <= 2028; year++ {
		if name, ok := cal.Holiday(Easter(year)); ok {
			t.Errorf("%d: Easter Sunday is a holiday: %s", year, name)
		}
		if cal.IsBusinessDay(Easter(year)) {
			t.Errorf("%d: Easter Sunday is a business day", year)
		}
	}
}

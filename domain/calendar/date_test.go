package calendar

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Date{
		"2026-11-22": {2026, 11, 22}, "2028-02-29": {2028, 2, 29}, "0001-01-01": {1, 1, 1},
	} {
		if got, err := Parse(text); err != nil || got != want || got.String() != text {
			t.Errorf("Parse(%q) = %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "2027-02-29", "2026-13-01", "22/11/2026", "2026-1-2", "2026-11-22T10:00", " 2026-11-22"} {
		if _, err := Parse(text); !errors.Is(err, ErrDate) {
			t.Errorf("Parse(%q): error %v, want ErrDate", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2026-11-22", "2028-02-29", "2027-02-29", "0000-01-01", "", "9999-12-31"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(d.String()); err != nil || again != d || d.String() != text {
			t.Errorf("%q reads as %v, then %v (%v)", text, d, again, err)
		}
	})
}

func TestArithmetic(t *testing.T) {
	t.Parallel()
	leap := Date{2028, 2, 29}
	if got := leap.AddDays(1); got != (Date{2028, 3, 1}) {
		t.Errorf("after the leap day: %s", got)
	}
	if got := leap.AddDays(-366); got != (Date{2027, 2, 28}) {
		t.Errorf("366 days before: %s", got)
	}
	if got := leap.AddMonths(12); got != (Date{2029, 2, 28}) {
		t.Errorf("a year after the leap day: %s", got)
	}
	if got := (Date{2026, 12, 31}).AddMonths(2); got != (Date{2027, 2, 28}) {
		t.Errorf("two months after 31 December: %s", got)
	}
	if got := leap.Sub(Date{2027, 2, 28}); got != 366 {
		t.Errorf("Sub is %d, want 366", got)
	}
	if leap.Weekday() != time.Tuesday {
		t.Errorf("weekday %s", leap.Weekday())
	}
	if !leap.Before(leap.AddDays(1)) || leap.Before(leap) || leap.After(leap) || !leap.AddDays(1).After(leap) {
		t.Error("order of dates")
	}
}

func TestDateJSON(t *testing.T) {
	t.Parallel()
	type box struct{ D Date }
	raw, err := json.Marshal(map[string]any{"d": box{Date{2026, 11, 22}}, "z": box{}})
	if err != nil || string(raw) != `{"d":{"D":"2026-11-22"},"z":{"D":""}}` {
		t.Fatalf("%s, %v", raw, err)
	}
	got := box{Date{1, 1, 1}}
	if err := json.Unmarshal([]byte(`{"D":"2028-02-29"}`), &got); err != nil || got.D != (Date{2028, 2, 29}) {
		t.Errorf("%v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"D":""}`), &got); err != nil || !got.D.IsZero() {
		t.Errorf("empty: %v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"D":"2027-02-29"}`), &got); !errors.Is(err, ErrDate) {
		t.Errorf("a day that does not exist: %v", err)
	}
}

package legal

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones where the machine has none
)

var codes = []string{"pe", "co", "co-15", "co-10", "co-30", "es", "es-l10", "es-an", "es-md", "es-ct", "mx", "cl", "ar", "ar-x", "ec", "gen"}

func mustByCode(t testing.TB, code string) Profile {
	t.Helper()
	profile, err := ByCode(code)
	if err != nil {
		t.Fatal(err)
	}
	return profile
}

func TestAllProfilesAreThere(t *testing.T) {
	t.Parallel()
	var got []string
	for _, profile := range All() {
		got = append(got, profile.Code)
	}
	if !slices.Equal(got, codes) {
		t.Errorf("profiles %v, want %v", got, codes)
	}
	if _, err := ByCode("xx"); !errors.Is(err, ErrUnknown) {
		t.Errorf("unknown profile: %v", err)
	}
}

// TestEveryProfileIsComplete: source, date, confidence and both languages.
func TestEveryProfileIsComplete(t *testing.T) {
	t.Parallel()
	for _, code := range codes {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			p := mustByCode(t, code)
			if len(p.Sources) == 0 || p.VerifiedOn.IsZero() || p.Confidence["answer"] == "" || p.Confidence["retention"] == "" {
				t.Errorf("sources %v, verified on %s, confidence %v", p.Sources, p.VerifiedOn, p.Confidence)
			}
			if len(p.FiledMinimum) == 0 || len(p.FormFields) == 0 || len(p.DocumentTypes) == 0 {
				t.Errorf("minimum %v, form %v, documents %v", p.FiledMinimum, p.FormFields, p.DocumentTypes)
			}
			if _, err := time.LoadLocation(p.TZ); err != nil {
				t.Error(err)
			}
			if _, err := p.Calendar(nil); err != nil {
				t.Error(err)
			}
			checkLanguages(t, p)
		})
	}
}

func checkLanguages(t *testing.T, p Profile) {
	t.Helper()
	pairs := [][2]string{{p.NameES, p.NameEN}, {p.BaseES, p.BaseEN}, {p.ExternalWaysES, p.ExternalWaysEN}}
	for _, kind := range p.LegalKinds {
		pairs = append(pairs, [2]string{kind.NameES, kind.NameEN})
	}
	for _, special := range p.SpecialTerms {
		pairs = append(pairs, [2]string{special.NameES, special.NameEN})
	}
	for i := range max(len(p.NotesES), len(p.NotesEN)) {
		pairs = append(pairs, [2]string{p.NotesES[i], p.NotesEN[i]})
	}
	for i := range max(len(p.OwnerNotesES), len(p.OwnerNotesEN)) {
		pairs = append(pairs, [2]string{p.OwnerNotesES[i], p.OwnerNotesEN[i]})
	}
	for _, kind := range p.LegalKinds {
		if (kind.HelpES == "") != (kind.HelpEN == "") {
			t.Errorf("the help of %s lacks a language", kind.Code)
		}
	}
	for _, pair := range pairs {
		if pair[0] == "" || pair[1] == "" {
			t.Errorf("a text lacks a language: %q", pair)
		}
	}
}

// TestNoInventedLaw: where no term of law was found the profile says that the
// term is internal, and only there.
func TestNoInventedLaw(t *testing.T) {
	t.Parallel()
	internal := []string{"mx", "cl", "ar", "ec", "gen"}
	for _, code := range codes {
		p := mustByCode(t, code)
		want := slices.Contains(internal, code)
		if got := p.AnswerKind == AnswerInternal; got != want {
			t.Errorf("%s: internal term %v, want %v", code, got, want)
		}
		if got := strings.Contains(p.BaseES, "plazo interno"); got != want {
			t.Errorf("%s: receipt says %q", code, p.BaseES)
		}
		if want && (p.Confidence["answer"] != "choice" || p.Answer.Amount != 15 || p.Answer.Unit != "business_days") {
			t.Errorf("%s: term %+v with confidence %v", code, p.Answer, p.Confidence)
		}
	}
}

// TestTermsOfTheLaw holds the numbers that were read in the laws.
func TestTermsOfTheLaw(t *testing.T) {
	t.Parallel()
	tests := []struct {
		code, unit        string
		amount, retention int
		factor, offer     int
	}{
		{"pe", "business_days", 15, 2, 0, 5}, {"co", "business_days", 15, 10, 0, 0},
		{"co-10", "business_days", 10, 10, 2, 0}, {"co-30", "business_days", 30, 10, 2, 0},
		{"es", "calendar_days", 15, 5, 0, 0}, {"es-l10", "business_days", 15, 5, 0, 0},
		{"es-an", "business_days", 10, 5, 0, 0}, {"gen", "business_days", 15, 3, 0, 0},
	}
	for _, test := range tests {
		p := mustByCode(t, test.code)
		factor := 0
		if p.Extension != nil {
			factor = p.Extension.MaxFactor
		}
		if p.Answer.Amount != test.amount || p.Answer.Unit != test.unit || p.Retention.Years != test.retention ||
			factor != test.factor || SuspensionMax(p, "remote_offer") != test.offer {
			t.Errorf("%s: %+v, kept %d years, extended %d, offer %d", test.code, p.Answer,
				p.Retention.Years, factor, SuspensionMax(p, "remote_offer"))
		}
		if p.CommercialBan != (p.Country == "ES") {
			t.Errorf("%s: commercial ban %v", test.code, p.CommercialBan)
		}
	}
}

func TestParseReadsBackWhatIsStored(t *testing.T) {
	t.Parallel()
	for _, p := range All() {
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		back, err := json.Marshal(again)
		if err != nil || string(back) != string(raw) {
			t.Errorf("%s: %s, %v", p.Code, back, err)
		}
	}
}

// TestParseRefuses breaks Peru's profile in one place at a time.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][2]string{
		"not JSON":               {`"pe"`, `pe`},
		"no code":                {`"code":"pe"`, `"code":""`},
		"no English name":        {`"name_en":"Peru: Complaints Book"`, `"name_en":""`},
		"unknown country":        {`"country":"PE"`, `"country":"XX"`},
		"unknown region":         {`"region":""`, `"region":"LIM"`},
		"term of zero":           {`"answer":{"amount":15`, `"answer":{"amount":0`},
		"unknown unit":           {`"unit":"business_days","start"`, `"unit":"weeks","start"`},
		"unknown answer kind":    {`"answer_kind":"legal"`, `"answer_kind":"law"`},
		"suspension of zero":     {`"event":"remote_offer","max":5`, `"event":"remote_offer","max":0`},
		"extension of nothing":   {`"extension":null`, `"extension":{"max_factor":1}`},
		"number that repeats":    {`{seq:09d}-{year}`, `{seq:09d}`},
		"kind that is not there": {`"claim":"reclamo"`, `"claim":"denuncia"`},
		"requalify to nothing":   {`"to":"reclamo"`, `"to":"denuncia"`},
		"kept for no time":       {`"retention":{"years":2`, `"retention":{"years":0`},
		"kept from closing":      {`"from":"filed"`, `"from":"closed"`},
		"no reopening window":    {`"reopen_days":30`, `"reopen_days":0`},
		"unknown document":       {`"dni"`, `"nie"`},
		"unknown confidence":     {`"answer":"primary"`, `"answer":"sure"`},
		"bad incomplete":         {`"incomplete":null`, `"incomplete":{"restart":"never"}`},
		"bad special term":       {`"special_terms":[]`, `"special_terms":[{"code":"x"}]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw, err := json.Marshal(mustByCode(t, "pe"))
			if err != nil {
				t.Fatal(err)
			}
			broken := strings.Replace(string(raw), change[0], change[1], 1)
			if broken == string(raw) {
				t.Fatalf("%s is not in the profile", change[0])
			}
			if _, err := Parse([]byte(broken)); !errors.Is(err, ErrProfile) {
				t.Errorf("error %v, want ErrProfile", err)
			}
		})
	}
}

func TestIncompleteTerms(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"co-10": RestartResume, "co-30": RestartResume, "es-l10": RestartFromZero} {
		incomplete := mustByCode(t, code).Incomplete
		if incomplete == nil || incomplete.Restart != want {
			t.Errorf("%s: %+v, want %s", code, incomplete, want)
		}
	}
}

package wording

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"escucha/domain/complaint"
)

// texts reads one language of the texts that people see.
func texts(t *testing.T, language string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "pb_public", "i18n", language+".json"))
	if err != nil {
		t.Fatalf("read the texts: %v", err)
	}
	var out map[string]string
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("parse the texts in %s: %v", language, err)
	}
	return out
}

// ruleKeys are the three texts that each rule of the catalogue has.
func ruleKeys() []string {
	var out []string
	for _, r := range complaint.Catalogue() {
		for _, part := range []string{"name", "message", "why"} {
			out = append(out, "rule."+r.Code+"."+part)
		}
		out = append(out, "field."+r.Field)
	}
	return out
}

// workflowKeys are the texts of stages, ways between them and what follows.
func workflowKeys() []string {
	var out []string
	for _, s := range complaint.Stages() {
		out = append(out, "stage."+string(s), "stage."+string(s)+".public")
	}
	for _, way := range complaint.Transitions() {
		effects := complaint.EffectsOf(way.Code, complaint.Facts{})
		out = append(out, "transition."+way.Name, "event."+effects.Event)
		for _, timer := range effects.Start {
			out = append(out, "reminder."+timer.Kind)
		}
	}
	return append(out, "reminder."+complaint.TimerETA)
}

// codeKeys are the texts of the codes in the select fields of a complaint.
func codeKeys() []string {
	var out []string
	for _, k := range complaint.Kinds() {
		out = append(out, "kind."+string(k), "kind."+string(k)+".help")
	}
	for _, s := range complaint.Severities() {
		out = append(out, "severity."+string(s))
	}
	for _, f := range complaint.Faults() {
		out = append(out, "fault."+string(f))
	}
	for _, l := range []complaint.Lane{complaint.Normal, complaint.AttendNow} {
		out = append(out, "lane."+string(l))
	}
	return slices.Concat(out, peopleKeys(), outcomeKeys(), fieldKeys())
}

func peopleKeys() []string {
	var out []string
	for _, r := range []complaint.Role{complaint.Agent, complaint.Lead, complaint.Supervisor, complaint.Admin,
		complaint.Integration, complaint.Auditor, complaint.Customer, complaint.System} {
		out = append(out, "role."+string(r))
	}
	for _, kind := range []string{"agent", "superuser", "customer", "system"} {
		out = append(out, "actor."+kind)
	}
	return out
}

func outcomeKeys() []string {
	var out []string
	for _, k := range []complaint.ResolutionKind{complaint.Solution, complaint.Partial, complaint.Misunderstanding,
		complaint.Agreement, complaint.Denial, complaint.Withdrawal} {
		out = append(out, "resolution."+string(k))
	}
	for _, k := range []complaint.ClosingKind{complaint.Confirmed, complaint.Unreachable,
		complaint.InformedUnsatisfied, complaint.WithdrawnByCustomer} {
		out = append(out, "closing."+string(k))
	}
	return out
}

func fieldKeys() []string {
	var out []string
	for _, f := range slices.Concat(complaint.ServerFields(), complaint.FixedFields(), complaint.LateFields()) {
		out = append(out, "field."+f)
	}
	return out
}

func TestEveryCodeHasItsTexts(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"es", "en"} {
		have := texts(t, language)
		for _, key := range slices.Concat(ruleKeys(), workflowKeys(), codeKeys()) {
			if strings.TrimSpace(have[key]) == "" {
				t.Errorf("%s: no text for %s", language, key)
			}
		}
	}
}

func TestNoTextForRulesThatAreGone(t *testing.T) {
	t.Parallel()
	known := ruleKeys()
	for _, language := range []string{"es", "en"} {
		for key := range texts(t, language) {
			if strings.HasPrefix(key, "rule.") && !slices.Contains(known, key) {
				t.Errorf("%s: %s belongs to no rule of the catalogue", language, key)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{\w+\}\}`)

func TestLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	es, en := texts(t, "es"), texts(t, "en")
	for key, spanish := range es {
		english, there := en[key]
		if !there {
			t.Errorf("%s has no English text", key)
			continue
		}
		a, b := placeholder.FindAllString(spanish, -1), placeholder.FindAllString(english, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: placeholders %v in Spanish, %v in English", key, a, b)
		}
	}
	for key := range en {
		if _, there := es[key]; !there {
			t.Errorf("%s has no Spanish text", key)
		}
	}
}

// informal Spanish words: the texts of the workflow address people as usted.
var informal = regexp.MustCompile(`(?i)\b(tú|tu|tus|contigo|puedes|debes|tienes|escribe|elige|anota)\b`)

func TestSpanishIsFormal(t *testing.T) {
	t.Parallel()
	for key, text := range texts(t, "es") {
		if strings.HasSuffix(key, ".message") && informal.MatchString(text) {
			t.Errorf("%s addresses the reader informally: %q", key, text)
		}
	}
}

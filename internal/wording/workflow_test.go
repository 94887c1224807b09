package wording

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"escucha/domain/complaint"
)

var update = flag.Bool("update", false, "write docs/workflow.md anew")

// page writes docs/workflow.md from the catalogue and the English texts.
type page struct {
	strings.Builder
	say map[string]string
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func workflow(say map[string]string) string {
	p := &page{say: say}
	p.line("# The workflow of a complaint\n")
	p.line("Written by `go test ./internal/wording -update` from the catalogue in `domain/complaint` and the")
	p.line("English texts; a test keeps it equal to them. Do not edit it by hand.\n")
	p.line("A rule that is *legal* is never off; a *required* one may be set to advised by an administrator,")
	p.line("with a reason; an *advised* one is shown and stops nobody.\n")
	p.stages()
	p.ways()
	p.rules()
	return p.String()
}

func (p *page) stages() {
	p.line("## Stages\n\n| stage | name | the customer sees | ways on |\n|---|---|---|---|")
	for _, s := range complaint.Stages() {
		var on []string
		for _, way := range complaint.From(s) {
			on = append(on, way.Code)
		}
		name := "stage." + string(s)
		p.line("| `%s` | %s | %s | %s |", s, p.say[name], p.say[name+".public"], or(strings.Join(on, " "), "none"))
	}
}

func (p *page) ways() {
	p.line("\n## Ways\n\n| way | name | from | to | who | rules |\n|---|---|---|---|---|---|")
	for _, way := range complaint.Transitions() {
		p.line("| %s | %s | %s | %s | %s | %s |", way.Code, p.say["transition."+way.Name],
			or(words(way.From), "nothing yet"), or(string(way.To), "the same"), words(way.Roles), or(guards(way.Code), "none"))
	}
	p.line("\nAt every change of a case: %s.", guards(complaint.Save))
}

// guards lists the rules that guard a way, by code.
func guards(code string) string {
	var out []string
	for _, r := range complaint.Catalogue() {
		if slices.Contains(r.Guards, code) {
			out = append(out, "`"+r.Code+"`")
		}
	}
	return strings.Join(out, ", ")
}

func (p *page) rules() {
	p.line("\n## Rules\n\n| rule | level | guards | field | what to do | why |\n|---|---|---|---|---|---|")
	for _, r := range complaint.Catalogue() {
		text := "rule." + r.Code
		p.line("| `%s` | %s | %s | `%s` | %s | %s |", r.Code, r.Level, strings.Join(r.Guards, " "), r.Field,
			p.say[text+".message"], p.say[text+".why"])
	}
}

func words[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = string(one)
	}
	return strings.Join(out, ", ")
}

func or(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

func TestWorkflowPageIsCurrent(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "docs", "workflow.md")
	want := workflow(texts(t, "en"))
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatalf("write the page: %v", err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read the page: %v", err)
	}
	if string(got) != want {
		t.Error("docs/workflow.md is not what the catalogue says: run go test ./internal/wording -update")
	}
}

package e2e

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// deskFiles are the desk's own modules and pages, by path.
func deskFiles(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, pattern := range []string{"*.js", "*.html", "*/*.js"} {
		names, err := filepath.Glob(filepath.Join("../pb_public/desk", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.ToSlash(name)] = string(content)
		}
	}
	if len(files) < 40 {
		t.Fatalf("only %d files of the desk found", len(files))
	}
	return files
}

func deskTexts(t *testing.T, language string) map[string]string {
	t.Helper()
	content, err := os.ReadFile("../pb_public/i18n/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	if err := json.Unmarshal(content, &all); err != nil {
		t.Fatal(err)
	}
	for key := range all {
		if !strings.HasPrefix(key, "desk.") && !strings.HasPrefix(key, "settings.") {
			delete(all, key)
		}
	}
	return all
}

// A key is a literal, or a template whose holes stand for codes.
var (
	textCall = regexp.MustCompile("\\b(tn?|has)\\((?:[\\w.]+ \\? )?[\"`]((?:desk|settings)\\.[^\"`]+)[\"`]")
	anyKey   = regexp.MustCompile("\"((?:desk|settings)\\.[^\"\\s]+)\"|`((?:desk|settings)\\.(?:\\$\\{[^}]*\\}|[^`$])+)`")
	hole     = regexp.MustCompile(`\\\$\\\{.*?\\\}`)
)

// TestDeskTextsExist fails when a screen asks for a text that no language has.
func TestDeskTextsExist(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"es", "en"} {
		texts := deskTexts(t, language)
		for name, source := range deskFiles(t) {
			for _, found := range textCall.FindAllStringSubmatch(source, -1) {
				key := found[2]
				if strings.Contains(key, "${") {
					continue
				}
				if found[1] == "tn" {
					key += ".other"
				}
				if texts[key] == "" {
					t.Errorf("%s: %s has no text %s", name, language, key)
				}
			}
		}
	}
}

// ofForms are the texts that parts/ask.js shows of a form that a file describes:
// its own four, and a label for each field of the file.
func ofForms(source string) []string {
	names := []string{"title", "intro", "send", "done"}
	for _, found := range regexp.MustCompile(`name: "(\w+)"`).FindAllStringSubmatch(source, -1) {
		names = append(names, found[1])
	}
	var out []string
	for _, found := range regexp.MustCompile(`texts(?:: |=)"([\w.]+)"`).FindAllStringSubmatch(source, -1) {
		out = append(out, regexp.QuoteMeta(found[1])+`\.(`+strings.Join(names, "|")+`)`)
	}
	return out
}

// TestDeskTextsUsed fails when a text is left that no screen shows.
func TestDeskTextsUsed(t *testing.T) {
	t.Parallel()
	var asked []string
	for _, source := range deskFiles(t) {
		for _, found := range anyKey.FindAllStringSubmatch(source, -1) {
			asked = append(asked, hole.ReplaceAllString(regexp.QuoteMeta(found[1]+found[2]), ".+"))
		}
		asked = append(asked, ofForms(source)...)
	}
	// yes and no are asked for by the value of the field
	asked = append(asked, `desk\.(yes|no)`)
	used := regexp.MustCompile("^(" + strings.Join(asked, "|") + `)(\.one|\.other)?$`)
	for key := range deskTexts(t, "es") {
		if !used.MatchString(key) {
			t.Errorf("no screen shows %s", key)
		}
	}
}

// TestDeskFilesAreSmallAndStrict holds the length of a file, and what the
// content security policy forbids: inline styles and scripts.
func TestDeskFilesAreSmallAndStrict(t *testing.T) {
	t.Parallel()
	inline := regexp.MustCompile(`\sstyle=|<style|<script(?:[^>]*)>[^<]|\son(?:click|load|error|input|change|submit)=|javascript:|\beval\(|new Function`)
	for name, source := range deskFiles(t) {
		if lines := bytes.Count([]byte(source), []byte("\n")); lines > 150 {
			t.Errorf("%s has %d lines, more than 150", name, lines)
		}
		if found := inline.FindString(source); found != "" {
			t.Errorf("%s holds %q, which the policy of the desk refuses", name, found)
		}
	}
}

// TestStylesheetsAreWhole fails when a stylesheet names a file that is not there.
func TestStylesheetsAreWhole(t *testing.T) {
	t.Parallel()
	address := regexp.MustCompile(`url\("?([^)"]+)"?\)`)
	for _, pattern := range []string{"../pb_public/css/*.css", "../pb_public/css/parts/*.css"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no stylesheets at %s: %v", pattern, err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range address.FindAllSubmatch(content, -1) {
				if _, err := os.Stat(filepath.Join(filepath.Dir(name), string(found[1]))); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

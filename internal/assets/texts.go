package assets

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"escucha/internal/i18n"
)

// spaces are the first parts of the keys that the desk shows. The portal's
// texts and the sentences of rules and errors, which come with the answers,
// are most of the catalogue.
var spaces = []string{"actor", "channel", "closing", "desk", "event", "fault", "field", "kind", "lane", "legal_kind",
	"reminder", "resolution", "role", "severity", "stage"}

// later are the spaces of screens that few open, each in a file of its own that
// is fetched with its screen.
var later = []string{"actions", "articles", "channels", "health", "ideas", "inbox", "people", "reminders", "reports", "reviews",
	"settings", "surveys", "time", "trainings"}

// texts composes i18n/desk.LANGUAGE.json of every language, and a file beside it
// for each space that comes later.
func texts(public fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, language := range i18n.Languages {
		raw, err := fs.ReadFile(public, "i18n/"+language+".json")
		if err != nil {
			return nil, fmt.Errorf("texts of the desk: %w", err)
		}
		var all map[string]string
		if err := json.Unmarshal(raw, &all); err != nil {
			return nil, fmt.Errorf("texts of the desk in %s: %w", language, err)
		}
		parts := map[string][]string{"desk": spaces}
		for _, space := range later {
			parts[space] = []string{space}
		}
		for name, spaces := range parts {
			if files["i18n/"+name+"."+language+".json"], err = json.Marshal(of(all, spaces)); err != nil {
				return nil, fmt.Errorf("texts of the desk in %s: %w", language, err)
			}
		}
	}
	return files, nil
}

// of picks the texts of some spaces.
func of(all map[string]string, spaces []string) map[string]string {
	out := maps.Clone(all)
	maps.DeleteFunc(out, func(key, _ string) bool {
		space, _, _ := strings.Cut(key, ".")
		return !slices.Contains(spaces, space)
	})
	return out
}

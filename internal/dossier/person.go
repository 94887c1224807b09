package dossier

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/pdf"
)

// Cases are the sections of several cases, one after the other, each under its
// number: what the person whom they are of gets of them. What a file leaves out is
// not printed.
func Cases(app core.App, g *casework.Engine, files []*casework.File, lang string) ([]pdf.Section, error) {
	h, err := g.House(app)
	if err != nil {
		return nil, err
	}
	names, err := catalogues(app, lang)
	if err != nil {
		return nil, err
	}
	var out []pdf.Section
	for _, file := range files {
		m := maker{g.Texts, lang, h.Location, names, file}
		number := m.of("number")
		out = append(out, pdf.Section{Title: join(" · ", number, m.label("kind", m.of("kind")), m.of("goal")), Facts: m.facts(head)})
		for _, section := range m.sections()[1:] { // the customer is who reads it
			section.Title = number + " · " + section.Title
			out = append(out, section)
		}
	}
	return out, nil
}

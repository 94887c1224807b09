package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the team would do better, filed by anybody, with what became of it; and
// what a customer asked that nobody knew.
func init() {
	m.Register(createIdeas, func(app core.App) error { return drop(app, "ideas") })
}

func createIdeas(app core.App) error {
	r, err := refs(app, "agents", "complaints", "surveys", "actions")
	if err != nil {
		return err
	}
	supporters := &core.RelationField{Name: "supporters", CollectionId: r["agents"].Id, MaxSelect: 999, Help: "Quién piensa lo mismo. Cada persona, una vez."}
	support := count("support")
	support.Help = "Cuántas personas piensan lo mismo. Lo cuenta la aplicación."
	_, err = build(app, "ideas",
		[]string{
			"CREATE INDEX idx_ideas_status ON ideas (status, support, created)",
			"CREATE INDEX idx_ideas_created ON ideas (created)",
			"CREATE INDEX idx_ideas_author ON ideas (author, created)",
			"CREATE INDEX idx_ideas_complaint ON ideas (complaint) WHERE complaint != ''",
			"CREATE UNIQUE INDEX idx_ideas_survey ON ideas (survey) WHERE survey != ''",
		},
		&core.SelectField{Name: "kind", MaxSelect: 1, Values: []string{"idea", "question"}, Help: "Una idea de mejora, o una pregunta que nadie supo responder."},
		&core.TextField{Name: "title", Required: true, Max: 300, Presentable: true, Help: "La idea o la pregunta, en una frase."},
		&core.TextField{Name: "text", Max: 5000, Help: "Qué se haría, y qué cambiaría."},
		one(r["agents"], "author"), one(r["complaints"], "complaint"), one(r["surveys"], "survey"),
		&core.TextField{Name: "review", Max: 40, Help: "La reunión semanal en la que se dijo, por ejemplo 2026-W47."},
		pick("status", "new", "studying", "trying", "adopted", "declined"),
		&core.TextField{Name: "outcome", Max: 5000, Help: "Qué se decidió y por qué. Lo lee quien tuvo la idea."},
		one(r["agents"], "answered_by"), date("answered_at"), one(r["actions"], "action"), supporters, support,
		date("created"), updated(), count("version"))
	return err
}

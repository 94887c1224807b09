package idea_test

import (
	"testing"

	"escucha/domain/idea"
)

var (
	ines  = idea.Person{ID: "ines", Staff: true}
	tomas = idea.Person{ID: "tomas", Staff: true}
	lucia = idea.Person{ID: "lucia", Staff: true, Heads: true}
	robot = idea.Person{ID: "robot"}
)

func TestFile(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name string
		in   idea.Idea
		by   idea.Person
		want string
	}{
		{"a title is enough", idea.Idea{Title: "Separadores en cada caja", Status: idea.New}, ines, ""},
		{"who leads has ideas, too", idea.Idea{Title: "Separadores", Status: idea.New}, lucia, ""},
		{"no words", idea.Idea{Title: "  ", Status: idea.New}, ines, "title validation_required"},
		{"decided from the start", idea.Idea{Title: "Separadores", Status: idea.Adopted, Outcome: "Sí"}, lucia, "status idea_new"},
		{"with an outcome", idea.Idea{Title: "Separadores", Status: idea.New, Outcome: "Sí"}, lucia, "outcome server_field"},
		{"by a program", idea.Idea{Title: "Separadores", Status: idea.New}, robot, "title forbidden_move!"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := text(idea.File(row.in, row.by)); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

func text(p idea.Problem) string {
	if p == (idea.Problem{}) {
		return ""
	}
	if p.Forbidden {
		return p.Field + " " + p.Code + "!"
	}
	return p.Field + " " + p.Code
}

func TestChange(t *testing.T) {
	t.Parallel()
	fresh := idea.Idea{Title: "Separadores", Author: "ines", Status: idea.New}
	with := func(i idea.Idea, change func(*idea.Idea)) idea.Idea { change(&i); return i }
	studied := with(fresh, func(i *idea.Idea) { i.Status = idea.Studying })
	declined := with(fresh, func(i *idea.Idea) { i.Status, i.Outcome = idea.Declined, "Cuesta más que las roturas" })
	rows := []struct {
		name     string
		was, now idea.Idea
		by       idea.Person
		want     string
	}{
		{"nothing", fresh, fresh, tomas, ""},
		{"the author puts it better", fresh, with(fresh, func(i *idea.Idea) { i.Text = "De cartón" }), ines, ""},
		{"somebody else does", fresh, with(fresh, func(i *idea.Idea) { i.Text = "De cartón" }), tomas, "title forbidden_move!"},
		{"who leads does", fresh, with(fresh, func(i *idea.Idea) { i.Title = "Cajas" }), lucia, "title forbidden_move!"},
		{"too late", studied, with(studied, func(i *idea.Idea) { i.Title = "Cajas" }), ines, "title fixed_field"},
		{"without a title", fresh, with(fresh, func(i *idea.Idea) { i.Title = " " }), ines, "title validation_required"},
		{"nobody wrote what the application filed", idea.Idea{Title: "a", Status: idea.New}, idea.Idea{Title: "b", Status: idea.New}, idea.Person{Staff: true}, "title forbidden_move!"},
		{"studied by who leads", fresh, studied, lucia, ""},
		{"studied by its author", fresh, studied, ines, "status forbidden_move!"},
		{"declined without words", fresh, with(fresh, func(i *idea.Idea) { i.Status = idea.Declined }), lucia, "outcome idea_outcome"},
		{"adopted without words", studied, with(studied, func(i *idea.Idea) { i.Status = idea.Adopted; i.Outcome = "\n" }), lucia, "outcome idea_outcome"},
		{"declined with words", fresh, declined, lucia, ""},
		{"words taken away", declined, with(declined, func(i *idea.Idea) { i.Outcome = "" }), lucia, "outcome idea_outcome"},
		{"looked at again", declined, with(declined, func(i *idea.Idea) { i.Status = idea.Studying }), lucia, ""},
		{"never seen", studied, fresh, lucia, "status idea_seen"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := text(idea.Change(row.was, row.now, row.by)); got != row.want {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

func TestAnswered(t *testing.T) {
	t.Parallel()
	said := idea.Idea{Status: idea.Adopted, Outcome: "Desde el lunes"}
	rows := []struct {
		name     string
		was, now idea.Idea
		want     bool
	}{
		{"better words", idea.Idea{Title: "a", Status: idea.New}, idea.Idea{Title: "b", Status: idea.New}, false},
		{"a step", idea.Idea{Status: idea.New}, idea.Idea{Status: idea.Trying}, true},
		{"another reason", idea.Idea{Status: idea.Adopted, Outcome: "Sí"}, said, true},
		{"the same", said, said, false},
		{"a note on the way", idea.Idea{Status: idea.Trying}, idea.Idea{Status: idea.Trying, Outcome: "Vamos bien"}, false},
	}
	for _, row := range rows {
		if got := idea.Answered(row.was, row.now); got != row.want {
			t.Errorf("%s: %v", row.name, got)
		}
	}
	if len(idea.Statuses()) != 5 || len(idea.Kinds()) != 2 {
		t.Error("a status or kind is missing")
	}
}

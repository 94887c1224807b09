// Package article keeps what customers can read by themselves and what only the
// team should know, with every version of it.
package article

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/article"
	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
	"escucha/internal/search"
)

// Shelf is what the hooks, the routes and the customers' pages share.
type Shelf struct {
	app core.App
	g   *casework.Engine
}

// New returns a shelf over the engine.
func New(app core.App, g *casework.Engine) Shelf { return Shelf{app, g} }

// Keep is the create and update hook: an article that is sound, the words that
// it is found by, and its version, all or nothing.
func (s Shelf) Keep(e *core.RecordEvent) error {
	if casework.IsOwn(e.Context) {
		return e.Next()
	}
	return casework.InTransaction(e, func() error {
		r := e.Record
		setDefault(r, "status", string(rules.Draft))
		setDefault(r, "code", codeOf(r.GetString("title_es")))
		was, now := rules.Article{}, read(r)
		if !r.IsNew() {
			was = read(r.Original())
		}
		if p := rules.Check(was, now); p.Code != "" {
			return s.g.Refuse(p.Field, p.Code, nil)
		}
		if err := s.counted(r); err != nil {
			return err
		}
		told := r.IsNew() || rules.Told(was, now, r.Original().GetBool("public"), r.GetBool("public"))
		s.sign(r, casework.ActorOf(r))
		if err := e.Next(); err != nil {
			return fmt.Errorf("store article: %w", err)
		}
		if !told {
			return nil
		}
		return s.version(e.App, r)
	})
}

// counted refuses to say how many an article helped: they say so themselves.
func (s Shelf) counted(r *core.Record) error {
	for _, name := range []string{"helped", "unhelped"} {
		if r.GetInt(name) != r.Original().GetInt(name) || r.IsNew() && r.GetInt(name) != 0 {
			return s.g.Refuse(name, "server_field", nil)
		}
	}
	return nil
}

// sign sets what the caller does not say.
func (s Shelf) sign(r *core.Record, actor complaint.Actor) {
	now := records.Stamp(s.g.Now())
	if r.IsNew() {
		r.Load(map[string]any{"created": now, "version": 1, "published_at": ""})
	} else {
		r.Load(map[string]any{"created": r.Original().GetString("created"), "published_at": r.Original().GetString("published_at")})
	}
	if r.GetString("status") == string(rules.Published) && r.GetString("published_at") == "" {
		r.Set("published_at", now)
	}
	if actor.Kind == "agent" {
		r.Set("author", actor.ID)
	}
	r.Set("words", words(r))
}

// words is what an article is found by, in both languages; the titles first.
func words(r *core.Record) string {
	text := strings.Join([]string{r.GetString("title_es"), r.GetString("title_en"), r.GetString("body_es"), r.GetString("body_en")}, " ")
	return search.Folded(text)
}

// version keeps the article as it is now, and who wrote it.
func (s Shelf) version(app core.App, r *core.Record) error {
	row := dbx.Params{"id": core.GenerateDefaultRandomId(), "article": r.Id, "version": r.GetInt("version"), "author": r.GetString("author"),
		"created": records.Stamp(s.g.Now()), "public": r.GetBool("public")}
	for _, name := range []string{"title_es", "body_es", "title_en", "body_en", "status"} {
		row[name] = r.GetString(name)
	}
	if _, err := app.NonconcurrentDB().Insert(records.ArticleVersions, row).Execute(); err != nil {
		return fmt.Errorf("keep version of article %s: %w", r.Id, err)
	}
	return nil
}

func read(r *core.Record) rules.Article {
	return rules.Article{Code: r.GetString("code"), TitleES: r.GetString("title_es"), BodyES: r.GetString("body_es"),
		TitleEN: r.GetString("title_en"), BodyEN: r.GetString("body_en"), Status: rules.Status(r.GetString("status"))}
}

// codeOf makes an address of a title: "Cómo lavar los platos" is como-lavar-los-platos.
func codeOf(title string) string {
	code := ""
	for _, word := range strings.Fields(search.Folded(title)) {
		plain := strings.Map(func(c rune) rune {
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				return c
			}
			return -1
		}, word)
		if plain == "" || len(code)+len(plain) > 50 {
			continue
		}
		code += "-" + plain
	}
	return strings.TrimPrefix(code, "-")
}

func setDefault(r *core.Record, name, value string) {
	if strings.TrimSpace(r.GetString(name)) == "" {
		r.Set(name, value)
	}
}

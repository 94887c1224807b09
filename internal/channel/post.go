package channel

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// AddPost is the create hook of the posts: a public address, and who noted it.
func (s *Service) AddPost(e *core.RecordEvent) error {
	r, actor := e.Record, casework.ActorOf(e.Record)
	if !publicLink(r.GetString("link")) {
		return s.g.Refuse("link", "post_link", nil)
	}
	r.Set("created", records.Stamp(s.g.Now()))
	r.Set("agent", "")
	if actor.Kind == "agent" {
		r.Set("agent", actor.ID)
	}
	return s.storePost(e, "post.added")
}

// ChangePost is the update hook: how many it reached may grow, and that it went on
// in private is told once.
func (s *Service) ChangePost(e *core.RecordEvent) error {
	r, was := e.Record, e.Record.Original()
	for _, name := range []string{"complaint", "link", "platform", "agent", "created", "private_at"} {
		if r.GetString(name) != was.GetString(name) {
			return s.g.Refuse(name, "fixed_field", nil)
		}
	}
	if was.GetBool("private") && !r.GetBool("private") {
		return s.g.Refuse("private", "fixed_field", nil)
	}
	kind := "post.changed"
	if r.GetBool("private") && !was.GetBool("private") {
		kind = "post.private"
	}
	return s.storePost(e, kind)
}

// storePost keeps a post with its event, in one transaction.
func (s *Service) storePost(e *core.RecordEvent, kind string) error {
	r := e.Record
	private := r.GetBool("private") && (r.IsNew() || !r.Original().GetBool("private"))
	if r.IsNew() || private {
		r.Set("private_at", "")
	}
	if private {
		r.Set("private_at", records.Stamp(s.g.Now()))
	}
	outer := e.App
	err := outer.RunInTransaction(func(tx core.App) error {
		e.App = tx
		c, err := tx.FindRecordById(records.Complaints, r.GetString("complaint"))
		if err != nil {
			return s.g.Refuse("complaint", "not_found", nil)
		}
		if c.GetString("erased_at") != "" {
			return s.g.Refuse("complaint", "erased", nil)
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store post: %w", err)
		}
		data := event.Data{Ref: r.Id, Note: r.GetString("platform"), Extra: map[string]any{"reach": r.GetInt("reach")}}
		return s.g.Tell(tx, c, casework.ActorOf(r), kind, data)
	})
	e.App = outer
	return err
}

// reach counts the posts of a case, and how many the widest of them reached.
func (s *Service) reach(app core.App, complaint string) (posts, reach int, err error) {
	err = app.DB().NewQuery("SELECT COUNT(*), COALESCE(MAX(reach), 0) FROM posts WHERE complaint = {:c}").Bind(map[string]any{"c": complaint}).Row(&posts, &reach)
	if err != nil {
		return 0, 0, fmt.Errorf("posts of %s: %w", complaint, err)
	}
	return posts, reach, nil
}

// publicLink reports whether a text is the address of a page that anybody can
// open, http or https, without name and password in it.
func publicLink(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.User != nil {
		return false
	}
	return slices.Contains([]string{"http", "https"}, u.Scheme) && strings.Contains(u.Hostname(), ".")
}

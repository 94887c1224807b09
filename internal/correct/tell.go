package correct

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/action"
	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/domain/offer"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// atOnce is how many customers are written to in one transaction: whoever wants
// to write meanwhile waits no longer than for these.
const atOnce = 25

// templates of what customers are told.
var templates = map[string]string{Thanks: "mejora", Notice: "aviso_producto"}

// Reachable is how far telling customers of an action goes: whom it still would
// reach, who is left out and why, how many know already, and what they would
// read. Ready is false where the action is not so far; Field then says why.
type Reachable struct {
	Kind  string                 `json:"kind"`
	Ready bool                   `json:"ready"`
	Field string                 `json:"field"`
	Code  string                 `json:"code"`
	Count int                    `json:"count"`
	Out   map[action.Verdict]int `json:"out"`
	Told  int                    `json:"told"`
	Text  string                 `json:"text"` // to the first of them
	Words string                 `json:"words"`
}

// Telling is the body of POST …/outreach: what, and the words for it. The words
// of thanks are the action's own.
type Telling struct {
	Kind  string `json:"kind"`
	Words string `json:"words"`
}

// Reachable says it, without writing to anybody.
func (s *Service) Reachable(app core.App, r *core.Record, in Telling, actor complaint.Actor, sees Sees) (Reachable, error) {
	out := Reachable{Kind: in.Kind, Out: map[action.Verdict]int{}, Words: s.words(r, in)}
	if templates[in.Kind] == "" {
		return out, s.g.Refuse("kind", "not_found", nil)
	}
	list, err := s.candidates(app, r, in.Kind, sees)
	if err != nil {
		return out, err
	}
	for _, one := range list {
		if v := one.verdict(); v != action.Writes {
			out.Out[v]++
			continue
		}
		out.Count++
		if out.Text == "" && out.Words != "" {
			text, err := s.write(app, r, one, in.Kind, out.Words, actor)
			if err != nil {
				return out, err
			}
			out.Text = text.Body
		}
	}
	out.Field, out.Code = unready(r, in.Kind, out.Words)
	out.Ready = out.Code == "" && out.Count > 0
	known, err := told(app, r.Id)
	out.Told = known[in.Kind]
	return out, err
}

func (s *Service) words(r *core.Record, in Telling) string {
	if in.Kind == Thanks {
		return strings.TrimRight(strings.TrimSpace(r.GetString("public")), ".")
	}
	return strings.TrimSpace(in.Words)
}

// unready says what keeps customers from being told: thanks are for what was
// done, a notice for a product, and neither sells anything.
func unready(r *core.Record, kind, words string) (field, code string) {
	status := action.Status(r.GetString("status"))
	switch {
	case kind == Thanks && status != action.Done && status != action.Verified:
		return "status", "action_not_done"
	case kind == Thanks && !r.GetBool("notify"):
		return "notify", "action_notify"
	case kind == Notice && status == action.Dropped:
		return "status", "action_dropped"
	case kind == Notice && r.GetString("product") == "":
		return "product", "action_product"
	case words == "":
		return map[string]string{Thanks: "public", Notice: "words"}[kind], "action_words"
	case offer.Sells(words) != "":
		return map[string]string{Thanks: "public", Notice: "words"}[kind], "sales_offer"
	}
	return "", ""
}

// Tell writes to the next customers, each once, in one transaction with the row
// that says so, the mail and the event of their case. Left is how many remain.
func (s *Service) Tell(app core.App, r *core.Record, in Telling, actor complaint.Actor, sees Sees) (sent, left int, err error) {
	words := s.words(r, in)
	if templates[in.Kind] == "" {
		return 0, 0, s.g.Refuse("kind", "not_found", nil)
	}
	if field, code := unready(r, in.Kind, words); code != "" {
		return 0, 0, s.g.Refuse(field, code, nil)
	}
	list, err := s.candidates(app, r, in.Kind, sees)
	if err != nil {
		return 0, 0, err
	}
	err = app.RunInTransaction(func(tx core.App) error {
		sent, left = 0, 0
		for _, one := range list {
			switch {
			case one.verdict() != action.Writes:
			case sent == atOnce:
				left++
			default:
				n, err := s.tellOne(tx, r, one, in.Kind, words, actor)
				if err != nil {
					return fmt.Errorf("tell %s of action %s: %w", one.Customer, r.Id, err)
				}
				sent += n
			}
		}
		return nil
	})
	return sent, left, err
}

// tellOne writes to one customer, unless somebody else just did.
func (s *Service) tellOne(app core.App, r *core.Record, one someone, kind, words string, actor complaint.Actor) (int, error) {
	done, err := app.NonconcurrentDB().NewQuery(`INSERT OR IGNORE INTO outreach (id, action, kind, customer, complaint, agent, sent_at)
		VALUES ({:id}, {:action}, {:kind}, {:customer}, {:complaint}, {:agent}, {:now})`).
		Bind(dbx.Params{"id": core.GenerateDefaultRandomId(), "action": r.Id, "kind": kind, "customer": one.Customer, "complaint": one.Complaint,
			"agent": byAgent(actor), "now": records.Stamp(s.g.Now())}).Execute()
	if err != nil {
		return 0, err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return 0, err
	}
	text, err := s.write(app, r, one, kind, words, actor)
	if err != nil {
		return 0, err
	}
	c, err := s.caseOf(app, one)
	if err != nil {
		return 0, err
	}
	mail := casework.Mail{To: one.Mail, Subject: text.Subject, Text: text.Body}
	if one.Complaint == "" {
		if err := s.g.MailTo(app, mail); err != nil {
			return 0, err
		}
		return 1, s.g.TellOf(app, one.Customer, actor, "action.told", event.Data{Ref: r.Id, Note: kind})
	}
	mail.Case = c
	if err := s.g.MailTo(app, mail); err != nil {
		return 0, err
	}
	return 1, s.g.Tell(app, c, actor, "action.told", event.Data{Ref: r.Id, Note: kind})
}

// write fills the template for one of them.
func (s *Service) write(app core.App, r *core.Record, one someone, kind, words string, actor complaint.Actor) (casework.Text, error) {
	c, err := s.caseOf(app, one)
	if err != nil {
		return casework.Text{}, err
	}
	known := map[string]string{"mejora_realizada": words, "aviso": words}
	if p, err := app.FindRecordById(records.Products, r.GetString("product")); err == nil { // thanks do without
		known["producto"] = p.GetString("name")
	}
	text, err := s.g.ComposeWith(app, c, templates[kind], actor, known)
	if err == nil && len(text.Missing) > 0 {
		err = s.g.Refuse("words", "template_gap", map[string]any{"names": strings.Join(text.Missing, ", ")})
	}
	return text, err
}

// caseOf is the case of a customer; for a buyer one that is never stored, with
// their name and language.
func (s *Service) caseOf(app core.App, one someone) (*core.Record, error) {
	if one.Complaint != "" {
		return app.FindRecordById(records.Complaints, one.Complaint)
	}
	c, err := app.FindCachedCollectionByNameOrId(records.Complaints)
	if err != nil {
		return nil, fmt.Errorf("write to %s: %w", one.Customer, err)
	}
	name, err := json.Marshal(map[string]string{"name": one.Name})
	if err != nil {
		return nil, fmt.Errorf("write to %s: %w", one.Customer, err)
	}
	lang := one.Language
	if lang == "" {
		lang = "es"
	}
	r := core.NewRecord(c)
	r.Load(map[string]any{"language": lang, "stage": string(complaint.Received), "customer_snapshot": string(name)})
	return r, nil
}

func byAgent(a complaint.Actor) string {
	if a.Kind == "agent" {
		return a.ID
	}
	return ""
}

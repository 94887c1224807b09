package review

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/pdf"
	"escucha/internal/post"
	"escucha/internal/records"
)

// What is mailed of a meeting: the pack before it, what was decided after it.
const (
	packKind    = "pack"
	minutesKind = "minutes"
)

// mailed are those who got something of a meeting, by its kind.
func mailed(meeting *core.Record) map[string][]string {
	out := map[string][]string{}
	if err := json.Unmarshal([]byte(meeting.GetString("mailed")), &out); err != nil || out == nil {
		return map[string][]string{} // nobody yet
	}
	return out
}

// kindOf is what would be mailed of a meeting now.
func kindOf(meeting *core.Record) string {
	if meeting.GetString("status") == Closed {
		return minutesKind
	}
	return packKind
}

// Mail sends the pack to those who attend, or, of a closed meeting, what came of
// it: to each of them once. It answers how many were written to.
func (s *Service) Mail(app core.App, id string) (sent int, err error) {
	h, err := s.g.House(app)
	if err != nil {
		return 0, err
	}
	err = app.RunInTransaction(func(tx core.App) error {
		meeting, err := tx.FindRecordById(records.Reviews, id)
		if err != nil {
			return fmt.Errorf("mail of meeting %s: %w", id, err)
		}
		people := meeting.GetStringSlice("attendees")
		if len(people) == 0 {
			return s.refuse("attendees", "review_attendance")
		}
		sent, err = s.mail(tx, h, meeting, people)
		return err
	})
	return sent, err
}

// mail writes to those who did not get it yet, and notes it, in one transaction.
func (s *Service) mail(app core.App, h *casework.House, meeting *core.Record, people []string) (int, error) {
	kind, got, sent := kindOf(meeting), mailed(meeting), 0
	week, err := rules.Parse(meeting.GetString("week"))
	if err != nil {
		return 0, fmt.Errorf("mail of meeting %s: %w", meeting.Id, err)
	}
	for _, id := range people {
		if !h.AtDesk(id) || slices.Contains(got[kind], id) {
			continue
		}
		params := map[string]any{"week": week.Number, "link": link(app, week.String()), "from": week.First().String(), "to": week.Last().String()}
		if err := s.write(app, h, id, "meeting.mail."+kind, kind+" "+meeting.Id, params); err != nil {
			return sent, err
		}
		got[kind], sent = append(got[kind], id), sent+1
	}
	if sent == 0 {
		return 0, nil
	}
	list, err := json.Marshal(got)
	if err == nil {
		_, err = app.DB().Update(records.Reviews, dbx.Params{"mailed": string(list)}, dbx.HashExp{"id": meeting.Id}).Execute()
	}
	if err != nil {
		return sent, fmt.Errorf("note who got the pack of %s: %w", meeting.Id, err)
	}
	meeting.Set("mailed", string(list))
	return sent, nil
}

// write puts one mail to somebody of the team into the outbox, in their language.
func (s *Service) write(app core.App, h *casework.House, agent, key, enclose string, params map[string]any) error {
	r, err := app.FindRecordById(records.Agents, agent)
	if err != nil {
		return fmt.Errorf("write to %s: %w", agent, err)
	}
	lang := i18n.Known(r.GetString("locale"))
	params["name"] = r.GetString("name")
	for _, name := range []string{"from", "to"} {
		if day, ok := params[name].(string); ok {
			params[name] = s.g.Texts.CivilDayMonth(lang, day)
		}
	}
	if enclose != "" {
		enclose += " " + lang
	}
	return s.g.MailTo(app, casework.Mail{To: r.GetString("email"), Subject: s.g.Texts.T(lang, key+".subject", params),
		Text: s.g.Texts.T(lang, key+".text", params), Enclose: enclose})
}

// link is the address of a meeting on the desk.
func link(app core.App, week string) string {
	address := strings.TrimRight(app.Settings().Meta.AppURL, "/") + "/desk/#/reunion"
	if week == "current" {
		return address
	}
	return address + "/" + week
}

// Enclosed is the document of a mail of ours, made when it leaves: it holds what
// everybody may see who gets it, as they may then.
func (s *Service) Enclosed(app core.App, ref string, made time.Time) (post.File, error) {
	parts := strings.Fields(ref)
	if len(parts) != 3 {
		return post.File{}, fmt.Errorf("document %q of a mail: nothing of ours", ref)
	}
	meeting, err := app.FindRecordById(records.Reviews, parts[1])
	if err != nil {
		return post.File{}, fmt.Errorf("document %q of a mail: %w", ref, err)
	}
	readers, err := Together(app, join(mailed(meeting)[parts[0]], meeting.GetStringSlice("attendees")), parts[2])
	if err != nil {
		return post.File{}, err
	}
	return s.Paper(readers, meeting, made)
}

// Paper is the pack of a meeting as a PDF for its readers.
func (s *Service) Paper(r Reader, meeting *core.Record, made time.Time) (post.File, error) {
	h, err := s.g.House(r.App)
	if err != nil {
		return post.File{}, err
	}
	w, err := rules.Parse(meeting.GetString("week"))
	if err != nil {
		return post.File{}, fmt.Errorf("paper of meeting %s: %w", meeting.Id, err)
	}
	p, err := s.Make(r, w)
	if err != nil {
		return post.File{}, err
	}
	name := s.g.Texts.T(r.Lang, "meeting.file", map[string]any{"week": w.String()}) + ".pdf"
	content, err := pdf.Render(writer{s.g.Texts, r.Lang, h, made}.document(p, w))
	return post.File{Name: name, Type: "application/pdf", Data: content}, err
}

// ForPrint are the readers of a printed pack: who prints it and everybody who
// attends, else everybody who works here.
func (s *Service) ForPrint(r Reader, meeting *core.Record) (Reader, error) {
	h, err := s.g.House(r.App)
	if err != nil {
		return r, err
	}
	people := meeting.GetStringSlice("attendees")
	if len(people) == 0 {
		people = h.People()
	}
	all, err := Together(r.App, people, r.Lang)
	all.Actor, all.Sees = r.Actor, append(all.Sees, r.Sees...)
	return all, err
}

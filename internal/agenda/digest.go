package agenda

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/calendar"
	"escucha/domain/reminder"
	"escucha/internal/casework"
	"escucha/internal/i18n"
	"escucha/internal/records"
)

// lines is how many reminders one part of the mail names; the rest is a figure.
const lines = 20

// Digest writes to everybody who wants it what waits for them today: once on
// each day on which the business opens, from the hour that they chose on, and
// only when there is something to say. Of days that were missed it says nothing.
func (a Agenda) Digest(app core.App) error {
	h, err := a.g.House(app)
	if err != nil {
		return err
	}
	today := calendar.DateIn(a.g.Now(), h.Location)
	if !h.Hours.OpensOn(today, h.Location) {
		return nil
	}
	rows, err := app.FindRecordsByFilter(records.Agents, "active = true && digest_day < {:today}", "id", 0, 0, dbx.Params{"today": today.String()})
	if err != nil {
		return fmt.Errorf("who wants a digest: %w", err)
	}
	hour := a.g.Now().In(h.Location).Hour()
	var failed []error
	for _, agent := range rows {
		if wanted, from := casework.Preferences(agent).DigestFrom(); wanted && hour >= from {
			failed = append(failed, app.RunInTransaction(func(tx core.App) error { return a.digest(tx, h, agent, today) }))
		}
	}
	return errors.Join(failed...)
}

// digest claims the day and writes the mail, both or neither.
func (a Agenda) digest(app core.App, h *casework.House, agent *core.Record, today calendar.Date) error {
	done, err := app.DB().Update(records.Agents, dbx.Params{"digest_day": today.String()},
		dbx.NewExp("id = {:id} AND digest_day < {:day}", dbx.Params{"id": agent.Id, "day": today.String()})).Execute()
	if err != nil {
		return fmt.Errorf("digest of %s: %w", agent.Id, err)
	}
	if n, err := done.RowsAffected(); err != nil || n != 1 {
		return err
	}
	items, err := a.List(Reader{app, casework.AuthActor(agent), casework.VisibleTo(app, casework.As(agent), records.Reminders)}, Ask{To: today})
	if err != nil {
		return err
	}
	subject, text := a.letter(app, h, agent, items)
	if text == "" {
		return nil
	}
	return a.g.MailTo(app, agent.GetString("email"), subject, text)
}

// parts of the mail, in order: each reminder is in the first that it fits.
var parts = []struct {
	code string
	fits func(Item) bool
}{
	{"late", func(i Item) bool { return i.Bucket == reminder.Late }},
	{"calls", func(i Item) bool { return i.Phone != "" }},
	{"promises", func(i Item) bool { return i.Promised }},
	{"today", func(Item) bool { return true }},
}

// letter is the mail of one morning; empty when nothing waits. It names cases by
// their number alone: mail passes through other people's machines.
func (a Agenda) letter(app core.App, h *casework.House, agent *core.Record, items []Item) (subject, text string) {
	lang := i18n.Known(agent.GetString("locale"))
	in, now := map[string][]Item{}, 0
	for _, i := range items {
		for _, p := range parts {
			if i.Bucket != reminder.Late && i.Bucket != reminder.Today {
				break // put off until another day
			}
			if p.fits(i) {
				in[p.code], now = append(in[p.code], i), now+1
				break
			}
		}
	}
	if now == 0 {
		return "", ""
	}
	t := func(key string, params map[string]any) string { return a.g.Texts.T(lang, "digest."+key, params) }
	out := []string{t("hello", map[string]any{"name": agent.GetString("name"), "day": a.g.Texts.Date(lang, a.g.Now(), h.Location)})}
	for _, p := range parts {
		if list := in[p.code]; len(list) > 0 {
			out = append(out, t(p.code, map[string]any{"n": len(list)})+"\n"+a.lines(app, h, lang, list))
		}
	}
	out = append(out, t("end", map[string]any{"link": deskLink(app) + "recordatorios"}))
	return a.g.Texts.N(lang, "digest.subject", now, map[string]any{"late": len(in["late"])}), strings.Join(out, "\n\n")
}

func (a Agenda) lines(app core.App, h *casework.House, lang string, list []Item) string {
	var out []string
	for _, i := range list[:min(len(list), lines)] {
		params := map[string]any{"number": short(i.Number), "kind": a.g.Texts.T(lang, "reminder."+i.Kind, nil), "when": a.when(h, lang, i), "link": caseLink(app, i.Complaint)}
		out = append(out, a.g.Texts.T(lang, "digest.line", params))
	}
	if more := len(list) - lines; more > 0 {
		out = append(out, a.g.Texts.N(lang, "digest.more", more, nil))
	}
	return strings.Join(out, "\n")
}

// when is the day or, of what has one today, the hour.
func (a Agenda) when(h *casework.House, lang string, i Item) string {
	at, err := moment(i.at())
	if err != nil {
		return "" // the list has read it already
	}
	switch {
	case i.Bucket == reminder.Late:
		return a.g.Texts.DayMonth(lang, at, h.Location)
	case i.WholeDay:
		return a.g.Texts.T(lang, "digest.day", nil)
	}
	return i18n.Clock(at, h.Location)
}

// moment reads a time as it is stored.
func moment(text string) (time.Time, error) {
	at, err := time.Parse(stored, text)
	if err != nil {
		return at, fmt.Errorf("read moment %q: %w", text, err)
	}
	return at, nil
}

package privacy

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Consent is one version of the text about personal data, in one language.
type Consent struct {
	Version  string
	Language string
	From     string // the day from which it was shown
	Parts    []Part
}

// Part is a paragraph with its heading.
type Part struct{ Title, Text string }

// InForce is the newest text that holds today, in this language if it has been
// written in it.
func (s *Service) InForce(app core.App, lang string) (Consent, error) {
	today, err := s.g.Today(app)
	if err != nil {
		return Consent{}, err
	}
	rows, err := app.FindRecordsByFilter(records.Consents, "valid_from <= {:today}", "-valid_from,-created,id", 2, 0, dbx.Params{"today": today + " 23:59:59.999Z"})
	if err != nil {
		return Consent{}, fmt.Errorf("text about personal data: %w", err)
	}
	if len(rows) == 0 {
		return Consent{Language: lang}, nil
	}
	found := rows[0]
	for _, r := range rows[1:] {
		if r.GetString("version") == found.GetString("version") && r.GetString("language") == lang {
			found = r
		}
	}
	return consentOf(found), nil
}

// Shown is the text that somebody had before them, as the form that they sent
// says; the one in force when it says nothing that could be.
func (s *Service) Shown(app core.App, version, lang string) (Consent, error) {
	inForce, err := s.InForce(app, lang)
	if err != nil || version == "" || version == inForce.Version {
		return inForce, err
	}
	rows, err := app.FindAllRecords(records.Consents, dbx.HashExp{"version": version, "language": lang})
	if err != nil {
		return inForce, fmt.Errorf("text about personal data: %w", err)
	}
	if len(rows) == 0 || day(rows[0].GetString("valid_from")) > inForce.From {
		return inForce, nil
	}
	return consentOf(rows[0]), nil
}

func consentOf(r *core.Record) Consent {
	out := Consent{Version: r.GetString("version"), Language: r.GetString("language"), From: day(r.GetString("valid_from"))}
	for _, block := range strings.Split(strings.ReplaceAll(r.GetString("text"), "\r\n", "\n"), "\n\n") {
		title, text, two := strings.Cut(strings.TrimSpace(block), "\n")
		if !two {
			title, text = "", title
		}
		if text != "" {
			out.Parts = append(out.Parts, Part{strings.TrimSpace(title), strings.TrimSpace(text)})
		}
	}
	return out
}

// KeepConsent is the create and update hook: a text begins today or later, and
// from its day on stays as it is, since people accepted it.
func (s *Service) KeepConsent(e *core.RecordEvent) error {
	r, actor := e.Record, casework.ActorOf(e.Record)
	if actor.Role == complaint.System && r.IsNew() {
		return e.Next() // what a fresh install starts with
	}
	today, err := s.g.Today(e.App)
	if err != nil {
		return err
	}
	if !r.IsNew() && day(r.Original().GetString("valid_from")) <= today {
		return s.g.Refuse("id", "consent_in_force", nil)
	}
	if from := day(r.GetString("valid_from")); from != "" && from < today {
		return s.g.Refuse("valid_from", "consent_past", nil)
	}
	if r.IsNew() {
		r.Set("created", records.Stamp(s.g.Now()))
		r.Set("agent", "")
		if actor.Kind == "agent" {
			r.Set("agent", actor.ID)
		}
	}
	return e.Next()
}

// DropConsent is the delete hook.
func (s *Service) DropConsent(e *core.RecordEvent) error {
	today, err := s.g.Today(e.App)
	if err != nil {
		return err
	}
	if day(e.Record.GetString("valid_from")) <= today {
		return s.g.Refuse("id", "consent_in_force", nil)
	}
	return e.Next()
}

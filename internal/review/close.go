package review

import (
	"encoding/json"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	rules "escucha/domain/review"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// close makes corrective actions of what was decided and keeps the pack as it
// is, in the transaction of the change that closes (R115).
func (s *Service) close(e *core.RecordEvent) error {
	r := e.Record
	h, err := s.g.House(e.App)
	if err != nil {
		return err
	}
	gaps, err := s.gaps(e.App, h, r, nil)
	if err != nil {
		return err
	}
	if !rules.Closable(gaps) {
		return s.g.RefuseAll(fieldsOf(gaps))
	}
	if err := s.act(e, h); err != nil {
		return err
	}
	if err := s.freeze(e.App, r, h); err != nil {
		return err
	}
	now, actor := records.Stamp(s.g.Now()), casework.ActorOf(r)
	if r.GetString("held_at") == "" {
		r.Set("held_at", now)
	}
	r.Set("closed_at", now)
	if actor.Kind == "agent" {
		r.Set("closed_by", actor.ID)
	}
	return nil
}

// fieldsOf names what is missing: attendees, decisions.ID.owner, decisions.ID.due.
func fieldsOf(gaps []rules.Gap) map[string]string {
	out := map[string]string{}
	for _, g := range gaps {
		if name := g.Field; !g.Advised {
			if g.Decision != "" {
				name = "decisions." + g.Decision + "." + g.Field
			}
			out[name] = g.Code
		}
	}
	return out
}

// act opens one corrective action for each decision. Its own hook tells the case
// and whoever answers for it.
func (s *Service) act(e *core.RecordEvent, h *casework.House) error {
	list, err := decisions(e.App, h, e.Record.Id)
	if err != nil {
		return err
	}
	for _, d := range list {
		values := map[string]any{"kind": d.Kind, "title": d.Text, "complaint": d.Complaint, "cause": d.Cause, "product": d.Product, "owner": d.Owner, "due": d.Due,
			"source": "meeting", "review": e.Record.Id}
		if d.Complaint != "" {
			values["complaints"] = []string{d.Complaint}
		}
		made, err := s.g.Create(e.App, records.Actions, values, casework.ActorOf(e.Record))
		if err != nil {
			return fmt.Errorf("action of decision %s: %w", d.ID, err)
		}
		row, err := e.App.FindRecordById(records.Decisions, d.ID)
		if err != nil {
			return fmt.Errorf("decision %s: %w", d.ID, err)
		}
		row.Set("action", made.Id)
		if err := e.App.SaveWithContext(casework.Own(), row); err != nil {
			return fmt.Errorf("action of decision %s: %w", d.ID, err)
		}
	}
	return nil
}

// freeze keeps what the pack was about, of what everybody who was there may open.
func (s *Service) freeze(app core.App, r *core.Record, h *casework.House) error {
	w, err := rules.Parse(r.GetString("week"))
	if err != nil {
		return fmt.Errorf("freeze pack: %w", err)
	}
	readers, err := Together(app, r.GetStringSlice("attendees"), h.Language())
	if err != nil {
		return err
	}
	chosen, err := s.choose(readers, s.span(h, w))
	if err != nil {
		return err
	}
	text, err := json.Marshal(chosen)
	if err != nil {
		return fmt.Errorf("freeze pack: %w", err)
	}
	r.Set("pack", string(text))
	return nil
}

// tellClosed says in the chain of the business what came of the meeting.
func (s *Service) tellClosed(e *core.RecordEvent) error {
	r := e.Record
	n, err := e.App.CountRecords(records.Decisions, dbx.HashExp{"review": r.Id, "withdrawn": false})
	if err != nil {
		return fmt.Errorf("count decisions: %w", err)
	}
	return s.tell(e, "review.closed", r.Id, map[string]any{"week": r.GetString("week"), "decisions": n, "attendees": r.GetStringSlice("attendees")})
}

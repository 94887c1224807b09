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

// fillCases tells the cases, in the order in which they were chosen, with what
// was said and decided of each. Decisions and remarks about others stand apart.
func (s *Service) fillCases(r Reader, h *casework.House, p *Pack, chosen Selection, meeting *core.Record) error {
	ids := make([]string, len(chosen.Cases))
	for i, c := range chosen.Cases {
		ids[i] = c.ID
	}
	known, err := byID(r, ids)
	if err != nil {
		return err
	}
	said, err := versions(r.App, h, ids)
	if err != nil {
		return err
	}
	talk, err := talked(r, h, meeting)
	if err != nil {
		return err
	}
	p.Cases, p.Unlisted = []Case{}, chosen.Hidden+len(ids)-len(known)
	for _, one := range chosen.Cases {
		if c, ok := known[one.ID]; ok {
			p.Cases = append(p.Cases, talk.about(c, one.Reasons, said[one.ID]))
		}
	}
	p.Decisions, p.Remarks = talk.rest(), append([]Remark{}, talk.remarks[""]...)
	return nil
}

// talk is what a meeting said, by case.
type talk struct {
	remarks   map[string][]Remark
	decisions []Decision
	discussed map[string]string
	told      map[string]bool
}

func talked(r Reader, h *casework.House, meeting *core.Record) (talk, error) {
	out := talk{told: map[string]bool{}}
	if meeting == nil {
		return out, nil
	}
	var err error
	if out.remarks, err = remarks(r, h, meeting.Id); err != nil {
		return out, err
	}
	out.discussed = discussed(meeting)
	if out.decisions, err = decisions(r.App, h, meeting.Id); err != nil {
		return out, err
	}
	out.decisions, err = kept(r, records.Decisions, out.decisions, func(d Decision) string { return d.ID })
	return out, err
}

// about is a case with what was said of it.
func (t talk) about(c row, reasons []rules.Reason, said []Version) Case {
	t.told[c.ID] = true
	out := Case{ID: c.ID, Number: c.Number, Goal: c.Title, Stage: c.Stage, Customer: c.Customer, ReceivedAt: c.Received.String(), Recurrence: c.Recurrence,
		Confidential: c.Confidential, Reasons: reasons, CustomerVersion: c.Narrative, TeamVersions: append([]Version{}, said...),
		Remarks: append([]Remark{}, t.remarks[c.ID]...), Decisions: []Decision{}, State: t.discussed[c.ID]}
	for _, d := range t.decisions {
		if d.Complaint == c.ID {
			out.Decisions, out.State = append(out.Decisions, d), rules.Decided
		}
	}
	return out
}

// rest are the decisions about no case that is told.
func (t talk) rest() []Decision {
	out := []Decision{}
	for _, d := range t.decisions {
		if !t.told[d.Complaint] {
			out = append(out, d)
		}
	}
	return out
}

// discussed is what was marked of cases, by id.
func discussed(meeting *core.Record) map[string]string {
	out := map[string]string{}
	if err := json.Unmarshal([]byte(meeting.GetString("discussed")), &out); err != nil || out == nil {
		return map[string]string{} // nothing was marked yet
	}
	return out
}

// ActView is an act as it is read: which case, who, and why.
type ActView struct {
	Act
	Number string `json:"number"`
	Goal   string `json:"goal"`
	Name   string `json:"name"`
	Label  string `json:"label"` // of the urgency, or the name of the gesture
	Note   string `json:"note"`
}

// fillActs reads again who gave which reason: it is not kept twice.
func (s *Service) fillActs(r Reader, h *casework.House, p *Pack, chosen Selection) error {
	ids := make([]string, len(chosen.Acts))
	for i, a := range chosen.Acts {
		ids[i] = a.Complaint
	}
	known, err := byID(r, ids)
	if err != nil {
		return err
	}
	p.SelfApprovals, p.QueueJumps = []ActView{}, []ActView{}
	for _, a := range chosen.Acts {
		c, ok := known[a.Complaint]
		if !ok {
			continue
		}
		view := ActView{Act: a, Number: c.Number, Goal: c.Title, Name: h.Name(a.Agent), Label: a.What}
		if err := s.why(r, &view); err != nil {
			return err
		}
		if a.Reason == string(rules.SelfApproved) {
			p.SelfApprovals = append(p.SelfApprovals, view)
		} else {
			p.QueueJumps = append(p.QueueJumps, view)
		}
	}
	return nil
}

// why reads the reason of an act where it stands.
func (s *Service) why(r Reader, a *ActView) error {
	query, params := "SELECT urgency_reason FROM complaints WHERE id = {:c}", dbx.Params{"c": a.Complaint, "at": a.At}
	switch a.Kind {
	case "grant":
		query = "SELECT justification FROM grants WHERE complaint = {:c} AND answered_at = {:at} LIMIT 1"
	case "lane":
		a.Label = s.g.Texts.T(r.Lang, "lane."+a.What, nil)
	case "denial":
		query = "SELECT review_reason FROM complaints WHERE id = {:c}"
	case "urgency":
		u, err := r.App.FindRecordById(records.Urgencies, a.What)
		if err == nil { // else the code says something
			a.Label = u.GetString("name_" + r.Lang)
		}
	}
	var notes []string
	if err := r.App.ConcurrentDB().NewQuery(query).Bind(params).Column(&notes); err != nil {
		return fmt.Errorf("reason of %s on %s: %w", a.Kind, a.Complaint, err)
	}
	if len(notes) > 0 {
		a.Note = notes[0]
	}
	return nil
}

// AnswerView is what a customer answered.
type AnswerView struct {
	Complaint string `json:"complaint"`
	Number    string `json:"number"`
	Customer  string `json:"customer"`
	Solution  int    `json:"solution"`
	Treatment int    `json:"treatment"`
	Recommend string `json:"recommend"`
	Comment   string `json:"comment"`
}

// fillAnswers tells who is not content, and what customers would do better.
func (s *Service) fillAnswers(r Reader, h *casework.House, p *Pack, chosen Selection) error {
	p.Detractors, p.Suggestions = []AnswerView{}, []AnswerView{}
	list, err := json.Marshal(chosen.Answers)
	if err != nil {
		return fmt.Errorf("list answers: %w", err)
	}
	rows := []reply{}
	err = r.App.ConcurrentDB().NewQuery(`SELECT id, complaint, solution, treatment, recommend, comment FROM surveys
		WHERE id IN (SELECT value FROM json_each({:ids})) ORDER BY answered_at`).Bind(dbx.Params{"ids": string(list)}).All(&rows)
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	ids := make([]string, len(rows))
	for i, y := range rows {
		ids[i] = y.Complaint
	}
	known, err := byID(r, ids)
	for _, y := range rows {
		c, ok := known[y.Complaint]
		view := AnswerView{y.Complaint, c.Number, c.Customer, y.Solution, y.Treatment, y.Recommend, y.Comment}
		switch {
		case !ok:
		case y.detractor(h):
			p.Detractors = append(p.Detractors, view)
		case y.Comment != "":
			p.Suggestions = append(p.Suggestions, view)
		}
	}
	return err
}

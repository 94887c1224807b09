package channel

import (
	"encoding/base64"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// Inbound is a message that a program of somebody else brings.
type Inbound struct {
	ExternalID string        `json:"external_id"` // its name there: each is taken in once a channel
	From       string        `json:"from"`        // telephone or name of the account
	Name       string        `json:"name"`
	Text       string        `json:"text"`
	Files      []InboundFile `json:"files"`
	ReceivedAt string        `json:"received_at"` // empty: now
	Complaint  string        `json:"complaint"`   // id of the case, when the program knows it
}

// InboundFile is a file in base64.
type InboundFile struct {
	Name string `json:"name"`
	Data string `json:"data"`
}

// Brought is what became of a message.
type Brought struct {
	Complaint string `json:"complaint,omitempty"` // left out when the program may not see the case
	Message   string `json:"message"`
	Repeated  bool   `json:"repeated"` // it was here already
	Filed     bool   `json:"filed"`    // a case was opened for it
}

const (
	mostFiles = 10
	mostFrom  = 300
)

// Bring takes a message in, exactly once by channel and external id. It joins the
// newest case at work that the same sender wrote to by this channel, or that a
// customer with this telephone opened by it; a case closed a short while ago is
// taken up again. Nobody's case is guessed at: a telephone that several customers
// share joins none of theirs. Where no case fits, one is opened; an unknown sender
// becomes a customer with name and telephone.
func (s *Service) Bring(app core.App, code string, in Inbound, actor complaint.Actor) (Brought, error) {
	files, at, err := s.sound(&in)
	if err != nil {
		return Brought{}, err
	}
	var out Brought
	err = app.RunInTransaction(func(tx core.App) error {
		out, err = broughtBefore(tx, code, in.ExternalID)
		if err != nil || out.Repeated {
			return err
		}
		if out.Complaint, err = s.target(tx, code, in); err != nil {
			return err
		}
		if out.Complaint == "" {
			out.Filed = true
			if out.Complaint, err = s.file(tx, code, in, actor); err != nil {
				return err
			}
		}
		out.Message, err = s.put(tx, code, out, in, files, at)
		return err
	})
	return out, err
}

// sound judges what can be judged without looking anything up.
func (s *Service) sound(in *Inbound) ([]*filesystem.File, time.Time, error) {
	in.ExternalID, in.From = strings.TrimSpace(in.ExternalID), strings.TrimSpace(in.From)
	var at time.Time
	for field, bad := range map[string]bool{"external_id": in.ExternalID == "" || utf8.RuneCountInString(in.ExternalID) > 200,
		"from": in.From == "" || utf8.RuneCountInString(in.From) > mostFrom, "text": strings.TrimSpace(in.Text) == "" && len(in.Files) == 0, "files": len(in.Files) > mostFiles} {
		if bad {
			return nil, at, s.g.Refuse(field, "gateway_"+field, nil)
		}
	}
	if in.ReceivedAt != "" {
		var err error
		if at, err = time.Parse(time.RFC3339, strings.Replace(in.ReceivedAt, " ", "T", 1)); err != nil || at.After(s.g.Now().Add(10*time.Minute)) {
			return nil, at, s.g.Refuse("received_at", "gateway_received_at", nil)
		}
	}
	files, err := s.decode(in.Files)
	return files, at, err
}

func (s *Service) decode(list []InboundFile) ([]*filesystem.File, error) {
	var out []*filesystem.File
	for _, f := range list {
		data, err := base64.StdEncoding.DecodeString(f.Data)
		if err != nil || len(data) == 0 {
			return nil, s.g.Refuse("files", "gateway_file", map[string]any{"name": f.Name})
		}
		file, err := filesystem.NewFileFromBytes(data, f.Name)
		if err != nil {
			return nil, s.g.Refuse("files", "gateway_file", map[string]any{"name": f.Name})
		}
		out = append(out, file)
	}
	return out, nil
}

func broughtBefore(app core.App, code, external string) (Brought, error) {
	var rows []struct {
		ID        string `db:"id"`
		Complaint string `db:"complaint"`
	}
	err := app.DB().Select("id", "complaint").From(records.Messages).Where(dbx.HashExp{"channel": code}).
		AndWhere(dbx.NewExp("external_id = {:e} AND external_id != ''", dbx.Params{"e": external})).Limit(1).All(&rows)
	if err != nil || len(rows) == 0 {
		return Brought{}, err
	}
	return Brought{Complaint: rows[0].Complaint, Message: rows[0].ID, Repeated: true}, nil
}

// put stores the message with its case.
func (s *Service) put(app core.App, code string, to Brought, in Inbound, files []*filesystem.File, at time.Time) (string, error) {
	m, err := s.g.TakeIn(app, casework.Incoming{Complaint: to.Complaint, Channel: code, From: in.From, Text: in.Text, ReceivedAt: at, Files: files})
	if err != nil {
		return "", err
	}
	if _, err := app.DB().Update(records.Messages, dbx.Params{"external_id": in.ExternalID}, dbx.HashExp{"id": m.Id}).Execute(); err != nil {
		return "", fmt.Errorf("name message %s of %s: %w", in.ExternalID, code, err)
	}
	return m.Id, nil
}

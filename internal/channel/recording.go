package channel

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gabriel-vasile/mimetype"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/channel"
	"escucha/domain/event"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// recording is the kind of a file that is a recording of a call.
const recording = "recording"

// ofRecording are the fields that only a recording has.
var ofRecording = []string{"recording_consent", "consent_at", "consent_note"}

// KeepFile is the create hook of the files, before they are stored: a recording
// is sound, somebody of the team brings it, and the customer agreed to it (R112).
func (s *Service) KeepFile(e *core.RecordEvent) error {
	r := e.Record
	r.Load(map[string]any{"keep_until": "", "purged_at": ""})
	if r.GetString("kind") != recording {
		for _, name := range ofRecording {
			r.Set(name, "")
		}
		return e.Next()
	}
	if !ours(casework.ActorOf(r)) {
		return s.g.Refuse("kind", "recording_team", nil)
	}
	if err := s.consented(r); err != nil {
		return err
	}
	for _, f := range r.GetUnsavedFiles("file") {
		if err := s.sounds(f); err != nil {
			return err
		}
	}
	h, err := s.g.House(e.App)
	if err != nil {
		return err
	}
	r.Set("keep_until", records.Stamp(channel.Keep(s.g.Now(), setting(h, "recording_days"))))
	return e.Next()
}

func (s *Service) consented(r *core.Record) error {
	if !slices.Contains(channel.Consents(), r.GetString("recording_consent")) {
		return s.g.Refuse("recording_consent", "recording_consent", nil)
	}
	switch at := r.GetDateTime("consent_at").Time(); {
	case at.IsZero():
		return s.g.Refuse("consent_at", "consent_at", nil)
	case at.After(s.g.Now().Add(time.Minute)): // the clocks of two machines differ
		return s.g.Refuse("consent_at", "arrived_future", nil)
	}
	return nil
}

// sounds looks at the bytes: what a file is called says nothing of what it is.
func (s *Service) sounds(f *filesystem.File) (err error) {
	if f.Size == 0 {
		return s.g.Refuse("file", "recording_empty", nil)
	}
	in, err := f.Reader.Open()
	if err != nil {
		return fmt.Errorf("look at recording %s: %w", f.OriginalName, err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	kind, err := mimetype.DetectReader(in)
	if err != nil {
		return fmt.Errorf("look at recording %s: %w", f.OriginalName, err)
	}
	if !channel.Audio(kind.String()) {
		return s.g.Refuse("file", "recording_type", map[string]any{"type": kind.String()})
	}
	return nil
}

// Heard is the download hook of the files: who hears a recording is on record
// before the first byte of it leaves.
func (s *Service) Heard(e *core.FileDownloadRequestEvent) error {
	if e.Record.GetString("kind") != recording {
		return e.Next()
	}
	who, err := e.App.FindAuthRecordByToken(e.Request.URL.Query().Get("token"), core.TokenTypeFile)
	if err != nil {
		return e.NotFoundError("", err)
	}
	if err := s.heard(e.App, e.Record, who, e.Request.Header.Get("Range")); err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "no-store") // a copy in the browser would be heard by nobody's leave
	return e.Next()
}

func (s *Service) heard(app core.App, file, who *core.Record, bytes string) error {
	return app.RunInTransaction(func(tx core.App) error {
		last, err := lastHeard(tx, file, who.Id)
		if err != nil || !channel.Heard(bytes, last, s.g.Now()) {
			return err
		}
		c, err := tx.FindRecordById(records.Complaints, file.GetString("complaint"))
		if err != nil {
			return fmt.Errorf("case of recording %s: %w", file.Id, err)
		}
		return s.g.Tell(tx, c, casework.AuthActor(who), "recording.heard", event.Data{Ref: file.Id, Note: file.GetString("name")})
	})
}

// lastHeard is when somebody began to hear a recording last; zero for never.
func lastHeard(app core.App, file *core.Record, who string) (time.Time, error) {
	var at []string
	err := app.DB().Select("created").From(records.Events).Where(dbx.HashExp{"complaint": file.GetString("complaint"), "type": "recording.heard", "actor": who}).
		AndWhere(dbx.NewExp("json_extract(data, '$.ref') = {:file}", dbx.Params{"file": file.Id})).OrderBy("seq DESC").Limit(1).Column(&at)
	if err != nil || len(at) == 0 {
		return time.Time{}, err
	}
	return time.Parse("2006-01-02 15:04:05.000Z", at[0])
}

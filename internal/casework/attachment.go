package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/domain/complaint"
	"escucha/domain/event"
	"escucha/internal/records"
)

// KeepAttachment is the create hook of files: with its own name, size and
// digest, so that a file changed on disk is found.
func (g *Engine) KeepAttachment(e *core.RecordEvent) error {
	return inTransaction(e, func() error {
		r, actor := e.Record, ActorOf(e.Record)
		c, err := g.parent(e.App, r)
		if err != nil {
			return err
		}
		if err := g.sameCase(e.App, r); err != nil {
			return err
		}
		setDefault(r, "kind", "evidence")
		r.Set("created", records.Stamp(g.Now()))
		r.Set("author", agentID(actor))
		r.Set("from_customer", actor.Role == complaint.Customer)
		if err := describeFile(r); err != nil {
			return err
		}
		if err := g.fitsMail(e.App, r); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return fmt.Errorf("store file: %w", err)
		}
		return g.tell(e.App, c, amendment{actor, "attachment.added", event.Data{Ref: r.Id, Note: r.GetString("name"), Digest: r.GetString("digest")}})
	})
}

// sameCase: a file belongs to a message of its own case, and to none that was
// called back.
func (g *Engine) sameCase(app core.App, r *core.Record) error {
	if r.GetString("message") == "" {
		return nil
	}
	m, err := app.FindRecordById(records.Messages, r.GetString("message"))
	if err != nil || m.GetString("complaint") != r.GetString("complaint") || m.GetString("delivery") == "withdrawn" {
		return g.refuse("message", "not_found")
	}
	return nil
}

// describeFile reads name, size and digest off the upload.
func describeFile(r *core.Record) error {
	for _, f := range r.GetUnsavedFiles("file") {
		r.Set("name", shorten(f.OriginalName, 290))
		r.Set("size", f.Size)
		sum, err := fileDigest(f)
		if err != nil {
			return err
		}
		r.Set("digest", sum)
	}
	return nil
}

func fileDigest(f *filesystem.File) (sum string, err error) {
	reader, err := f.Reader.Open()
	if err != nil {
		return "", fmt.Errorf("read file %s: %w", f.OriginalName, err)
	}
	defer func() {
		if closing := reader.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close file %s: %w", f.OriginalName, closing)
		}
	}()
	hash := sha256.New()
	if _, err := io.Copy(hash, reader); err != nil {
		return "", fmt.Errorf("read file %s: %w", f.OriginalName, err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

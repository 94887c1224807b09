package testapp

import (
	"bytes"
	"io"
	"mime/multipart"
	"path/filepath"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"escucha/internal/records"
)

// Attach adds a file to a case in the name of an agent.
func (a *App) Attach(t testing.TB, complaint, name, content string) *core.Record {
	t.Helper()
	f, err := filesystem.NewFileFromBytes([]byte(content), name)
	if err != nil {
		t.Fatalf("make file %s: %v", name, err)
	}
	r, err := a.Engine.Create(a, records.Attachments, map[string]any{"complaint": complaint, "kind": "evidence", "file": f}, a.Actor(t, Agent))
	if err != nil {
		t.Fatalf("attach %s: %v", name, err)
	}
	return r
}

// OnDisk is where the file of an attachment lies.
func (a *App) OnDisk(attachment *core.Record) string {
	return filepath.Join(a.DataDir(), "storage", attachment.BaseFilesPath(), attachment.GetString("file"))
}

// Form is a multipart body with its content type: fields, and one file when
// name is not empty.
func Form(t testing.TB, fields map[string]string, name, content string) (io.Reader, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, value := range fields {
		if err := w.WriteField(field, value); err != nil {
			t.Fatalf("write %s: %v", field, err)
		}
	}
	if name != "" {
		part, err := w.CreateFormFile("file", name)
		if err != nil {
			t.Fatalf("write %s: %v", name, err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatalf("write %s: %v", name, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("end of form: %v", err)
	}
	return &body, w.FormDataContentType()
}

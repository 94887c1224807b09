package hooks

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// contentPolicy lets the desk run its own files and nothing else: no inline
// script or style, no frame, no other origin.
const contentPolicy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; " +
	"object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

// bindStatic serves pb_public as it is, compressed, with one ETag for all of
// it: a visit after nothing changed costs a few hundred bytes.
func bindStatic(se *core.ServeEvent, public fs.FS) error {
	tag, err := fingerprint(public)
	if err != nil {
		return err
	}
	se.Router.GET("/{path...}", apis.Static(public, false)).Bind(apis.Gzip()).BindFunc(func(e *core.RequestEvent) error {
		h := e.Response.Header()
		h.Set("ETag", tag)
		h.Set("Cache-Control", "no-cache")
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		return e.Next()
	})
	se.Router.GET("/{$}", func(e *core.RequestEvent) error { return e.Redirect(307, "/portal/") })
	return nil
}

// fingerprint is a hash over every embedded file.
func fingerprint(public fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(public, name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%s %d\n%s", name, len(data), data)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("fingerprint of the public files: %w", err)
	}
	return `"` + hex.EncodeToString(sum.Sum(nil))[:20] + `"`, nil
}

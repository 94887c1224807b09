package hooks

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/internal/assets"
)

// contentPolicy lets the desk run its own files and nothing else: no inline
// script or style, no frame, no other origin.
const contentPolicy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; " +
	"object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

// static serves pb_public, packed. The desk's page points at addresses that
// carry the version of all files: those are kept for good, so that a visit
// after nothing changed asks for the page alone.
type static struct {
	shelf  *assets.Shelf
	public fs.FS
}

func bindStatic(se *core.ServeEvent, public fs.FS) error {
	shelf, err := assets.New(public)
	if err != nil {
		return err
	}
	s := static{shelf, public}
	se.Router.GET("/v/{version}/{path...}", s.versioned).Bind(apis.SkipSuccessActivityLog())
	se.Router.GET("/{path...}", s.source).Bind(apis.SkipSuccessActivityLog())
	se.Router.GET("/{$}", func(e *core.RequestEvent) error { return e.Redirect(http.StatusTemporaryRedirect, "/portal/") })
	return nil
}

// versioned answers a file of the desk. The address of another version has
// what is the same by name, not to be kept, or nothing: names of modules carry
// the hash of what is in them, so that no tab mixes two versions.
func (s static) versioned(e *core.RequestEvent) error {
	file, err := s.shelf.Versioned(path.Clean(e.Request.PathValue("path")))
	if err != nil {
		return missing(err)
	}
	keep := "no-cache"
	if e.Request.PathValue("version") == s.shelf.Version {
		keep = "public, max-age=31536000, immutable"
	}
	return s.send(e, file, keep)
}

// source answers a file as it is in the repository.
func (s static) source(e *core.RequestEvent) error {
	name := path.Clean(e.Request.PathValue("path"))
	if info, err := fs.Stat(s.public, name); err == nil && info.IsDir() {
		if !strings.HasSuffix(e.Request.URL.Path, "/") {
			return e.Redirect(http.StatusMovedPermanently, "/"+name+"/")
		}
		name = path.Join(name, router.IndexPage)
	}
	file, err := s.shelf.Source(name)
	if err != nil {
		return missing(err)
	}
	e.Response.Header().Set("Content-Security-Policy", contentPolicy)
	e.Response.Header().Set("Referrer-Policy", "same-origin")
	return s.send(e, file, "no-cache")
}

func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return router.ErrFileNotFound
	}
	return err
}

// send answers with the packed form to whoever can read it, and with nothing
// to whoever has it.
func (s static) send(e *core.RequestEvent, file *assets.File, keep string) error {
	tag, body, h := `"`+s.shelf.Version+`"`, file.Body, e.Response.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", keep)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Add("Vary", "Accept-Encoding")
	if e.Request.Header.Get("If-None-Match") == tag {
		return e.NoContent(http.StatusNotModified)
	}
	if file.Packed != nil && strings.Contains(e.Request.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = file.Packed
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	return e.Blob(http.StatusOK, file.Kind, body)
}

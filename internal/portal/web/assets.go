package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/labstack/echo/v5"
)

// Assets are the files beside the pages, held in memory: one stylesheet made
// of many, scripts, pictures. Version changes when any of them does.
type Assets struct {
	Version string
	files   map[string]asset
}

type asset struct {
	kind string // media type
	body []byte
}

var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
}

// NewAssets reads from public: style is the list of stylesheets (their
// @imports are followed) that become style.css, others are copied by their
// base name.
func NewAssets(public fs.FS, style, others []string) (*Assets, error) {
	a := &Assets{files: map[string]asset{}}
	var css strings.Builder
	for _, name := range style {
		if err := bundle(public, name, &css); err != nil {
			return nil, err
		}
	}
	a.files["style.css"] = asset{kinds[".css"], []byte(css.String())}
	for _, name := range others {
		body, err := fs.ReadFile(public, name)
		if err != nil {
			return nil, fmt.Errorf("read asset %s: %w", name, err)
		}
		a.files[path.Base(name)] = asset{kinds[path.Ext(name)], body}
	}
	a.Version = a.sum()
	return a, nil
}

var (
	importRule = regexp.MustCompile(`@import url\("?([^")]+)"?\)[^;]*;`)
	addresses  = regexp.MustCompile(`url\("?[^")]*?([^"/)]+\.svg)"?\)`)
	layerOrder = regexp.MustCompile(`(?m)^@layer [^{;]+;\s*`)
)

// bundle appends name after what it imports: one request on a slow phone
// instead of a chain of fifteen. Pictures are then beside the stylesheet.
// Layers are left out: browsers of 2019 drop what is inside them.
func bundle(public fs.FS, name string, css *strings.Builder) error {
	raw, err := fs.ReadFile(public, name)
	if err != nil {
		return fmt.Errorf("read stylesheet %s: %w", name, err)
	}
	text := string(raw)
	for _, match := range importRule.FindAllStringSubmatch(text, -1) {
		if err := bundle(public, path.Join(path.Dir(name), match[1]), css); err != nil {
			return err
		}
	}
	text = layerOrder.ReplaceAllString(importRule.ReplaceAllString(text, ""), "")
	css.WriteString(addresses.ReplaceAllString(text, "url($1)"))
	css.WriteString("\n")
	return nil
}

func (a *Assets) sum() string {
	digest := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		digest.Write([]byte(name))
		digest.Write(a.files[name].body)
	}
	return hex.EncodeToString(digest.Sum(nil))[:12]
}

// serve answers one file; for good when its address carries the version.
func (a *Assets) serve(prefix string) echo.HandlerFunc {
	return func(c *echo.Context) error {
		file, ok := a.files[strings.TrimPrefix(c.Request().URL.Path, prefix)]
		if !ok {
			return echo.ErrNotFound
		}
		h := c.Response().Header()
		h.Set("Vary", "Accept-Encoding") // the same for every reader
		h.Set("ETag", `"`+a.Version+`"`)
		h.Set("Cache-Control", "no-cache")
		if c.QueryParam("v") == a.Version {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if c.Request().Header.Get("If-None-Match") == h.Get("ETag") {
			return c.NoContent(http.StatusNotModified)
		}
		return c.Blob(http.StatusOK, file.kind, file.body)
	}
}

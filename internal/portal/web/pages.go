package web

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/labstack/echo/v5"
)

// Pages are the templates of a site: every templates/<page>.html with those
// that start with "_" (frame and parts). A page is executed as "frame", or as
// "bare" when it defines that.
type Pages struct {
	sets map[string]*template.Template
}

// NewPages parses templates/*.html of fsys.
func NewPages(fsys fs.FS) (*Pages, error) {
	names, err := fs.Glob(fsys, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	p := &Pages{sets: map[string]*template.Template{}}
	for _, name := range names {
		base := strings.TrimSuffix(path.Base(name), ".html")
		if strings.HasPrefix(base, "_") {
			continue
		}
		set, err := template.New(base).Funcs(helpers).ParseFS(fsys, "templates/_*.html", name)
		if err != nil {
			return nil, fmt.Errorf("parse template %s: %w", name, err)
		}
		p.sets[base] = set
	}
	return p, nil
}

var helpers = template.FuncMap{
	"initials": Initials,
	"size":     Size,
	"lines":    lines,
	"join":     strings.Join,
}

// Render implements echo.Renderer.
func (p *Pages) Render(_ *echo.Context, w io.Writer, name string, data any) error {
	set, ok := p.sets[name]
	if !ok {
		return fmt.Errorf("render page: no template %q", name)
	}
	entry := "frame"
	if set.Lookup("bare") != nil {
		entry = "bare"
	}
	if err := set.ExecuteTemplate(w, entry, data); err != nil {
		return fmt.Errorf("render page %s: %w", name, err)
	}
	return nil
}

// Names are the pages that can be rendered.
func (p *Pages) Names() []string {
	names := make([]string, 0, len(p.sets))
	for name := range p.sets {
		names = append(names, name)
	}
	return names
}

// lines cuts a text into its first line and the rest, for options written as
// a title and an explanation.
func lines(text string) []string {
	first, rest, found := strings.Cut(strings.TrimSpace(text), "\n")
	if !found {
		return []string{first}
	}
	return []string{first, strings.TrimSpace(rest)}
}

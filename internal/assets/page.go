package assets

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"strings"
)

// page is what a visit to the desk begins with.
const page = "desk/index.html"

// compose makes what the desk loads, by name.
func (s *Shelf) compose() (map[string][]byte, error) {
	made := map[string][]byte{}
	for _, part := range []func(fs.FS) (map[string][]byte, error){bundle, stylesheet, texts} {
		files, err := part(s.public)
		if err != nil {
			return nil, err
		}
		maps.Copy(made, files)
	}
	source, err := fs.ReadFile(s.public, page)
	if err != nil {
		return nil, fmt.Errorf("page of the desk: %w", err)
	}
	made[page] = s.point(source, chain(made, "desk/app.js"))
	return made, nil
}

var (
	own     = regexp.MustCompile(`(href|src)="/((?:css|desk|img|vendor)/[^"]+)"`)
	chained = regexp.MustCompile(`(?:\bfrom|\bimport)"(\.[^"]+)"`)
)

// point sends a page's own addresses to the version, names it on <html> for
// what scripts ask for, and has every module of the first screen loaded at
// once: else each would be found only when the one before it was read.
func (s *Shelf) point(source []byte, modules []string) []byte {
	out := own.ReplaceAll(source, []byte(`$1="`+s.Prefix()+`$2"`))
	out = bytes.Replace(out, []byte("<html "), []byte(`<html data-files="`+s.Prefix()+`" `), 1)
	var links strings.Builder
	for _, name := range modules {
		link := `<link rel="modulepreload" href="` + s.Prefix() + name + `">` + "\n"
		if !bytes.Contains(out, []byte(link)) {
			links.WriteString(link)
		}
	}
	return bytes.Replace(out, []byte("</head>"), []byte(links.String()+"</head>"), 1)
}

// chain lists what a bundled module imports before it runs, near ones first.
// The bundler writes imports in one way only: from"./name".
func chain(made map[string][]byte, entry string) []string {
	var names []string
	seen := map[string]bool{entry: true}
	for queue := []string{entry}; len(queue) > 0; queue = queue[1:] {
		for _, match := range chained.FindAllSubmatch(made[queue[0]], -1) {
			name := path.Join(path.Dir(queue[0]), string(match[1]))
			if !seen[name] {
				seen[name] = true
				names, queue = append(names, name), append(queue, name)
			}
		}
	}
	return names
}

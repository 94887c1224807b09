package article

import (
	"bytes"
	"fmt"
	"html/template"
	"net/url"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown knows paragraphs, headings, lists, quotes, emphasis and links. It does
// not know HTML: tags are read as the characters that they are made of.
var markdown = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200), util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400), util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewBlockquoteParser(), 800), util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewLinkParser(), 200), util.Prioritized(parser.NewAutoLinkParser(), 300), util.Prioritized(parser.NewEmphasisParser(), 500)),
		parser.WithASTTransformers(util.Prioritized(tame{}, 100)))),
	goldmark.WithRendererOptions(html.WithHardWraps()))

// Render makes safe HTML of what somebody wrote.
func Render(body string) (template.HTML, error) {
	var out bytes.Buffer
	if err := markdown.Convert([]byte(body), &out); err != nil {
		return "", fmt.Errorf("render article: %w", err)
	}
	return template.HTML(out.String()), nil
}

// tame fits a text into a page that has a title: its headings stand under that,
// links lead to pages, mails and telephones alone, and pictures, which would be
// fetched from elsewhere, are their words.
type tame struct{}

func (tame) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var bad []ast.Node
	// the walk itself cannot fail: what it calls returns no error
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch one := n.(type) {
		case *ast.Heading:
			one.Level = min(one.Level+1, 4)
		case *ast.Link:
			if !leads(string(one.Destination)) {
				bad = append(bad, n)
			}
		case *ast.AutoLink:
			if !leads(string(one.URL(reader.Source()))) && one.AutoLinkType != ast.AutoLinkEmail {
				bad = append(bad, n)
			}
		case *ast.Image:
			bad = append(bad, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range slices.Backward(bad) {
		unwrap(n, reader.Source())
	}
}

// leads reports whether a link may be followed: a page on the web or of ours, a
// mail, a telephone.
func leads(to string) bool {
	u, err := url.Parse(to)
	if err != nil {
		return false
	}
	if u.Scheme == "" {
		return u.Host == "" && len(to) > 0 && (to[0] == '/' || to[0] == '#')
	}
	return slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme)
}

// unwrap puts the words of a node in its place.
func unwrap(n ast.Node, source []byte) {
	parent := n.Parent()
	if auto, ok := n.(*ast.AutoLink); ok {
		parent.ReplaceChild(parent, n, ast.NewString(auto.Label(source)))
		return
	}
	for child := n.FirstChild(); child != nil; {
		next := child.NextSibling()
		parent.InsertBefore(parent, n, child)
		child = next
	}
	parent.RemoveChild(parent, n)
}

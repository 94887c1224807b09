package portal

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v5"
)

const (
	softLimit = 25 << 20 // bytes of a body: beyond it files are not kept
	hardLimit = 64 << 20 // beyond it nothing more is read
	textRoom  = 8 << 20  // bytes of texts in one form
	maxText   = 1 << 20  // bytes of one long text
	maxLine   = 500      // characters of a field of one line
)

const postedKey = "posted"

var (
	errPanicked  = errors.New("the first send did not come to an end")
	errMalformed = echo.NewHTTPError(http.StatusBadRequest, "malformed form")
)

// posted is a form as it came: texts as typed, files on the shelf.
type posted struct {
	values  url.Values
	uploads []*upload // in the order sent
	over    bool      // some files were too large to keep
}

// value is a text of several lines, cleaned; line one of one line.
func (p *posted) value(name string) string { return clean(p.values.Get(name)) }
func (p *posted) line(name string) string  { return line(p.values.Get(name)) }

func postedOf(c *echo.Context) *posted {
	if p, ok := c.Get(postedKey).(*posted); ok {
		return p
	}
	return &posted{values: url.Values{}}
}

// readForm reads the body before anything else asks for it: texts are kept
// even when the files beside them are too large, which the parser of net/http
// cannot do.
func (p *Portal) readForm(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		if c.Request().Method != http.MethodPost {
			return next(c)
		}
		form, err := p.read(c.Request())
		if err != nil {
			return err
		}
		c.Set(postedKey, form)
		return next(c)
	}
}

func (p *Portal) read(r *http.Request) (*posted, error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return nil, errMalformed.Wrap(err)
	}
	if kind != "multipart/form-data" {
		if err := r.ParseForm(); err != nil {
			return nil, unreadable(err)
		}
		return &posted{values: r.PostForm}, nil
	}
	body := &counted{r: r.Body}
	form, err := p.parts(multipart.NewReader(body, params["boundary"]), body)
	if err != nil {
		return nil, errors.Join(err, p.shelf.drop(form.uploads...))
	}
	r.PostForm, r.Form = form.values, form.values
	r.MultipartForm = &multipart.Form{Value: form.values}
	return form, nil
}

func (p *Portal) parts(parts *multipart.Reader, body *counted) (*posted, error) {
	form := &posted{values: url.Values{}}
	room := int64(textRoom)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return form, nil
		}
		if err != nil {
			return form, unreadable(err)
		}
		if strings.Contains(part.Header.Get("Content-Disposition"), "filename") {
			err = p.takeFile(form, part, body)
		} else {
			err = takeText(form, part, &room)
		}
		if err != nil {
			return form, err
		}
	}
}

func takeText(form *posted, part *multipart.Part, room *int64) error {
	raw, err := io.ReadAll(io.LimitReader(part, *room+1))
	if err != nil {
		return unreadable(err)
	}
	if *room -= int64(len(raw)); *room < 0 {
		return echo.ErrStatusRequestEntityTooLarge
	}
	form.values.Add(part.FormName(), string(raw))
	return nil
}

func (p *Portal) takeFile(form *posted, part *multipart.Part, body *counted) error {
	if part.FileName() == "" {
		return nil // nothing was chosen
	}
	u, err := p.shelf.put(part.FileName(), part, min(formRoom, softLimit-body.n))
	switch {
	case errors.Is(err, ErrTooLarge):
		form.over = true
	case err != nil:
		return fmt.Errorf("keep file: %w", unreadable(err))
	case u != nil:
		form.uploads = append(form.uploads, u)
	}
	return nil
}

// unreadable gives a failed read its status: too much, else malformed.
func unreadable(err error) error {
	if echo.StatusCode(err) == http.StatusRequestEntityTooLarge {
		return err
	}
	return errMalformed.Wrap(err)
}

// counted counts what was read and ends at the first EOF: PocketBase's body
// would start again.
type counted struct {
	r     io.Reader
	n     int64
	ended bool
}

func (c *counted) Read(b []byte) (int, error) {
	if c.ended {
		return 0, io.EOF
	}
	n, err := c.r.Read(b)
	c.n += int64(n)
	c.ended = err == io.EOF
	return n, err
}

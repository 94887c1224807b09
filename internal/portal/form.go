package portal

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v5"

	"escucha/internal/portal/web"
)

const (
	leastFill = 3 * time.Second // nobody tells a complaint faster
	leastRead = time.Second     // …or presses "send again"
	mostFill  = 24 * time.Hour
)

// formData is the form on its page.
type formData struct {
	Spec   FormSpec
	Draft  *draft
	Again  bool   // must be sent once more
	Failed bool   // could not be stored
	Filed  string // key of what this form already filed, with other words
	Filled bool   // comes from a post
	Over   bool   // the link to it serves no more
	Help   bool   // there is something to read
}

func (p *Portal) form(c *echo.Context) error {
	d := newDraft(&posted{}, nil)
	d.values["book"] = c.QueryParam("libro") // of the establishment whose poster was read
	return p.showForm(c, http.StatusOK, formData{Draft: d})
}

func (p *Portal) showForm(c *echo.Context, status int, data formData) error {
	spec, err := p.work.Form(c.Request().Context(), web.Language(c))
	if err != nil {
		return fmt.Errorf("load form: %w", err)
	}
	data.Spec = spec
	if data.Help, err = p.helps(c); err != nil {
		return err
	}
	return p.show(c, status, "form", "portal.form.title", func(v *view) error {
		v.SwitchForm, v.D = "filing", data
		return p.stampForm(c, v, data)
	})
}

// stampForm keeps the token of a form that comes back, so that two sends of
// it stay one filing; what must be sent again gets one that tells.
func (p *Portal) stampForm(c *echo.Context, v *view, data formData) (err error) {
	old := postedOf(c).values.Get("token")
	if _, ok := p.stamps.read(old); ok && data.Filled && !data.Again && data.Filed == "" {
		v.Token = old
		return nil
	}
	v.Token, err = p.stamps.issue(p.now(), data.Again)
	return err
}

// file takes the form. Whatever is wrong, it comes back as it was typed.
func (p *Portal) file(c *echo.Context) error {
	form := postedOf(c)
	spec, err := p.work.Form(c.Request().Context(), web.Language(c))
	if err != nil {
		return fmt.Errorf("load form: %w", err)
	}
	data := formData{Filled: true, Draft: newDraft(form, p.shelf.find(form.values["kept"]))}
	if err := p.shelf.drop(data.Draft.fit(spec.MaxFiles, spec.MaxFileBytes)...); err != nil {
		return err
	}
	if form.over {
		data.Draft.fail("files", "file_too_large")
	}
	if lang := form.values.Get("switch"); lang != "" {
		p.site.Speak(c, lang)
		data.Draft.errs = FieldErrors{}
		return p.showForm(c, http.StatusOK, data)
	}
	data.Draft.check(spec)
	return p.judge(c, spec, data, form)
}

func (p *Portal) judge(c *echo.Context, spec FormSpec, data formData, form *posted) error {
	if form.over {
		return p.showForm(c, http.StatusRequestEntityTooLarge, data)
	}
	if len(data.Draft.errs) > 0 {
		return p.showForm(c, http.StatusBadRequest, data)
	}
	seal, human := p.human(form)
	if !human {
		data.Again = true
		return p.showForm(c, http.StatusBadRequest, data)
	}
	key, same, err := p.once.do(seal.ID, data.Draft.print(), func() (string, error) {
		return p.store(c, spec, data.Draft, form.values.Get("token"))
	})
	return p.filed(c, data, key, same, err)
}

// human tells a person from a program: the hidden field is empty and the form
// was on a screen for a while, not for days. It only ever asks to send again.
func (p *Portal) human(form *posted) (stamp, bool) {
	seal, ok := p.stamps.read(form.values.Get("token"))
	least := leastFill
	if seal.Again {
		least = leastRead
	}
	age := p.now().Sub(seal.Born)
	return seal, ok && form.values.Get("website") == "" && age >= least && age <= mostFill
}

func (p *Portal) store(c *echo.Context, spec FormSpec, d *draft, token string) (string, error) {
	filing := d.filing(spec)
	filing.Token, filing.Language = fingerprint(token), web.Language(c)
	attached, err := files(d.uploads)
	if err != nil {
		return "", err
	}
	filing.Files = attached
	receipt, err := p.work.File(c.Request().Context(), filing)
	if err != nil {
		return "", err
	}
	return receipt.Key, p.shelf.drop(d.uploads...)
}

// filed answers what became of a filing.
func (p *Portal) filed(c *echo.Context, data formData, key string, same bool, err error) error {
	var wrong FieldErrors
	switch {
	case err == nil && same:
		return c.Redirect(http.StatusSeeOther, prefix+"/r/"+key)
	case err == nil:
		data.Filed = key
		return p.showForm(c, http.StatusConflict, data)
	case errors.As(err, &wrong):
		data.Draft.errs = wrong
		return p.showForm(c, http.StatusBadRequest, data)
	case errors.Is(err, ErrTooLarge):
		data.Draft.fail("files", "file_too_large")
		return p.showForm(c, http.StatusRequestEntityTooLarge, data)
	}
	web.Report(c, err)
	data.Failed = true
	return p.showForm(c, http.StatusInternalServerError, data)
}

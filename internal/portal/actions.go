package portal

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/labstack/echo/v5"

	"escucha/internal/portal/web"
)

// action is one thing that a customer can do with a case.
type action struct {
	name   string   // of the form and in its address
	done   string   // code of the thanks shown afterwards
	fields []string // texts that it takes
	files  bool
	do     func(ctx context.Context, key string, f fields) error
}

// fields is what an action was given.
type fields struct {
	typed map[string]string
	Addition
}

func (p *Portal) actions() []action {
	w := p.work
	return []action{
		{name: "add", done: "added", fields: []string{"text"}, files: true,
			do: func(ctx context.Context, key string, f fields) error {
				return w.AddInformation(ctx, key, f.Addition)
			}},
		{name: "confirm", done: "confirmed",
			do: func(ctx context.Context, key string, _ fields) error { return w.ConfirmParaphrase(ctx, key) }},
		{name: "correct", done: "corrected", fields: []string{"correction"},
			do: func(ctx context.Context, key string, f fields) error {
				return w.CorrectParaphrase(ctx, key, f.typed["correction"])
			}},
		{name: "accept", done: "accepted", fields: []string{"option"},
			do: func(ctx context.Context, key string, f fields) error { return w.Accept(ctx, key, f.typed["option"]) }},
		{name: "refuse", done: "refused", fields: []string{"reason", "preferred_solution", "preferred_refused"},
			do: func(ctx context.Context, key string, f fields) error { return w.Refuse(ctx, key, refusal(f)) }},
		{name: "withdraw", done: "withdrawn", fields: []string{"words"},
			do: func(ctx context.Context, key string, f fields) error { return w.Withdraw(ctx, key, f.typed["words"]) }},
		{name: "reopen", done: "reopened", fields: []string{"reopen_reason"},
			do: func(ctx context.Context, key string, f fields) error {
				return w.Reopen(ctx, key, f.typed["reopen_reason"])
			}},
	}
}

func refusal(f fields) Refusal {
	return Refusal{
		Reason:            f.typed["reason"],
		PreferredSolution: f.typed["preferred_solution"],
		PreferredRefused:  f.typed["preferred_refused"] != "",
	}
}

// act runs an action once per form and leads back to the case. What it cannot
// do comes back on the page with everything typed.
func (p *Portal) act(a action) echo.HandlerFunc {
	return func(c *echo.Context) error {
		data, err := p.taken(c, a)
		if err != nil {
			return err
		}
		if len(data.Errs) > 0 {
			return p.showCase(c, refusedStatus(c), data)
		}
		return p.acted(c, a, data, p.perform(c, a, data))
	}
}

// taken reads what the form of a holds.
func (p *Portal) taken(c *echo.Context, a action) (trackData, error) {
	form := postedOf(c)
	spec, err := p.work.Form(c.Request().Context(), web.Language(c))
	if err != nil {
		return trackData{}, err
	}
	d := &draft{values: map[string]string{}, errs: FieldErrors{}}
	for _, name := range a.fields {
		if d.values[name] = form.value(name); len(d.values[name]) > maxText {
			d.fail(name, "too_long")
		}
	}
	if a.files {
		d.uploads = append(p.shelf.find(form.values["kept"]), form.uploads...)
	}
	removed := d.fit(spec.MaxFiles, spec.MaxFileBytes)
	if form.over {
		d.fail("files", "file_too_large")
	}
	return trackData{Failed: a.name, Typed: d.values, Errs: d.errs, Uploads: d.uploads, Form: spec},
		p.shelf.drop(removed...)
}

func (p *Portal) perform(c *echo.Context, a action, data trackData) error {
	token := postedOf(c).values.Get("token")
	seal, ok := p.stamps.read(token)
	if !ok {
		return ErrNotNow // not a form of ours: show the case as it is now
	}
	_, _, err := p.once.do(seal.ID+a.name, "", func() (string, error) {
		attached, err := files(data.Uploads)
		if err != nil {
			return "", err
		}
		add := Addition{Token: fingerprint(token), Text: data.Typed["text"], Files: attached}
		if err := a.do(c.Request().Context(), key(c), fields{data.Typed, add}); err != nil {
			return "", err
		}
		return "", p.shelf.drop(data.Uploads...)
	})
	return err
}

func (p *Portal) acted(c *echo.Context, a action, data trackData, err error) error {
	var wrong FieldErrors
	switch {
	case err == nil:
		return c.Redirect(http.StatusSeeOther, prefix+"/c/"+key(c)+"?done="+a.done)
	case errors.Is(err, ErrNotFound):
		return status(err)
	case errors.As(err, &wrong):
		data.Errs = wrong
		return p.showCase(c, http.StatusBadRequest, data)
	case errors.Is(err, ErrTooLarge):
		data.Errs = FieldErrors{"files": {Code: "file_too_large"}}
		return p.showCase(c, http.StatusRequestEntityTooLarge, data)
	case errors.Is(err, ErrNotNow):
		data.Late = true
		return p.showCase(c, http.StatusConflict, data)
	}
	web.Report(c, err)
	data.Down = true
	return p.showCase(c, http.StatusInternalServerError, data)
}

func refusedStatus(c *echo.Context) int {
	if postedOf(c).over {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest
}

// Words are the texts that an action could not take, to be copied elsewhere.
func (d trackData) Words() []string {
	var words []string
	for _, name := range []string{"text", "correction", "reason", "preferred_solution", "words", "reopen_reason"} {
		if text := d.Typed[name]; text != "" && !slices.Contains(words, text) {
			words = append(words, text)
		}
	}
	return words
}

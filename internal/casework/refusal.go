package casework

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"escucha/domain/complaint"
	"escucha/internal/i18n"
)

// refuse is a 400 that names a field with a code; the text is that of the code
// in the default language until the answer goes out in the caller's.
func (g *Engine) refuse(field, code string) error {
	return g.answer(http.StatusBadRequest, validation.Errors{field: g.problem(code)})
}

// problem is the text of a code.
func (g *Engine) problem(code string) validation.Error {
	return validation.NewError(code, g.Text(i18n.Default, code))
}

// Text is what a person reads for a rule or error code.
func (g *Engine) Text(lang, code string) string {
	if key := "rule." + code + ".message"; g.Texts.Has(lang, key) {
		return g.Texts.T(lang, key, nil)
	}
	return g.Texts.T(lang, "error."+code, nil)
}

func (g *Engine) answer(status int, problems validation.Errors) error {
	return apis.NewApiError(status, g.Texts.T(i18n.Default, messageKey(status, problems), nil), problems)
}

// messageKey is the sentence over the field errors of an answer.
func messageKey(status int, problems validation.Errors) string {
	switch {
	case status == http.StatusForbidden:
		return "error.forbidden_move"
	case status == http.StatusConflict && problems["message"] != nil:
		return "error.not_undone"
	case status == http.StatusConflict:
		return "error.stale_version"
	}
	return "error.saved_nothing"
}

// verdict turns a decision into the answer for the client: nil when it may be
// stored; 400 for an unknown way or something missing, 403 for the role.
func (g *Engine) verdict(d complaint.Decision) error {
	switch {
	case !d.Known:
		return g.answer(http.StatusBadRequest, validation.Errors{"stage": g.problem("unknown_move")})
	case !d.Allowed:
		return g.answer(http.StatusForbidden, validation.Errors{"stage": g.problem("forbidden_move")})
	case len(d.Missing) == 0:
		return nil
	}
	problems := validation.Errors{}
	for _, m := range d.Missing {
		if _, taken := problems[m.Field]; !taken {
			problems[m.Field] = g.named(m)
		}
	}
	return g.answer(http.StatusBadRequest, problems)
}

// named is the problem of what is missing, with which of several it is.
func (g *Engine) named(m complaint.Missing) validation.Error {
	if m.Names == "" {
		return g.problem(m.Rule)
	}
	return g.problem(m.Rule).SetParams(map[string]any{"which": m.Names})
}

// TextWith is the sentence of a code whose problem names things, where it has one.
func (g *Engine) TextWith(lang, code string, named bool) string {
	if key := "error." + code; named && g.Texts.Has(lang, key) {
		return g.Texts.T(lang, key, nil)
	}
	return g.Text(lang, code)
}

// stale is the answer to a change that was written over an older version. Its
// params say which version is stored, and who made it and when.
func (g *Engine) stale(app core.App, stored *core.Record) error {
	params := map[string]any{"version": stored.GetInt("version")}
	var last struct {
		Who  string `db:"actor_name"`
		Kind string `db:"actor_kind"`
		At   string `db:"created"`
	}
	err := app.DB().NewQuery(`SELECT actor_name, actor_kind, created FROM events WHERE complaint = {:c}
		AND json_extract(data, '$.changes') IS NOT NULL ORDER BY seq DESC LIMIT 1`).Bind(dbx.Params{"c": stored.Id}).One(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) { // nobody did: the caller is ahead of us
		return fmt.Errorf("who changed %s last: %w", stored.Id, err)
	}
	params["who"], params["kind"], params["at"] = last.Who, last.Kind, last.At
	return g.answer(http.StatusConflict, validation.Errors{"version": g.problem("stale_version").SetParams(params)})
}

// Codes reads the field codes out of an answer, for those who must show them
// otherwise than as JSON; nil when err is no such answer.
func Codes(err error) map[string]string {
	fields := problems(err)
	if fields == nil {
		return nil
	}
	out := map[string]string{}
	for name, problem := range fields {
		out[name] = "validation_invalid_value"
		var coded validation.Error
		if errors.As(problem, &coded) {
			out[name] = coded.Code()
		}
	}
	return out
}

// Explain writes the field errors of an answer in a language: code and sentence
// by field; nil when err is no such answer.
func (g *Engine) Explain(err error, lang string) map[string][2]string {
	fields := problems(err)
	if fields == nil {
		return nil
	}
	out := map[string][2]string{}
	for name, problem := range fields {
		var coded validation.Error
		if !errors.As(problem, &coded) {
			coded = validation.NewError("validation_invalid_value", "")
		}
		text := g.Text(lang, coded.Code())
		if params := coded.Params(); len(params) > 0 {
			text = g.Texts.T(lang, "error."+coded.Code(), params)
		}
		out[name] = [2]string{coded.Code(), text}
	}
	return out
}

// problems are the field errors of an answer, or of a record that the platform
// did not find valid; nil when there are none.
func problems(err error) validation.Errors {
	var fields validation.Errors
	var api *router.ApiError
	if errors.As(err, &api) {
		if raw, ok := api.RawData().(validation.Errors); ok {
			return raw
		}
		return nil
	}
	if errors.As(err, &fields) {
		return fields
	}
	return nil
}

// both is the refusal of a move whose letter has a gap: everything that the
// rules miss at once, then the gap; that there is no letter goes without saying.
func (g *Engine) both(refused, gap error) error {
	missing, holes := problems(refused), problems(gap)
	if holes == nil || refused != nil && missing == nil {
		return refused
	}
	out := validation.Errors{}
	for _, found := range []validation.Errors{holes, missing} {
		for name, problem := range found {
			if _, isText := letterFields[name]; !isText || holes[name] != nil {
				out[name] = problem
			}
		}
	}
	return g.answer(http.StatusBadRequest, out)
}

// letterFields are missing only because the letter could not be written.
var letterFields = map[string]struct{}{"letter": {}, "letter.text": {}, "closing.text": {}}

// prefixed renames the fields of a refusal: "email" becomes "customer.email".
func prefixed(err error, prefix string) error {
	fields := problems(err)
	if fields == nil {
		return err
	}
	out := validation.Errors{}
	for name, problem := range fields {
		out[prefix+name] = problem
	}
	return apis.NewBadRequestError("", out)
}

package hooks

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/router"
	"github.com/spf13/cast"

	"escucha/internal/casework"
	"escucha/internal/i18n"
)

// translate writes the texts of an error answer in the caller's language, by
// the codes of its fields. It answers with a copy: some errors of the platform
// are shared values.
func translate(g *casework.Engine) *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{Id: "escucha.translate", Func: func(e *core.RequestEvent) error {
		err := e.Next()
		var api *router.ApiError
		if err == nil || !errors.As(err, &api) {
			return err
		}
		return translated(g, api, language(e))
	}}
}

// language of the caller: that of the agent, else what the request asks for.
func language(e *core.RequestEvent) string {
	if e.Auth != nil && e.Auth.Collection().Name == "agents" && e.Auth.GetString("locale") != "" {
		return e.Auth.GetString("locale")
	}
	return i18n.Match(e.Request.Header.Get("Accept-Language"))
}

// translated copies an answer with the texts of its codes.
func translated(g *casework.Engine, api *router.ApiError, lang string) error {
	out := router.NewApiError(api.Status, api.Message, api.RawData())
	if text := headline(g, lang, api); text != "" {
		out.Message = text
	}
	out.Data = make(map[string]any, len(api.Data))
	for field, problem := range api.Data {
		out.Data[field] = explain(g, lang, problem)
	}
	return out
}

// headline is the sentence over the field errors, by what kind of answer it is.
func headline(g *casework.Engine, lang string, api *router.ApiError) string {
	key := fmt.Sprintf("error.http_%d", api.Status)
	switch {
	case api.Message == "Failed to authenticate.":
		key = "error.login"
	case api.Status == http.StatusConflict && api.Data["message"] != nil:
		key = "error.not_undone"
	case api.Status == http.StatusBadRequest && len(api.Data) > 0:
		key = "error.saved_nothing"
	}
	if !g.Texts.Has(lang, key) {
		return ""
	}
	return g.Texts.T(lang, key, nil)
}

// explain translates one field problem {"code","message","params"}; nested ones
// (a batch) are walked into.
func explain(g *casework.Engine, lang string, problem any) any {
	m, ok := problem.(map[string]any)
	if !ok {
		return problem
	}
	out := maps.Clone(m)
	code, ok := m["code"].(string)
	if !ok {
		for name, nested := range m {
			out[name] = explain(g, lang, nested)
		}
		return out
	}
	if text := g.TextWith(lang, code, m["params"] != nil); text != "error."+code {
		out["message"] = fill(text, m["params"])
	}
	return out
}

// fill puts the parameters of a problem into its text.
func fill(text string, params any) string {
	values, ok := params.(map[string]any)
	if !ok {
		return text
	}
	for name, value := range values {
		text = strings.ReplaceAll(text, "{{"+name+"}}", cast.ToString(value))
	}
	return text
}

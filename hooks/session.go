package hooks

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/records"
)

// session is what the desk needs to start: who I am, where, and the lists. It
// stays the same until one of them changes, so it does not tell the time.
func (a api) session(e *core.RequestEvent) error {
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	catalog, err := a.catalog(e, h)
	if err != nil {
		return err
	}
	person, err := self(e)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"agent": person, "business": businessCard(h), "catalog": catalog})
}

// rules is the catalogue of rules with the levels of this business.
func (a api) rules(e *core.RequestEvent) error {
	h, err := a.g.House(e.App)
	if err != nil {
		return err
	}
	return answer(e, map[string]any{"rules": a.ruleList(h, language(e))})
}

// scripts are the texts that are said aloud, while listening to somebody.
func (a api) scripts(e *core.RequestEvent) error {
	rows, err := e.App.FindRecordsByFilter(records.Templates, "language = {:language} && tags ~ 'script'", "code", 0, 0, dbx.Params{"language": language(e)})
	if err != nil {
		return fmt.Errorf("list scripts: %w", err)
	}
	out := []map[string]any{}
	for _, r := range rows {
		out = append(out, map[string]any{"id": r.GetString("code"), "name": a.g.Texts.T(language(e), "template."+r.GetString("code"), nil), "body": r.GetString("body")})
	}
	return answer(e, map[string]any{"scripts": out})
}

// self is the caller; whether they may make a tag is the rule of the tags to say.
func self(e *core.RequestEvent) (map[string]any, error) {
	auth := e.Auth
	tags, err := doorsOf(e, records.Tags)
	if err != nil {
		return nil, err
	}
	return map[string]any{"makes_tags": tags.Create, "manages": casework.AuthActor(auth).Heads(), "id": auth.Id, "name": auth.GetString("name"), "role": string(casework.AuthActor(auth).Role),
		"area": auth.GetString("area"), "locale": auth.GetString("locale"), "position": auth.GetString("position"),
		"preferences": casework.Preferences(auth)}, nil
}

func businessCard(h *casework.House) map[string]any {
	out := map[string]any{"profile": h.Profile.Code, "timezone": h.Location.String(), "warning_days": casework.WarningDays}
	if h.Business == nil {
		return out
	}
	for _, name := range []string{"name", "country", "language", "currency"} {
		out[name] = h.Business.GetString(name)
	}
	return out
}

// catalog lists what the pickers offer, in the caller's language.
func (a api) catalog(e *core.RequestEvent, h *casework.House) (map[string]any, error) {
	lang := language(e)
	out := map[string]any{"stages": complaint.Stages(), "kinds": complaint.Kinds(), "severities": complaint.Severities(),
		"faults": complaint.Faults(), "legal_kinds": legalKinds(h, lang), "document_types": h.Profile.DocumentTypes}
	for key, list := range map[string]struct{ collection, order string }{
		"causes": {records.Causes, "position"}, "urgencies": {records.Urgencies, "rank"}, "channels": {records.Channels, "position"},
		"areas": {records.Areas, "name"}, "agents": {records.Agents, "name"}, "templates": {records.Templates, "stage"}, "products": {records.Products, "name"}, "tags": {records.Tags, "name"},
	} {
		rows, err := e.App.FindRecordsByFilter(list.collection, "id != ''", list.order, 0, 0)
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", list.collection, err)
		}
		out[key] = a.entries(rows, lang)
	}
	return out, nil
}

// entries turns catalogue rows into {id, name, …} in one language.
func (a api) entries(rows []*core.Record, lang string) []map[string]any {
	out := []map[string]any{}
	for _, r := range rows {
		switch r.Collection().Name {
		case records.Agents:
			if r.GetBool("active") && onDesk(r.GetString("role")) {
				out = append(out, map[string]any{"id": r.Id, "name": r.GetString("name"), "role": r.GetString("role"), "area": r.GetString("area")})
			}
		case records.Templates:
			if r.GetString("language") == lang {
				out = append(out, map[string]any{"id": r.GetString("code"), "name": a.g.Texts.T(lang, "template."+r.GetString("code"), nil),
					"stage": r.GetString("stage"), "kind": r.GetString("kind"), "channel": r.GetString("channel")})
			}
		default:
			out = append(out, entry(r, lang))
		}
	}
	return out
}

// entry is a row without what a picker has no use for: other languages, and
// where it is stored.
func entry(r *core.Record, lang string) map[string]any {
	m := r.PublicExport()
	if name := r.GetString("name_" + lang); name != "" {
		m["name"] = name
	}
	for _, name := range []string{"collectionId", "collectionName", "name_es", "name_en", "created", "updated"} {
		delete(m, name)
	}
	return m
}

func legalKinds(h *casework.House, lang string) []map[string]string {
	out := []map[string]string{}
	for _, k := range h.Profile.LegalKinds {
		out = append(out, map[string]string{"id": k.Code, "name": pickName(lang, k)})
	}
	return out
}

func pickName(lang string, k legal.Kind) string {
	if lang == "en" {
		return k.NameEN
	}
	return k.NameES
}

func (a api) ruleList(h *casework.House, lang string) []map[string]any {
	out := []map[string]any{}
	levels := h.Levels(a.g.Now())
	for _, r := range complaint.Catalogue() {
		level := r.Level
		if eased, ok := levels[r.Code]; ok && level == complaint.Required {
			level = eased
		}
		out = append(out, map[string]any{"code": r.Code, "field": r.Field, "level": level, "guards": r.Guards, "stages": stagesOf(r),
			"name": a.g.Texts.T(lang, "rule."+r.Code+".name", nil), "why": a.g.Texts.T(lang, "rule."+r.Code+".why", nil)})
	}
	return out
}

// stagesOf are the stages before which a rule is asked, in the order of the way.
func stagesOf(r complaint.Rule) []complaint.Stage {
	out := []complaint.Stage{}
	for _, way := range complaint.Transitions() {
		if way.To != "" && r.GuardsMove(way.Code) && !slices.Contains(out, way.To) {
			out = append(out, way.To)
		}
	}
	return out
}

package casework

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/domain/message"
	"escucha/internal/records"
)

// Text is a rendered template: what would be written, and the placeholders
// that nothing fills yet.
type Text struct {
	Template string   `json:"template"`
	Subject  string   `json:"subject"`
	Body     string   `json:"text"`
	Missing  []string `json:"missing"`
}

// Compose renders a template for a case, in the customer's language.
func (g *Engine) Compose(app core.App, r *core.Record, code string, actor complaint.Actor) (Text, error) {
	return g.ComposeWith(app, r, code, actor, nil)
}

// ComposeWith is Compose with what only the caller knows, a link for example.
func (g *Engine) ComposeWith(app core.App, r *core.Record, code string, actor complaint.Actor, known map[string]string) (Text, error) {
	h, err := g.House(app)
	if err != nil {
		return Text{}, err
	}
	lang := r.GetString("language")
	t, ok := h.texts[code+" "+lang]
	if !ok {
		return Text{}, fmt.Errorf("find template %s in %q: %w", code, lang, sql.ErrNoRows)
	}
	if own := h.Channels[r.GetString("channel")]; code == "canal_oficial" && byLanguage(lang, own.RedirectES, own.RedirectEN) != "" {
		t.Body = byLanguage(lang, own.RedirectES, own.RedirectEN)
	}
	values, err := g.values(app, r, h, actor)
	if err != nil {
		return Text{}, err
	}
	maps.Copy(values, known)
	body, missing := message.Render(t.Body, values)
	subject, more := message.Render(t.Subject, values)
	return Text{Template: code, Subject: subject, Body: capital(body), Missing: append(missing, more...)}, nil
}

// capital starts a text as a sentence starts: "cliente:" is how a mail to
// nobody by name would begin.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// values are the placeholders of the templates, read from the case.
func (g *Engine) values(app core.App, r *core.Record, h *House, actor complaint.Actor) (map[string]string, error) {
	lang := r.GetString("language")
	out := map[string]string{}
	for _, fill := range []func(core.App, *core.Record, *House, string, map[string]string) error{g.caseValues, g.dateValues, g.houseValues, g.offerValues, g.improvedValue} {
		if err := fill(app, r, h, lang, out); err != nil {
			return nil, err
		}
	}
	g.personValues(r, h, actor, lang, out)
	return out, nil
}

func (g *Engine) caseValues(_ core.App, r *core.Record, h *House, lang string, out map[string]string) error {
	out["nombre_cliente"] = firstOf(CustomerName(r), g.Texts.T(lang, "mail.customer", nil))
	out["numero_caso"], out["tipo"] = r.GetString("number"), strings.ToLower(g.Texts.T(lang, "kind."+r.GetString("kind"), nil))
	out["resumen_objetivo"] = firstOf(r.GetString("goal"), r.GetString("remedy_requested"), shorten(r.GetString("narrative"), 300))
	out["impacto"], out["desde_cuando"] = r.GetString("impact"), r.GetString("since_when")
	out["causa"] = firstOf(r.GetString("cause_public"), r.GetString("explanation"))
	out["acciones"] = firstOf(r.GetString("actions_public"), r.GetString("explanation"))
	out["lo_que_si_podemos"] = r.GetString("alternatives")
	out["puntos"], out["puntos_respondidos"] = pointList(r), answers(r)
	out["proximo_paso"], out["dato_necesario"], out["motivo_dato"] = r.GetString("next_step"), r.GetString("information_requested"), r.GetString("information_reason")
	out["motivo"] = reason(r)
	out["alternativa"] = r.GetString("temporary_alternative")
	out["canal"] = strings.ToLower(g.Texts.T(lang, "channel."+firstOf(r.GetString("acceptance_channel"), r.GetString("channel")), nil))
	return nil
}

// reason is why the case is where it is: voided, withdrawn, or else extended.
// What an earlier round was ended with is not the reason of this one.
func reason(r *core.Record) string {
	switch complaint.Stage(r.GetString("stage")) {
	case complaint.Voided:
		return r.GetString("void_reason")
	case complaint.Closed:
		return r.GetString("withdrawal_words")
	}
	return r.GetString("extension_reason")
}

// pointList lists every point with its answer; empty for a complaint of one.
func pointList(r *core.Record) string {
	var out []string
	for _, p := range records.Points(r) {
		out = append(out, "• "+p.Text+": "+p.Answer)
	}
	return strings.Join(out, "\n")
}

// answers is the list of points; a complaint of a single point is answered by
// what was done, or by the reasons of a denial.
func answers(r *core.Record) string {
	if list := pointList(r); list != "" {
		return list
	}
	if r.GetString("stage") == string(complaint.DenialReview) {
		return r.GetString("denial_letter")
	}
	return firstOf(r.GetString("actions_public"), r.GetString("denial_letter"), r.GetString("explanation"))
}

func (g *Engine) dateValues(_ core.App, r *core.Record, h *House, lang string, out map[string]string) error {
	day := func(name string) string {
		if t := r.GetDateTime(name).Time(); !t.IsZero() {
			return g.Texts.Date(lang, t, h.Location)
		}
		return ""
	}
	received := r.GetDateTime("received_at").Time()
	out["fecha_registro"], out["hora_registro"] = g.Texts.Date(lang, received, h.Location), received.In(h.Location).Format("15:04")
	out["fecha_hoy"] = g.Texts.Date(lang, g.Now(), h.Location)
	out["fecha_limite_legal"], out["fecha_proximo_aviso"] = day("legal_due"), day("next_step_due")
	out["fecha_para_responder"] = day("information_until")
	out["fecha_estimada"] = day("extension_until")
	out["alternativa_hasta"] = day("temporary_until")
	return nil
}

func (g *Engine) houseValues(app core.App, r *core.Record, h *House, lang string, out map[string]string) error {
	out["base_legal"] = byLanguage(lang, h.Profile.BaseES, h.Profile.BaseEN)
	out["vias_externas"] = byLanguage(lang, h.Profile.ExternalWaysES, h.Profile.ExternalWaysEN)
	link := strings.TrimRight(app.Settings().Meta.AppURL, "/") + TrackPath(r.GetString("tracking_key"))
	for _, name := range []string{"enlace_seguimiento", "enlace_confirmar", "enlace_opciones"} {
		out[name] = link
	}
	out["canales_contacto"] = link
	if h.Business == nil {
		return nil
	}
	out["nombre_empresa"] = h.Business.GetString("name")
	var ways []string
	for _, name := range []string{"phone", "email", "whatsapp", "address"} {
		if v := h.Business.GetString(name); v != "" {
			ways = append(ways, v)
		}
	}
	for _, w := range h.Ways(lang) {
		if !slices.Contains(ways, w.Contact) {
			ways = append(ways, w.Name+": "+w.Contact)
		}
	}
	out["canales_contacto"] = firstOf(strings.Join(ways, " · "), link)
	return nil
}

// offerValues: the newest proposal, whether it is a draft or went out.
func (g *Engine) offerValues(app core.App, r *core.Record, h *House, lang string, out map[string]string) error {
	if r.GetString("stage") == string(complaint.Received) {
		return nil // nobody offers anything before the case was looked at
	}
	rows, err := app.FindRecordsByFilter(records.Proposals, "complaint = {:c}", "-created", 1, 0, dbx.Params{"c": r.Id})
	if err != nil || len(rows) == 0 {
		return err
	}
	p := rows[0]
	if eta := p.GetDateTime("eta").Time(); !eta.IsZero() && p.GetString("eta_kind") == "real" {
		out["fecha_propuesta"] = g.Texts.Date(lang, eta, h.Location)
		out["fecha_estimada"] = firstOf(out["fecha_estimada"], out["fecha_propuesta"])
	}
	out["motivo_estimacion"] = p.GetString("eta_basis")
	options, err := OptionTexts(app, p.Id)
	if err != nil {
		return err
	}
	out["opciones"] = "\n" + strings.Join(options, "\n")
	if offered(r) {
		out["acciones"] = strings.TrimSpace(p.GetString("customer_text") + "\n" + strings.Join(options, "\n"))
	}
	return nil
}

// offered: what we would do is what the proposal says, not what was done in an
// earlier round; once it is agreed, only what was really done counts.
func offered(r *core.Record) bool {
	stage := r.GetString("stage")
	return stage == string(complaint.Proposed) || stage == string(complaint.Investigating) && r.GetString("actions_public") == ""
}

func (g *Engine) personValues(r *core.Record, h *House, actor complaint.Actor, lang string, out map[string]string) {
	name, role := h.agents[actor.ID], string(actor.Role)
	if actor.Kind != "agent" {
		name, role = h.agents[r.GetString("owner")], string(complaint.Agent)
	}
	out["nombre_agente"] = firstOf(name, out["nombre_empresa"])
	out["cargo_agente"] = g.Texts.T(lang, "role."+role, nil)
	out["persona_contacto"] = firstOf(h.agents[r.GetString("assignee")], h.agents[r.GetString("owner")], out["nombre_empresa"])
	out["area_destino"] = firstOf(h.areas[r.GetString("area")], out["persona_contacto"])
}

// TrackPath is the address of the customer's page of a case.
func TrackPath(key string) string { return "/portal/c/" + key }

func firstOf(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

func byLanguage(lang, es, en string) string {
	if lang == "en" {
		return en
	}
	return es
}

// shorten cuts a text at a word, marking the cut.
func shorten(text string, max int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= max {
		return string(runes)
	}
	cut := string(runes[:max])
	if i := strings.LastIndex(cut, " "); i > max/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

package link

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"escucha/domain/complaint"
	"escucha/domain/legal"
	"escucha/internal/casework"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// What the public form takes.
const (
	maxFiles     = 5
	maxFileBytes = 10 << 20
)

// Business is who receives the complaints, and under which terms.
func (l *Link) Business(_ context.Context, lang string) (portal.Business, error) {
	h, err := l.g.House(l.app)
	if err != nil {
		return portal.Business{}, err
	}
	p := h.Profile
	b := portal.Business{Profile: p.Code, Country: strings.ToLower(p.Country), Term: term(h), RetentionYears: p.Retention.Years,
		FirstContact: portal.Term{Amount: 1, Unit: "business_days"}, Zone: h.Location, BookCode: h.FindBook("").Code,
		LegalNote: strings.Join(pick(lang, p.NotesES, p.NotesEN), " "), ExternalWays: filled(pick(lang, p.ExternalWaysES, p.ExternalWaysEN))}
	if r := h.Business; r != nil {
		b.Name, b.LegalName, b.TaxID, b.Address = r.GetString("name"), r.GetString("legal_name"), r.GetString("tax_id"), r.GetString("address")
		b.Phone, b.Email, b.WhatsApp, b.Hours = r.GetString("phone"), r.GetString("email"), r.GetString("whatsapp"), r.GetString("hours_text")
		b.Currency = r.GetString("currency")
	}
	known := []string{b.Phone, b.Email, b.WhatsApp, b.Address}
	for _, w := range h.Ways(lang) {
		if !slices.Contains(known, w.Contact) {
			b.Ways = append(b.Ways, portal.Way(w))
		}
	}
	return b, nil
}

func term(h *casework.House) portal.Term {
	return portal.Term{Amount: h.Profile.Answer.Amount, Unit: h.Profile.Answer.Unit}
}

func pick[T any](lang string, es, en T) T {
	if lang == "en" {
		return en
	}
	return es
}

func filled(text string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []string{text}
}

// Form is what the form asks: required is exactly what the legal profile needs
// for a filing to count, the rest is optional.
func (l *Link) Form(_ context.Context, lang string) (portal.FormSpec, error) {
	h, err := l.g.House(l.app)
	if err != nil {
		return portal.FormSpec{}, err
	}
	consent, err := l.data.InForce(l.app, lang)
	if err != nil {
		return portal.FormSpec{}, err
	}
	spec := portal.FormSpec{Kinds: []string{"claim", "grievance", "petition", "suggestion"}, DocumentTypes: h.Profile.DocumentTypes,
		ReplyChannels: []string{"email", "letter", "phone"}, Minors: h.Profile.Code == "pe", MaxFiles: maxFiles, MaxFileBytes: maxFileBytes, Consent: consent.Version + " " + consent.Language}
	spec.Meanings = meanings(h.Profile, lang)
	if h.Business != nil {
		spec.Currency = h.Business.GetString("currency")
		if h.Business.GetString("whatsapp") != "" {
			spec.ReplyChannels = append(spec.ReplyChannels, "whatsapp")
		}
	}
	for _, item := range h.Profile.FiledMinimum {
		switch either := strings.Split(item, "|"); {
		case item == "date": // the server's
		case len(either) > 1:
			slices.Sort(either) // the mail first: its field tells of both
			slices.Reverse(either)
			spec.AnyOf = append(spec.AnyOf, either)
		default:
			spec.Required = append(spec.Required, item)
		}
	}
	return spec, nil
}

// meanings are the definitions that the law wants told beside the kinds of its
// book (Perú, DS 011-2011-PCM art. 3).
func meanings(p legal.Profile, lang string) map[string]string {
	out := map[string]string{}
	for _, kind := range []complaint.Kind{complaint.Claim, complaint.Grievance} {
		for _, k := range p.LegalKinds {
			if help := pick(lang, k.HelpES, k.HelpEN); k.Code == legal.LegalKind(p, string(kind)) && help != "" {
				out[string(kind)] = help
			}
		}
	}
	return out
}

// Privacy is the text about personal data that holds today.
func (l *Link) Privacy(_ context.Context, lang string) (portal.Privacy, error) {
	text, err := l.data.InForce(l.app, lang)
	if err != nil {
		return portal.Privacy{}, err
	}
	out := portal.Privacy{Version: text.Version, Language: text.Language, From: text.From}
	for _, part := range text.Parts {
		out.Parts = append(out.Parts, portal.PrivacyPart(part))
	}
	return out, nil
}

// consented is the text that the form showed to whoever sent it, as the filing
// keeps it: version, language, moment.
func (l *Link) consented(f portal.Filing) (map[string]string, error) {
	version, lang, _ := strings.Cut(f.Consent, " ")
	shown, err := l.data.Shown(l.app, version, cmp.Or(lang, f.Language))
	if err != nil {
		return nil, err
	}
	return map[string]string{"consent": shown.Version, "consent_language": shown.Language, "consent_at": records.Stamp(l.g.Now())}, nil
}

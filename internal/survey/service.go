// Package survey asks customers by mail what they think once their case is
// solved: invitations, one reminder, the end, campaigns, and what the page of a
// link may see and do. Who may be asked is the domain's to say, and an answer is
// judged by the engine as one that is taken down on the telephone.
package survey

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/internal/casework"
	"escucha/internal/records"
)

// Service sends surveys and opens them by their link.
type Service struct {
	app core.App
	g   *casework.Engine
}

// New returns the surveys of an application.
func New(app core.App, g *casework.Engine) *Service { return &Service{app, g} }

// atOnce is how many mails one run sends at most: after a week switched off
// there is no storm.
const atOnce = 50

// Send closes what waited too long, reminds once, and invites whoever is due.
// Each survey stands in a transaction of its own with its mail, and a second
// run finds nothing left to do.
func (s *Service) Send(now time.Time) error {
	h, err := s.g.House(s.app)
	if err != nil {
		return fmt.Errorf("send surveys: %w", err)
	}
	days := h.Surveys()
	return errors.Join(s.forgetLinks(now), s.closeOld(days, now), s.remind(days, now), s.invite(days, now), s.runCampaigns(days, now))
}

// link makes a token of 130 random bits and what is stored of it: who reads the
// database cannot answer for anybody.
func link() (token, stored string) {
	token = rand.Text()
	return token, digest(token)
}

// digest is the SHA-256 of a token: finding a row by it tells nobody, by the
// time it takes, how much of a guess was right.
func digest(token string) string {
	sum := sha256.Sum256([]byte(strings.ToUpper(strings.TrimSpace(token))))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// address is the page of a token.
func address(app core.App, token string) string {
	return strings.TrimRight(app.Settings().Meta.AppURL, "/") + "/portal/s/" + token
}

// mail writes the text of a template with its link, and with the way to hear
// no more of it, which no edit of the template can leave out.
func (s *Service) mail(app core.App, c *core.Record, template, to, token string) error {
	lang, url := c.GetString("language"), address(app, token)
	text, err := s.g.ComposeWith(app, c, template, casework.SystemActor(), map[string]string{"enlace_encuesta": url})
	if err != nil {
		return fmt.Errorf("write %s of %s: %w", template, c.Id, err)
	}
	if len(text.Missing) > 0 {
		return fmt.Errorf("write %s of %s: nothing for %s", template, c.Id, strings.Join(text.Missing, ", "))
	}
	foot := s.g.Texts.T(lang, "mail.survey_stop", map[string]any{"link": url + "/stop"})
	return s.g.MailTo(app, casework.Mail{To: to, Subject: text.Subject, Text: text.Body + "\n\n" + foot, Case: c})
}

func update(app core.App, id string, values dbx.Params) error {
	if _, err := app.NonconcurrentDB().Update(records.Surveys, values, dbx.HashExp{"id": id}).Execute(); err != nil {
		return fmt.Errorf("note survey %s: %w", id, err)
	}
	return nil
}

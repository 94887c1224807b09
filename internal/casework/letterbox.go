package casework

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// MailOf is where the customer of a case is written to by mail; empty when they
// asked for another way.
func (g *Engine) MailOf(app core.App, c *core.Record) string {
	email := g.emailOf(app, c)
	if email == "" || !slices.Contains(byMail, outChannel(c, email)) {
		return ""
	}
	return email
}

package link

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/portal"
	"escucha/internal/records"
)

// lasts are the days of a proposal that is called temporary; nil for a solution
// that stays.
func lasts(p *core.Record, h *casework.House) *portal.Temporary {
	if !p.GetBool("temporary") {
		return nil
	}
	return &portal.Temporary{From: civil(at(p, "starts"), h), Until: civil(at(p, "ends"), h)}
}

// fillTemporary: the help that lasts until the solution, whether the business
// gave it or it is what was proposed and accepted.
func (l *Link) fillTemporary(c *core.Record, h *casework.House, v *portal.CaseView) error {
	if t := c.GetString("temporary_alternative"); t != "" && c.GetDateTime("temporary_closed_at").IsZero() {
		v.Temporary = &portal.Temporary{Text: t, From: civil(at(c, "temporary_from"), h), Until: civil(at(c, "temporary_until"), h)}
	}
	if v.Temporary != nil || !complaint.Stage(v.Stage).Open() {
		return nil
	}
	rows, err := l.app.FindRecordsByFilter(records.Proposals, "complaint = {:c} && status = 'accepted'", "-created", 1, 0, dbx.Params{"c": c.Id})
	if err != nil || len(rows) == 0 {
		return err
	}
	if v.Temporary = lasts(rows[0], h); v.Temporary == nil {
		return nil
	}
	v.Temporary.Agreed, v.Temporary.Text = true, rows[0].GetString("customer_text")
	options, err := l.app.FindRecordsByFilter(records.Options, "proposal = {:p} && chosen = true", "position", 1, 0, dbx.Params{"p": rows[0].Id})
	if len(options) > 0 {
		v.Temporary.Text = strings.TrimSpace(options[0].GetString("text"))
	}
	return err
}

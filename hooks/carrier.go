package hooks

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
	"escucha/internal/channel"
	"escucha/internal/records"
)

// carrier is the door of programs that carry the messages of a channel. They come
// to us: nothing is called outside.
type carrier struct {
	api
	channels *channel.Service
}

// carries refuses whoever is no program, and a channel that none carries.
func (c carrier) carries(e *core.RequestEvent) (string, error) {
	if casework.AuthActor(e.Auth).Role != complaint.Integration {
		return "", e.ForbiddenError("", nil)
	}
	h, err := c.g.House(e.App)
	if err != nil {
		return "", err
	}
	code := e.Request.PathValue("code")
	if !h.Channels[code].Gateway {
		return "", e.NotFoundError("", nil)
	}
	return code, nil
}

// bring takes in a message: 201 when it is new, 200 when it was here already.
func (c carrier) bring(e *core.RequestEvent) error {
	code, err := c.carries(e)
	if err != nil {
		return err
	}
	var in channel.Inbound
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	if in.Complaint != "" {
		if _, err := c.complaint(e, in.Complaint); err != nil {
			return err
		}
	}
	out, err := c.channels.Bring(e.App, code, in, casework.AuthActor(e.Auth))
	if err != nil {
		return apis.ToApiError(err)
	}
	if _, err := c.complaint(e, out.Complaint); err != nil { // theirs, and not the program's to see
		out.Complaint = ""
	}
	status := http.StatusCreated
	if out.Repeated {
		status = http.StatusOK
	}
	return e.JSON(status, out)
}

// mostCarried is how many messages one look brings.
const mostCarried = 50

// outbox lists what waits to be carried, the oldest first; each until its outcome
// is told.
func (c carrier) outbox(e *core.RequestEvent) error {
	code, err := c.carries(e)
	if err != nil {
		return err
	}
	var rows []*core.Record
	err = e.App.RecordQuery(records.Outbox).AndWhere(dbx.NewExp("channel = {:code} AND channel != '' AND status = 'queued' AND next_attempt <= {:now}",
		dbx.Params{"code": code, "now": records.Stamp(c.g.Now())})).OrderBy("next_attempt").Limit(mostCarried).All(&rows)
	if err != nil {
		return fmt.Errorf("what waits for %s: %w", code, err)
	}
	items := []map[string]any{}
	for _, r := range rows {
		if _, err := c.complaint(e, r.GetString("complaint")); err != nil {
			continue // has become confidential since
		}
		item, err := carriedItem(e.App, r)
		if err != nil {
			return err
		}
		items = append(items, item)
	}
	return e.JSON(http.StatusOK, map[string]any{"items": items})
}

// carriedItem is one message as the program gets it. Files are fetched with a
// token of its own, as all of them are.
func carriedItem(app core.App, r *core.Record) (map[string]any, error) {
	var p map[string]string
	if err := json.Unmarshal([]byte(r.GetString("payload")), &p); err != nil {
		return nil, fmt.Errorf("read outbox row %s: %w", r.Id, err)
	}
	rows, err := app.FindRecordsByFilter(records.Attachments, "message = {:m} && complaint = {:c}", "created", 0, 0, dbx.Params{"m": p["message"], "c": r.GetString("complaint")})
	if err != nil {
		return nil, fmt.Errorf("files of outbox row %s: %w", r.Id, err)
	}
	files := []map[string]string{}
	for _, f := range rows {
		files = append(files, map[string]string{"name": f.GetString("name"), "url": "/api/files/" + records.Attachments + "/" + f.Id + "/" + f.GetString("file")})
	}
	return map[string]any{"id": r.Id, "to": p["to"], "name": p["name"], "text": p["text"], "number": p["number"], "message": p["message"],
		"complaint": r.GetString("complaint"), "files": files, "attempts": r.GetInt("attempts"), "created": r.GetString("created")}, nil
}

// carried notes what became of a message: delivered, or failed and why.
func (c carrier) carried(e *core.RequestEvent) error {
	code, err := c.carries(e)
	if err != nil {
		return err
	}
	row, err := e.App.FindRecordById(records.Outbox, e.Request.PathValue("id"))
	if err != nil || row.GetString("channel") != code {
		return e.NotFoundError("", err)
	}
	if _, err := c.complaint(e, row.GetString("complaint")); err != nil {
		return err
	}
	var in struct {
		Error     string `json:"error"`
		Permanent bool   `json:"permanent"`
	}
	switch outcome := e.Request.PathValue("outcome"); outcome {
	case "delivered":
	case "failed":
		if err := e.BindBody(&in); err != nil {
			return e.BadRequestError("", err)
		}
		if in.Error == "" {
			return apis.ToApiError(c.g.Refuse("error", "gateway_error", nil))
		}
	default:
		return e.NotFoundError("", nil)
	}
	if err := c.g.Carried(e.App, row, in.Error, in.Permanent); err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]any{"id": row.Id, "status": row.GetString("status"), "attempts": row.GetInt("attempts"), "next_attempt": row.GetString("next_attempt")})
}

// invite makes a link by which a customer writes down what they said in a call.
func (c carrier) invite(e *core.RequestEvent) error {
	var in channel.Invitation
	if err := e.BindBody(&in); err != nil {
		return e.BadRequestError("", err)
	}
	actor := casework.AuthActor(e.Auth)
	if !actor.Staff() {
		return e.ForbiddenError("", nil)
	}
	path, until, err := c.channels.Invite(e.App, in, actor)
	if err != nil {
		return apis.ToApiError(err)
	}
	return e.JSON(http.StatusOK, map[string]any{"path": path, "url": strings.TrimRight(e.App.Settings().Meta.AppURL, "/") + path, "until": records.Stamp(until)})
}

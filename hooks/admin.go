package hooks

import (
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/records"
)

// bindAdmin adds the owner's help to the administration page: the guide above
// a case, labels in the owner's language, a way to the desk. Nothing exists
// only there: its extension points are young and may change.
func bindAdmin(se *core.ServeEvent, public fs.FS) error {
	files, err := fs.Sub(public, "admin")
	if err != nil {
		return fmt.Errorf("extension of the administration page: %w", err)
	}
	se.UIExtensions = append(se.UIExtensions, core.UIExtension{Name: "escucha", FS: files})
	se.Router.BindFunc(freshExtension)
	se.Router.GET("/api/crm/fields", fields).
		Bind(apis.RequireAuth("agents", core.CollectionNameSuperusers)).BindFunc(activeOnly)
	return nil
}

// freshExtension makes browsers ask for the extension at every visit. The
// platform lets them keep it for two weeks, and its address never changes:
// after an upgrade the old one would go on running.
func freshExtension(e *core.RequestEvent) error {
	if strings.HasPrefix(e.Request.URL.Path, "/_/extensions") {
		e.Response.Header().Set("Cache-Control", "no-cache")
	}
	return e.Next()
}

// fields tells which fields of a complaint nobody may write: those of the
// server never, the fixed ones only once, with the filing.
func fields(e *core.RequestEvent) error {
	return e.JSON(http.StatusOK, map[string]any{
		records.Complaints: map[string]any{"server": complaint.ServerFields(), "fixed": complaint.FixedFields()},
	})
}

package hooks

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/purchase"
	"escucha/internal/casework"
	"escucha/internal/sheet"
	"escucha/internal/transfer"
)

// importPurchases takes in a file of purchases: what would become of it, or,
// with commit, what did; with answer=rejects, what would be refused, as a file.
func (a api) importPurchases(e *core.RequestEvent) error {
	by := casework.AuthActor(e.Auth)
	if !by.Staff() {
		return e.ForbiddenError("", nil)
	}
	file, _, err := e.Request.FormFile("file")
	if err != nil {
		return e.BadRequestError("", a.named("file", "validation_required"))
	}
	defer file.Close() // only read: nothing can be lost
	o := transfer.Options{By: by, Language: language(e), Commit: e.Request.FormValue("commit") == "true", MakeThem: e.Request.FormValue("create_customers") == "true"}
	if mark := e.Request.FormValue("decimal"); mark == "," || mark == "." {
		o.Decimal = purchase.Mark(mark[0])
	}
	if text := e.Request.FormValue("mapping"); text != "" {
		if err := json.Unmarshal([]byte(text), &o.Columns); err != nil {
			return e.BadRequestError("", a.named("mapping", "validation_invalid_json"))
		}
	}
	if e.Request.FormValue("answer") == "rejects" {
		return a.rejects(e, file, o)
	}
	result, err := transfer.Purchases(e.App, a.g, file, o, nil)
	if err != nil {
		return a.lacking(e, err)
	}
	return e.JSON(http.StatusOK, result)
}

// rejects answers with the file of what would be refused; nothing is stored.
func (a api) rejects(e *core.RequestEvent, file interface {
	Read([]byte) (int, error)
	Seek(int64, int) (int64, error)
}, o transfer.Options) error {
	o.Commit = false
	var out bytes.Buffer
	_, err := transfer.Purchases(e.App, a.g, file, o, func(headers []string) (*transfer.Rejects, error) {
		t := func(key string) string { return a.g.Texts.T(o.Language, key, nil) }
		return transfer.NewRejects(&out, headers, t("import.line"), t("import.error"))
	})
	if err != nil {
		return a.lacking(e, err)
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="rejects.csv"`)
	return e.Blob(http.StatusOK, "text/csv; charset=utf-8", append([]byte(sheet.Mark), out.Bytes()...))
}

// lacking names the columns that a file has not.
func (a api) lacking(e *core.RequestEvent, err error) error {
	var missing transfer.Missing
	if !errors.As(err, &missing) {
		return fmt.Errorf("import purchases: %w", err)
	}
	problems := validation.Errors{}
	for _, field := range missing.Fields {
		problems["mapping."+string(field)] = a.problem("import_column")
	}
	return e.BadRequestError("", problems)
}

func (a api) named(field, code string) validation.Errors {
	return validation.Errors{field: a.problem(code)}
}

// problem is written in the caller's language on the way out.
func (a api) problem(code string) validation.Error { return validation.NewError(code, code) }

package hooks

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// packed compresses the longer JSON answers. What an attacker could guess from
// their length is out of reach: no browser sends our token by itself.
func packed() *hook.Handler[*core.RequestEvent] {
	return apis.GzipWithConfig(apis.GzipConfig{MinLength: 1024})
}

// answer sends JSON with the hash of what the caller would read, and a few
// bytes to a browser that has it from its last visit. It is asked every time,
// by whoever signs in there.
func answer(e *core.RequestEvent, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:10]) + `"`
	e.Response.Header().Set("ETag", tag)
	e.Response.Header().Set("Cache-Control", "private, no-cache")
	if e.Request.Header.Get("If-None-Match") == tag {
		return e.NoContent(http.StatusNotModified)
	}
	return e.JSON(http.StatusOK, json.RawMessage(body))
}

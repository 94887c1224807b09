// Package e2e holds the tests that need a browser. They drive Chromium from Go,
// so that no JavaScript tool has to be installed.
package e2e

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// outcome is one row of a JavaScript test, as lib/harness.js records it.
type outcome struct {
	Name  string `json:"name"`
	Error string `json:"error"`
}

// TestLib runs lib/*.test.js in Chromium against the desk's own modules.
func TestLib(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("lib/*.test.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests below lib: %v", err)
	}
	server := libServer(t, files)
	tab := browser(t)
	if err := chromedp.Do(tab, chromedp.Navigate(server.URL)); err != nil {
		t.Fatalf("open the page: %v", err)
	}
	got, err := chromedp.Run(tab, chromedp.Evaluate[[]outcome](
		`import("/run.js").then(m => m.default)`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("run the tests: %v", err)
	}
	if len(got) < 100 {
		t.Errorf("only %d rows ran", len(got))
	}
	for _, one := range got {
		t.Run(one.Name, func(t *testing.T) {
			t.Parallel()
			if one.Error != "" {
				t.Error(one.Error)
			}
		})
	}
}

// libServer serves the public files, the tests and a module that imports them all.
func libServer(t *testing.T, files []string) *httptest.Server {
	t.Helper()
	var run strings.Builder
	run.WriteString(`import { results } from "/lib/harness.js";` + "\n")
	for _, name := range files {
		fmt.Fprintf(&run, "import %q;\n", "/"+filepath.ToSlash(name))
	}
	// rows may wait for a promise; they are all settled a turn later
	run.WriteString("await new Promise((done) => setTimeout(done));\nexport default results;\n")
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("../pb_public")))
	mux.Handle("/lib/", http.FileServer(http.Dir(".")))
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>lib</title>")
	})
	mux.HandleFunc("/run.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, run.String())
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// browser starts a Chromium of its own for one test.
func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.Flag("lang", "es"))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses its sandbox to root
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

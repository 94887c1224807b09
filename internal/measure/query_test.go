package measure

import (
	"strings"
	"testing"
)

// Every query about some cases starts from their ids: one that starts from the
// table reads all that was ever stored, for each batch.
func TestQueriesStartFromTheIDs(t *testing.T) {
	t.Parallel()
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	about := 0
	for _, e := range entries {
		raw, err := files.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		if !strings.Contains(text, "{:ids}") {
			continue
		}
		about++
		for _, part := range strings.Split(text, "UNION ALL") {
			if !strings.Contains(part, "FROM json_each({:ids}) AS one\nCROSS JOIN") {
				t.Errorf("%s starts from elsewhere", e.Name())
			}
		}
	}
	if about < 8 {
		t.Errorf("only %d queries about cases", about)
	}
}

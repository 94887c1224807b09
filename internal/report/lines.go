package report

import (
	"database/sql"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
)

// lines hands on the rows of a query that answers them as one text, fields apart
// by "|" and rows by line: of a hundred thousand rows, each asked for by itself
// costs several times what reading it did. The last field may hold anything.
func (c *counter) lines(name string, params dbx.Params, fields int, take func([]string) error) error {
	q, err := c.query(name)
	if err != nil {
		return err
	}
	var text sql.NullString
	if err := q.Bind(params).Row(&text); err != nil {
		return fmt.Errorf("report query %s: %w", name, err)
	}
	row := make([]string, fields)
	for line := range strings.SplitSeq(text.String, "\n") {
		if line == "" {
			continue // there are none at all
		}
		if strings.Count(line, "|") < fields-1 {
			return fmt.Errorf("report query %s: line %q has fewer than %d fields", name, line, fields)
		}
		rest := line
		for i := range fields - 1 {
			row[i], rest, _ = strings.Cut(rest, "|")
		}
		row[fields-1] = rest
		if err := take(row); err != nil {
			return fmt.Errorf("report query %s: line %q: %w", name, line, err)
		}
	}
	return nil
}

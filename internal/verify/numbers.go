package verify

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// series is one numbering: a book in a year.
type series struct {
	Book string `db:"book"`
	Year int    `db:"year"`
	Last int    `db:"last"`
}

// used is a number that was given, to a case that is there or was purged.
type used struct {
	Book   string `db:"book"`
	Number string `db:"number"`
}

// groups are the parts of a number: the running part and the year.
var groups = regexp.MustCompile(`\d+`)

// checkSequences: as many numbers were given in each series as its last one says.
func checkSequences(app core.App, report *Report) error {
	var all []series
	if err := app.ConcurrentDB().Select("book", "year", "last").From("sequences").OrderBy("book", "year").All(&all); err != nil {
		return err
	}
	var given []used
	err := app.ConcurrentDB().NewQuery(`SELECT book, number FROM complaints UNION ALL
		SELECT COALESCE(json_extract(data, '$.extra.book'), ''), json_extract(data, '$.extra.number') FROM events WHERE type = 'complaint.purged'`).All(&given)
	if err != nil {
		return err
	}
	for _, s := range all {
		n := 0
		for _, u := range given {
			if u.Book == s.Book && slices.Contains(groups.FindAllString(u.Number, -1), fmt.Sprintf("%04d", s.Year)) {
				n++
			}
		}
		if n != s.Last {
			report.add("", "numbers", fmt.Sprintf("%s %d", s.Book, s.Year), fmt.Sprint(s.Last), fmt.Sprint(n))
		}
	}
	return nil
}

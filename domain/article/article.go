// Package article is what customers can read by themselves, and what only the
// team should know: what must hold before one is stored (R051, R052).
package article

import "strings"

// Status is where an article stands.
type Status string

// The statuses.
const (
	Draft     Status = "draft"
	Published Status = "published"
	Retired   Status = "retired" // its address answers that it is gone
)

// Statuses lists them.
func Statuses() []Status { return []Status{Draft, Published, Retired} }

// Article is what the rules look at.
type Article struct {
	Code, TitleES, BodyES, TitleEN, BodyEN string
	Status                                 Status
}

// Problem is a field with the code of what is wrong; the zero value is none.
type Problem struct{ Field, Code string }

// Check judges an article; was is the zero value of a new one. Once customers
// know its address, that stays, and it is a draft no more.
func Check(was, now Article) Problem {
	known := was.Status == Published || was.Status == Retired
	switch {
	case blank(now.TitleES):
		return Problem{"title_es", "validation_required"}
	case blank(now.BodyES):
		return Problem{"body_es", "validation_required"}
	case blank(now.TitleEN) && !blank(now.BodyEN):
		return Problem{"title_en", "article_both"}
	case !blank(now.TitleEN) && blank(now.BodyEN):
		return Problem{"body_en", "article_both"}
	case known && now.Code != was.Code:
		return Problem{"code", "article_address"}
	case known && now.Status == Draft:
		return Problem{"status", "article_known"}
	}
	return Problem{}
}

// Told reports whether a change makes another version: its words, and who reads them.
func Told(was, now Article, wasPublic, public bool) bool {
	return was != now || wasPublic != public
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

package article_test

import (
	"testing"

	"escucha/domain/article"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	draft := article.Article{Code: "lavar-platos", TitleES: "Cómo lavar los platos", BodyES: "Con agua tibia.", Status: article.Draft}
	with := func(a article.Article, change func(*article.Article)) article.Article { change(&a); return a }
	out := with(draft, func(a *article.Article) { a.Status = article.Published })
	retired := with(draft, func(a *article.Article) { a.Status = article.Retired })
	rows := []struct {
		name     string
		was, now article.Article
		want     article.Problem
	}{
		{"new", article.Article{}, draft, article.Problem{}},
		{"published at once", article.Article{}, out, article.Problem{}},
		{"in both languages", draft, with(draft, func(a *article.Article) { a.TitleEN, a.BodyEN = "Washing", "With warm water." }), article.Problem{}},
		{"no title", article.Article{}, with(draft, func(a *article.Article) { a.TitleES = " " }), article.Problem{Field: "title_es", Code: "validation_required"}},
		{"no words", article.Article{}, with(draft, func(a *article.Article) { a.BodyES = "\n" }), article.Problem{Field: "body_es", Code: "validation_required"}},
		{"English title alone", draft, with(draft, func(a *article.Article) { a.TitleEN = "Washing" }), article.Problem{Field: "body_en", Code: "article_both"}},
		{"English words alone", draft, with(draft, func(a *article.Article) { a.BodyEN = "Warm" }), article.Problem{Field: "title_en", Code: "article_both"}},
		{"another address for a draft", draft, with(draft, func(a *article.Article) { a.Code = "platos" }), article.Problem{}},
		{"another address that people know", out, with(out, func(a *article.Article) { a.Code = "platos" }), article.Problem{Field: "code", Code: "article_address"}},
		{"a draft again", out, draft, article.Problem{Field: "status", Code: "article_known"}},
		{"retired", out, retired, article.Problem{}},
		{"back again", retired, out, article.Problem{}},
		{"retired, and a draft again", retired, draft, article.Problem{Field: "status", Code: "article_known"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := article.Check(row.was, row.now); got != row.want {
				t.Errorf("%v, want %v", got, row.want)
			}
		})
	}
	if article.Told(draft, draft, true, true) || !article.Told(draft, draft, false, true) || !article.Told(draft, out, true, true) {
		t.Error("what makes a version")
	}
	if len(article.Statuses()) != 3 {
		t.Error("a status is missing")
	}
}

package portal

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v5"

	questions "escucha/domain/survey"
	"escucha/internal/portal/web"
)

// Surveys are the questions that a customer opens by a link of their own. A
// token that opens nothing is ErrNotFound.
type Surveys interface {
	// Survey is what the page shows; opened says that a person came, and not a
	// program that looks at every link of a mail.
	Survey(ctx context.Context, token string, opened bool) (Survey, error)
	// Answer keeps an answer: FieldErrors for what it lacks, ErrNotNow when the
	// survey takes none any more.
	Answer(ctx context.Context, token string, a questions.Answer) error
	// Stop notes that the customer wants no more surveys.
	Stop(ctx context.Context, token string) error
}

// The states of a survey.
const (
	SurveyOpen     = "open"
	SurveyAnswered = "answered"
	SurveyClosed   = "closed"
	SurveyEarly    = "early" // the case is being worked on again
)

// Survey is one of them, as its page sees it.
type Survey struct {
	Number   string
	Name     string // how the customer likes to be called; may be empty
	Goal     string
	Language string // of the case
	Campaign bool   // about the business in general
	State    string
	Stopped  bool // the customer wants no more of them
}

// surveyData is the page, with what an answer lacks.
type surveyData struct {
	Survey
	Key   string
	Typed map[string]string
	Errs  FieldErrors
	Down  bool // nothing could be stored
	Stop  bool // it is about the end of the surveys
}

// surveyFields are what the form sends.
var surveyFields = []string{"solution", "treatment", "expectation", "reason", "recommend", "comment", "effort", "compared"}

func (p *Portal) surveyRoutes(g *echo.Group) {
	s := g.Group("/s/:key", web.Private)
	s.GET("", p.survey)
	s.POST("", p.answerSurvey)
	s.GET("/stop", p.survey)
	s.POST("/stop", p.stopSurveys)
}

func (p *Portal) survey(c *echo.Context) error {
	return p.showSurvey(c, http.StatusOK, surveyData{Typed: map[string]string{}})
}

// showSurvey renders the page, in the language of the case for who has chosen none.
func (p *Portal) showSurvey(c *echo.Context, status int, data surveyData) error {
	data.Key = c.Param("key")
	data.Stop = c.Path() == prefix+"/s/:key/stop"
	found, err := p.surveys.Survey(c.Request().Context(), data.Key, c.Request().Header.Get("Sec-Fetch-User") == "?1")
	if errors.Is(err, ErrNotFound) {
		return p.surveyPage(c, http.StatusNotFound, "survey_none", surveyData{})
	}
	if err != nil {
		return err
	}
	data.Survey = found
	if p.site.Undecided(c) {
		p.site.Speak(c, found.Language)
	}
	switch {
	case data.Stop || found.State == SurveyAnswered:
	case found.State == SurveyClosed:
		status = http.StatusGone
	case found.State == SurveyEarly:
		status = http.StatusConflict
	}
	return p.surveyPage(c, status, "survey", data)
}

func (p *Portal) surveyPage(c *echo.Context, status int, name string, data surveyData) error {
	return p.show(c, status, name, "portal.survey.title", func(v *view) error {
		v.NoIndex, v.D = true, data
		return nil
	})
}

// answerSurvey keeps an answer; a second one leads to the same thanks.
func (p *Portal) answerSurvey(c *echo.Context) error {
	data := surveyData{Typed: map[string]string{}}
	form := postedOf(c)
	for _, name := range surveyFields {
		data.Typed[name] = form.value(name)
	}
	err := p.surveys.Answer(c.Request().Context(), c.Param("key"), answerOf(data.Typed))
	var wrong FieldErrors
	switch {
	case err == nil:
		return c.Redirect(http.StatusSeeOther, prefix+"/s/"+c.Param("key"))
	case errors.Is(err, ErrNotFound), errors.Is(err, ErrNotNow):
		return p.survey(c) // as it is now
	case errors.As(err, &wrong):
		data.Errs = wrong
		return p.showSurvey(c, http.StatusBadRequest, data)
	}
	web.Report(c, err)
	data.Down = true
	return p.showSurvey(c, http.StatusInternalServerError, data)
}

// answerOf reads what was chosen; what is no number is not answered.
func answerOf(typed map[string]string) questions.Answer {
	score := func(name string) int {
		n, err := strconv.Atoi(typed[name])
		if err != nil {
			return 0
		}
		return n
	}
	a := questions.Answer{Solution: score("solution"), Treatment: score("treatment"), Expectation: typed["expectation"], Effort: score("effort"),
		Compared: typed["compared"], Reason: typed["reason"], Comment: typed["comment"]}
	if n, err := strconv.Atoi(typed["recommend"]); err == nil {
		a.Recommend = &n
	}
	return a
}

func (p *Portal) stopSurveys(c *echo.Context) error {
	switch err := p.surveys.Stop(c.Request().Context(), c.Param("key")); {
	case err == nil:
		return c.Redirect(http.StatusSeeOther, prefix+"/s/"+c.Param("key")+"/stop")
	case errors.Is(err, ErrNotFound):
		return p.survey(c)
	default:
		return err
	}
}

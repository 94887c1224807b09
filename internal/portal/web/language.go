package web

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v5"

	"escucha/internal/i18n"
)

const (
	languageCookie = "lang"
	languageKey    = "lang"
	languageLife   = 365 * 24 * time.Hour
)

// language settles the language of the answer: the cookie, else the browser's
// wish. ?lang=en writes the cookie and comes back without the parameter.
func (s *Site) language(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		c.Response().Header().Add("Vary", "Accept-Language, Cookie")
		if wish := c.QueryParam("lang"); wish != "" && c.Request().Method == http.MethodGet {
			s.Speak(c, wish)
			return c.Redirect(http.StatusSeeOther, withoutLanguage(c))
		}
		c.Set(languageKey, s.spoken(c))
		return next(c)
	}
}

func (s *Site) spoken(c *echo.Context) string {
	if cookie, err := c.Cookie(languageCookie); err == nil && slices.Contains(i18n.Languages, cookie.Value) {
		return cookie.Value
	}
	return i18n.Match(c.Request().Header.Get("Accept-Language"))
}

// Undecided tells that the reader has chosen no language here yet.
func (s *Site) Undecided(c *echo.Context) bool {
	cookie, err := c.Cookie(languageCookie)
	return err != nil || !slices.Contains(i18n.Languages, cookie.Value)
}

// Speak sets the language of this answer and of the next visits. An unknown
// one becomes the default.
func (s *Site) Speak(c *echo.Context, lang string) {
	lang = i18n.Known(lang)
	c.Set(languageKey, lang)
	c.SetCookie(&http.Cookie{
		Name: languageCookie, Value: lang, Path: s.Prefix, MaxAge: int(languageLife.Seconds()),
		HttpOnly: true, Secure: c.Scheme() == "https", SameSite: http.SameSiteLaxMode,
	})
}

// Language is the one of this answer.
func Language(c *echo.Context) string {
	lang, _ := c.Get(languageKey).(string) // unset when an early middleware failed
	return i18n.Known(lang)
}

// withoutLanguage is the address asked for, less ?lang=: path and query only,
// so it never leads to another site.
func withoutLanguage(c *echo.Context) string {
	query := c.Request().URL.Query()
	query.Del("lang")
	to := url.URL{Path: c.Request().URL.Path, RawQuery: query.Encode()}
	return to.RequestURI()
}

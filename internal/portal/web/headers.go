package web

import (
	"net/http"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"
)

// policy lets a page load its own style, script and pictures and post to
// itself: no inline code, no frame, nothing from elsewhere.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "no-referrer") // the address of a page may be its key
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		return next(c)
	}
}

// Private marks answers that no cache may keep and no robot may list: their
// address opens a case.
func Private(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c *echo.Context) error {
		h := c.Response().Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Robots-Tag", "noindex, nofollow")
		return next(c)
	}
}

// Guard refuses posts from other sites. Browsers that send Sec-Fetch-Site are
// judged by it; the rest (old ones, and all on plain http) by a cookie and
// the form's field "_csrf". Bodies must have been read before (see Forms).
func Guard(prefix string) echo.MiddlewareFunc {
	plain, secure := guard(prefix, false), guard(prefix, true)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		onPlain, onSecure := plain(next), secure(next)
		return func(c *echo.Context) error {
			if c.Scheme() == "https" {
				return onSecure(c)
			}
			return onPlain(c)
		}
	}
}

func guard(prefix string, secure bool) echo.MiddlewareFunc {
	return middleware.CSRFWithConfig(middleware.CSRFConfig{
		TokenLookup:    "form:_csrf",
		CookieName:     "form_key",
		CookiePath:     prefix,
		CookieHTTPOnly: true,
		CookieSecure:   secure,
		CookieSameSite: http.SameSiteLaxMode,
		ErrorHandler:   func(_ *echo.Context, err error) error { return echo.ErrForbidden.Wrap(err) },
	})
}

// csrf is the value for the form's field "_csrf".
func csrf(c *echo.Context) string {
	token, _ := c.Get(middleware.DefaultCSRFConfig.ContextKey).(string) // unset outside Guard
	return token
}

// Rate is how often one address may ask: tokens per second and their store.
type Rate struct {
	PerSecond float64
	Burst     int
}

// Limit answers 429 to an address that asks more often.
func (r Rate) Limit() echo.MiddlewareFunc {
	return middleware.RateLimiter(middleware.NewRateLimiterMemoryStoreWithConfig(
		middleware.RateLimiterMemoryStoreConfig{Rate: r.PerSecond, Burst: r.Burst},
	))
}

package portal

import (
	"errors"
	"time"

	"github.com/labstack/echo/v5"
)

// patience is how long an error page waits for the shop's name.
const patience = 2 * time.Second

// status gives an error of Casework the status of its page.
func status(err error) error {
	switch {
	case errors.Is(err, ErrNotFound):
		return echo.ErrNotFound.Wrap(err)
	case errors.Is(err, ErrTooLarge):
		return echo.ErrStatusRequestEntityTooLarge.Wrap(err)
	}
	return err
}

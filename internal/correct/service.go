// Package correct is what is done so that a trouble does not come back: the
// board of the corrective actions, what each changed, the customers who are told
// of it, and the troubles of the system. What an action must have is the
// domain's to say, and the record hooks ask it; nothing here decides again.
package correct

import (
	"escucha/internal/casework"
)

// Service answers for the corrective actions.
type Service struct{ g *casework.Engine }

// New returns it.
func New(g *casework.Engine) *Service { return &Service{g} }

// Sees narrows a query on a collection to what its own rule lets the caller see.
type Sees = casework.Sees

package privacy

import "escucha/internal/casework"

// Service does what a person may ask for about their data.
type Service struct{ g *casework.Engine }

// New returns the service on an engine.
func New(g *casework.Engine) *Service { return &Service{g} }

// Package person answers who a customer is and what they and the business have
// been through: the list of customers, the card of one and one line of time. It
// reads; what a caller may not open is left out by the rules of the collections.
package person

import (
	"github.com/pocketbase/pocketbase/core"

	"escucha/domain/complaint"
	"escucha/internal/casework"
)

// Reader is somebody who asks about customers.
type Reader struct {
	App    core.App
	Engine *casework.Engine
	Actor  complaint.Actor
	Sees   casework.Sees // narrows a query on a collection to what they may read
}

package mailbox

import "github.com/pocketbase/pocketbase/core"

// Sort works out what the new mails mean.
func (p *Post) Sort(app core.App) error { return nil }

package e2e

import "regexp"

// rawKey is the key of a text that nobody translated, as it would be read on a page.
var rawKey = regexp.MustCompile(`\b(desk|portal|rule|stage|field|transition|template|error|event|kind|channel|fault|severity|lane|role)\.[a-z_]+(\.[a-z_]+)*\b`)

package inbound

import "slices"

// What can be broken in a mail; codes, worded by whoever shows them.
const (
	problemHeaders   = "headers"    // lines among the headers that are none
	problemNoHeaders = "no_headers" // text from the first line on
	problemSender    = "no_sender"  // nobody that could be answered
	problemDate      = "no_date"
	problemBoundary  = "boundary"  // parts that do not begin or end as announced
	problemEncoding  = "encoding"  // quoted-printable or base64 with errors
	problemCharset   = "charset"   // an alphabet that we do not know: kept byte by byte
	problemNested    = "nested"    // parts in parts, too deep: kept as a file
	problemParts     = "parts"     // too many parts: the rest is one file
	problemTNEF      = "tnef"      // Outlook's own envelope: it may hold more than could be read
	problemEncrypted = "encrypted" // only the addressee's program can open it
	problemLong      = "long"      // a text so long that it is a file
	problemAfter     = "after_end" // words behind the end of the last part
)

// problems collects codes, each once.
type problems []string

func (p *problems) add(code string) {
	if i, found := slices.BinarySearch(*p, code); !found {
		*p = slices.Insert(*p, i, code)
	}
}

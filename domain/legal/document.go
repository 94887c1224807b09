package legal

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

//go:embed data/documents.json
var documentData []byte

// DocumentType is a kind of identity document. Pattern is a regular
// expression on the number as NormalDocument writes it; it knows the form of
// a number, not whether its check digit is right.
type DocumentType struct {
	Code    string `json:"code"`
	NameES  string `json:"name_es"`
	NameEN  string `json:"name_en"`
	Pattern string `json:"pattern"`
	Example string `json:"example"`

	whole *regexp.Regexp
}

var documents = sync.OnceValues(func() (map[string][]DocumentType, error) {
	all := map[string][]DocumentType{}
	if err := json.Unmarshal(documentData, &all); err != nil {
		return nil, fmt.Errorf("read the embedded document types: %w", err)
	}
	for country, types := range all {
		for i, kind := range types {
			whole, err := regexp.Compile("^(?:" + kind.Pattern + ")$")
			if err != nil {
				return nil, fmt.Errorf("pattern of %s in %s: %w", kind.Code, country, err)
			}
			types[i].whole = whole
		}
	}
	return all, nil
})

// DocumentTypes lists the documents of a country, the usual one first; none
// for a country that is not known.
func DocumentTypes(country string) ([]DocumentType, error) {
	all, err := documents()
	return append([]DocumentType(nil), all[strings.ToUpper(country)]...), err
}

func documentType(country, code string) (DocumentType, error) {
	types, err := DocumentTypes(country)
	if err != nil {
		return DocumentType{}, err
	}
	for _, kind := range types {
		if kind.Code == code {
			return kind, nil
		}
	}
	return DocumentType{}, fmt.Errorf("document %q of %s: %w", code, country, ErrDocumentType)
}

// separators are what people write between the digits of a number.
var separators = strings.NewReplacer(" ", "", ".", "", "-", "", "/", "")

// NormalDocument writes a number as it is compared: "12.345.678-k" and
// "12345678K" are one.
func NormalDocument(number string) string {
	return strings.ToUpper(separators.Replace(number))
}

// CheckDocument refuses, as a Code, a type that the country does not have or a
// number that cannot be one of it; nil when it may be.
func CheckDocument(country, code, number string) error {
	kind, err := documentType(country, code)
	if err != nil {
		return err
	}
	if !kind.whole.MatchString(NormalDocument(number)) {
		return ErrDocumentNumber
	}
	return nil
}

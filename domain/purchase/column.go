package purchase

import (
	"slices"
	"strings"
)

// Field is what a column of a file is about.
type Field string

// The fields, in the order in which they are offered.
const (
	Date       Field = "date"
	Sum        Field = "amount"
	Currency   Field = "currency"
	Product    Field = "product"
	ExternalID Field = "external_id"
	Document   Field = "document"
	Email      Field = "email"
	Phone      Field = "phone"
	Name       Field = "name"
)

// Fields lists them.
func Fields() []Field {
	return []Field{Date, Sum, Currency, Product, ExternalID, Document, Email, Phone, Name}
}

// known are words that head the columns of tills and spreadsheets, folded; of
// two columns the one whose word stands first is taken.
var known = map[Field][]string{
	Date:       {"fecha de compra", "fecha de emision", "fecha", "dia", "purchase date", "order date", "date", "day"},
	Sum:        {"importe total", "importe", "monto total", "monto", "total", "valor", "amount", "total amount", "price", "precio"},
	Currency:   {"moneda", "divisa", "currency"},
	Product:    {"producto", "articulo", "descripcion", "detalle", "concepto", "product", "item", "description"},
	ExternalID: {"numero de boleta", "numero de factura", "comprobante", "boleta", "factura", "pedido", "numero", "id externo", "external id", "external_id", "order id", "order", "invoice", "id"},
	Document:   {"numero de documento", "documento", "dni", "ruc", "rut", "nit", "nif", "cedula", "cuit", "rfc", "document number", "document", "tax id"},
	Email:      {"correo electronico", "correo", "email", "e-mail", "mail"},
	Phone:      {"telefono", "celular", "movil", "phone", "mobile", "telephone"},
	Name:       {"nombre del cliente", "razon social", "cliente", "nombre", "customer name", "customer", "name"},
}

var accents = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "nº", "numero", "n°", "numero", "_", " ")

func fold(header string) string {
	return strings.Join(strings.Fields(accents.Replace(strings.ToLower(header))), " ")
}

// Columns finds in which column each field stands. What the caller says (field
// to header) comes first; a header that is not there is left out of the answer.
func Columns(headers []string, said map[Field]string) map[Field]int {
	folded := make([]string, len(headers))
	for i, header := range headers {
		folded[i] = fold(header)
	}
	out, taken := map[Field]int{}, map[int]bool{}
	take := func(field Field, word string) {
		if at := slices.Index(folded, fold(word)); at >= 0 && !taken[at] {
			out[field], taken[at] = at, true
		}
	}
	for _, field := range Fields() {
		if said[field] != "" {
			take(field, said[field])
		}
	}
	for _, field := range Fields() {
		for _, word := range known[field] {
			if _, found := out[field]; !found && said[field] == "" {
				take(field, word)
			}
		}
	}
	return out
}

// Missing lists what no purchase can be without: when, how much, and by whom.
func Missing(columns map[Field]int) []Field {
	var out []Field
	for _, field := range []Field{Date, Sum} {
		if _, ok := columns[field]; !ok {
			out = append(out, field)
		}
	}
	for _, field := range []Field{Document, Email, Phone} {
		if _, ok := columns[field]; ok {
			return out
		}
	}
	return append(out, Document)
}

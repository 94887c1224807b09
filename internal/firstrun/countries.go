package firstrun

// taxID is how each country calls the number of a business.
var taxID = map[string]string{"PE": "RUC", "CO": "NIT", "ES": "NIF", "MX": "RFC", "CL": "RUT", "AR": "CUIT", "EC": "RUC"}

// currency is that of the country.
var currency = map[string]string{"PE": "PEN", "CO": "COP", "ES": "EUR", "MX": "MXN", "CL": "CLP", "AR": "ARS", "EC": "USD"}

// moreZones are those of the same countries that no profile has as its own.
var moreZones = []string{"America/Argentina/Cordoba", "America/Cancun", "America/Tijuana", "America/Punta_Arenas", "Atlantic/Canary",
	"Pacific/Galapagos", "America/La_Paz", "America/Asuncion", "America/Montevideo", "America/Caracas", "America/Panama",
	"America/Costa_Rica", "America/Guatemala", "America/Santo_Domingo", "UTC"}

package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
)

// Ids of the shop, for tests that point at them.
const (
	Sales    = "areasales000001"
	Shipping = "areashipping001"
	Rosa     = "customerrosa001"
)

// prepare makes the database of the shop once: people by the program's own
// commands, the rest by its API as a superuser, as an owner could.
func prepare() (string, error) {
	dir := filepath.Join(work.dir, "shop")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", fmt.Errorf("prepare the shop: %w", err)
	}
	for _, args := range [][]string{
		{"migrate", "up"},
		{"superuser", "upsert", Superuser, Password},
		{"agent", "create", Agent, Password, "--name=Inés Paredes"},
		{"agent", "create", Lead, Password, "--name=Rubén Chumpitaz", "--role=lead"},
		{"agent", "create", Admin, Password, "--name=Lucía Mendiburu", "--role=admin"},
	} {
		if _, err := command(dir, args...); err != nil {
			return "", fmt.Errorf("prepare the shop: %w", err)
		}
	}
	s, err := launch(dir)
	if err != nil {
		return "", fmt.Errorf("prepare the shop: %w", err)
	}
	defer s.stop()
	return dir, s.furnish()
}

// furnish adds the business, its areas and a customer.
func (s *server) furnish() error {
	token, err := s.signIn("_superusers", Superuser)
	if err != nil {
		return err
	}
	rows := []struct {
		collection string
		values     map[string]any
	}{
		{"business", map[string]any{"name": "Casa Nogal", "legal_name": "Casa Nogal S.A.C.", "tax_id": "20600000001",
			"address": "Av. Los Nogales 1180, Lima", "phone": "(01) 900 0100", "email": "escucha@casanogal.example", "country": "PE",
			"legal_profile": "pe", "timezone": "America/Lima", "currency": "PEN", "language": "es", "register": "usted"}},
		{"books", map[string]any{"id": "principal", "name": "Principal", "active": true}},
		{"areas", map[string]any{"id": Sales, "name": "Tienda", "active": true}},
		{"areas", map[string]any{"id": Shipping, "name": "Despachos", "active": true}},
		{"customers", map[string]any{"id": Rosa, "name": "Rosa Elena Quispe Huamán", "document_type": "dni",
			"document_number": "40000142", "email": "rosa.quispe@correo.example", "phone": "+51 900 000 142", "language": "es"}},
	}
	for _, row := range rows {
		res, err := s.call(token, http.MethodPost, "/api/collections/"+row.collection+"/records", row.values)
		if err != nil {
			return err
		}
		if res.Status != http.StatusOK {
			return fmt.Errorf("add to %s: %d %s", row.collection, res.Status, res.Text)
		}
	}
	return nil
}

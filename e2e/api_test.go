package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// answer is what the program said to a request.
type answer struct {
	Status int
	Header http.Header
	Text   string
	JSON   map[string]any // nil when the text is no JSON object
}

// At walks down the JSON of an answer; nil when something is not there.
func (a answer) At(path ...string) any {
	var here any = a.JSON
	for _, name := range path {
		m, ok := here.(map[string]any)
		if !ok {
			return nil
		}
		here = m[name]
	}
	return here
}

// API sends a request with a token ("" for a stranger) and a body (nil for none).
func (s *server) API(t *testing.T, token, method, path string, body any) answer {
	t.Helper()
	a, err := s.call(token, method, path, body)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Create adds a record and returns its id; the test fails when it is refused.
func (s *server) Create(t *testing.T, token, collection string, values map[string]any) string {
	t.Helper()
	a := s.API(t, token, http.MethodPost, "/api/collections/"+collection+"/records", values)
	id, ok := a.At("id").(string)
	if !ok {
		t.Fatalf("create in %s: %d %s", collection, a.Status, a.Text)
	}
	return id
}

// Token signs somebody in: collection agents or _superusers.
func (s *server) Token(t *testing.T, collection, email string) string {
	t.Helper()
	token, err := s.signIn(collection, email)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func (s *server) signIn(collection, email string) (string, error) {
	a, err := s.call("", http.MethodPost, "/api/collections/"+collection+"/auth-with-password", map[string]any{"identity": email, "password": Password})
	if err != nil {
		return "", err
	}
	token, ok := a.At("token").(string)
	if !ok {
		return "", fmt.Errorf("sign in %s: %d %s", email, a.Status, a.Text)
	}
	return token, nil
}

func (s *server) call(token, method, path string, body any) (answer, error) {
	var in io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return answer{}, fmt.Errorf("write body of %s: %w", path, err)
		}
		in = bytes.NewReader(data)
	}
	req, err := http.NewRequest(method, s.URL+path, in)
	if err != nil {
		return answer{}, fmt.Errorf("%s %s: %w", method, path, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Language", "es-PE")
	if token != "" {
		req.Header.Set("Authorization", token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{}, fmt.Errorf("%s %s: %w", method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return answer{}, fmt.Errorf("%s %s: %w", method, path, err)
	}
	out := answer{Status: res.StatusCode, Header: res.Header, Text: string(text)}
	if json.Unmarshal(text, &out.JSON) != nil {
		out.JSON = nil // a page or a list: Text has it
	}
	return out, nil
}

package thread

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// book is a finder over a few cases: what we know of each.
type book []entry

type entry struct {
	Case
	key    string
	ids    []string
	people []string
}

var errLost = errors.New("the connection was lost")

func (b book) find(is func(entry) bool) (Case, error) {
	for _, e := range b {
		if is(e) {
			return e.Case, nil
		}
	}
	return Case{}, nil
}

func (b book) ByMessageID(id string) (Case, error) {
	return b.find(func(e entry) bool { return slices.Contains(e.ids, id) })
}

func (b book) ByKey(key string) (Case, error) {
	return b.find(func(e entry) bool { return e.key == key })
}

func (b book) Belongs(c Case, email string) (bool, error) {
	got, err := b.find(func(e entry) bool { return e.Case == c && slices.Contains(e.people, email) })
	return got.ID != "", err
}

const (
	keyA = "7K3QM9XW2RHT8VBN4CJYD6FPGS5E"
	keyB = "0123456789ABCDEFGHJKMNPQRSTV"
)

// shop has a case of Ana and one of Beto; both have the same number, of two
// books.
var shop = book{
	{Case{"a", "2026-000007"}, keyA, []string{"<a1@shop>", "<a2@shop>", "<ana1@mail>"}, []string{"ana@mail.example"}},
	{Case{"b", "2026-000007"}, keyB, []string{"<b1@shop>"}, []string{"beto@mail.example"}},
	{Case{"c", ""}, strings.Repeat("C", 28), []string{"<c1@shop>"}, nil},
}

func TestMatch(t *testing.T) {
	t.Parallel()
	link := "Véalo en https://shop.example/portal/c/"
	cases := []struct {
		name string
		mail Clues
		want Verdict
	}{
		{"nothing", Clues{Sender: "ana@mail.example"}, Verdict{How: Unknown}},
		{"an answer", Clues{Sender: "ana@mail.example", InReplyTo: []string{"<a1@shop>"}}, Verdict{"a", ByReference, "<a1@shop>"}},
		{"an answer to an answer", Clues{Sender: "ana@mail.example", InReplyTo: []string{"<x@y>"}, References: []string{"<a1@shop>", "<ana1@mail>", "<x@y>"}}, Verdict{"a", ByReference, "<ana1@mail>"}},
		{"what was answered goes before what came before", Clues{Sender: "ana@mail.example", InReplyTo: []string{"<a1@shop>"}, References: []string{"<a1@shop>", "<a2@shop>"}}, Verdict{"a", ByReference, "<a1@shop>"}},
		{"a reference to the case of another", Clues{Sender: "beto@mail.example", InReplyTo: []string{"<a1@shop>"}}, Verdict{How: Foreign}},
		{"a forged reference with the number", Clues{Sender: "eva@mail.example", InReplyTo: []string{"<a1@shop>"}, Subject: "Re: [2026-000007]", Text: "caso 2026-000007"}, Verdict{How: Foreign}},
		{"one's own case after that of another", Clues{Sender: "beto@mail.example", InReplyTo: []string{"<a1@shop>"}, References: []string{"<b1@shop>"}}, Verdict{"b", ByReference, "<b1@shop>"}},
		{"no sender", Clues{InReplyTo: []string{"<c1@shop>", "<a1@shop>"}}, Verdict{How: Foreign}},
		{"number alone", Clues{Sender: "ana@mail.example", Subject: "[2026-000007]", Text: "Mi caso 2026-000007"}, Verdict{How: Unknown}},
		{"key alone", Clues{Sender: "ana@mail.example", Text: link + keyA}, Verdict{How: Unknown}},
		{"number and key", Clues{Sender: "eva@mail.example", Subject: "Re: [2026-000007]", Text: link + keyA}, Verdict{Complaint: "a", How: ByKey}},
		{"number and key in the text", Clues{Text: "> Su caso 2026-000007\n> " + link + keyB}, Verdict{Complaint: "b", How: ByKey}},
		{"a number of another case", Clues{Subject: "[2026-000008]", Text: link + keyA}, Verdict{How: Unknown}},
		{"a part of the number", Clues{Subject: "[12026-000007] 2026-0000071", Text: link + keyA}, Verdict{How: Unknown}},
		{"the key of a case without a number", Clues{Subject: "[]", Text: strings.Repeat("C", 28)}, Verdict{How: Unknown}},
		{"key in the subject only", Clues{Subject: "[2026-000007] " + keyA}, Verdict{How: Unknown}},
		{"the spouse answers the letter", Clues{Sender: "luis@mail.example", InReplyTo: []string{"<a1@shop>"}, Subject: "[2026-000007]", Text: link + keyA}, Verdict{Complaint: "a", How: ByKey}},
		{"the key as printed, the number as typed", Clues{Text: "caso 2026-7, clave 7k3q-m9xw-2rht-8vbn-4cjy-d6fp-gs5e."}, Verdict{Complaint: "a", How: ByKey}},
		{"a link wrapped by a mail service", Clues{Subject: "[2026-000007]", Text: "https://safe.example/?url=https%3A%2F%2Fshop.example%2Fportal%2Fc%2F" + keyA + "&data=05"}, Verdict{Complaint: "a", How: ByKey}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := Match(tc.mail, shop)
			if err != nil || got != tc.want {
				t.Errorf("got %+v, err %v, want %+v", got, err, tc.want)
			}
		})
	}
}

// TestMatchPrefersTheSubject has the keys of two cases in a text: the answer
// goes to the one that the subject names.
func TestMatchPrefersTheSubject(t *testing.T) {
	t.Parallel()
	two := book{{Case{"x", "1-2026"}, keyA, nil, nil}, {Case{"y", "2-2026"}, keyB, nil, nil}}
	text := "1-2026 " + keyA + " 2-2026 " + keyB
	for subject, want := range map[string]string{"[2-2026]": "y", "[1-2026]": "x", "": "x", "[3-2026]": "x"} {
		if got, err := Match(Clues{Subject: subject, Text: text}, two); err != nil || got.Complaint != want {
			t.Errorf("subject %q: %+v, err %v, want %s", subject, got, err, want)
		}
	}
}

// broken is a finder that fails at one question.
type broken struct {
	book
	at string
}

func (b broken) ByMessageID(id string) (Case, error) {
	if b.at == "reference" {
		return Case{}, errLost
	}
	return b.book.ByMessageID(id)
}

func (b broken) ByKey(key string) (Case, error) {
	if b.at == "key" {
		return Case{}, errLost
	}
	return b.book.ByKey(key)
}

func (b broken) Belongs(c Case, email string) (bool, error) {
	if b.at == "belongs" {
		return false, errLost
	}
	return b.book.Belongs(c, email)
}

// TestMatchFails shows that a case that could not be looked up is no case that
// is not there.
func TestMatchFails(t *testing.T) {
	t.Parallel()
	mail := Clues{Sender: "eva@mail.example", InReplyTo: []string{"<a1@shop>"}, Subject: "[2026-000007]", Text: keyA}
	for _, at := range []string{"reference", "belongs", "key"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			if got, err := Match(mail, broken{shop, at}); !errors.Is(err, errLost) || got.Complaint != "" {
				t.Errorf("got %+v, err %v", got, err)
			}
		})
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text, number string
		want         bool
	}{
		{"Re: Su caso [000000007-2026]", "000000007-2026", true},
		{"caso 7-2026, urgente", "000000007-2026", true},
		{"caso 17-2026", "000000007-2026", false},
		{"caso 7-20261", "000000007-2026", false},
		{"caso 2026-7", "000000007-2026", false},
		{"L1/2026/0042.", "L1/2026/0042", true},
		{"l1/2026/0042", "L1/2026/0042", true},
		{"XL1/2026/0042 ", "L1/2026/0042", false},
		{"L1/2026/00421, L1/2026/0042", "L1/2026/0042", true},
		{"", "1", false},
		{"0", "000", false},
		{"nada", "", false},
	}
	for _, tc := range cases {
		t.Run(tc.text+" "+tc.number, func(t *testing.T) {
			t.Parallel()
			if got := Names(tc.text, tc.number); got != tc.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestKeysAreBounded keeps a mail from asking a thousand times.
func TestKeysAreBounded(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "%028d ", i)
	}
	if got := Keys(text.String() + text.String()); len(got) != maxKeys || got[1] != fmt.Sprintf("%028d", 1) {
		t.Errorf("%d keys", len(got))
	}
	if got := Keys("UUUUUUUUUUUUUUUUUUUUUUUUUUUU " + keyA + "X"); len(got) != 0 {
		t.Errorf("no keys, but %v", got)
	}
}

// TestNobodyJoinsWithoutTheKey draws mails of all that a stranger may know, and
// of Ana's own things: a case is joined only by somebody of it or with its key.
func TestNobodyJoinsWithoutTheKey(t *testing.T) {
	t.Parallel()
	ids := rapid.SliceOfN(rapid.SampledFrom([]string{"<a1@shop>", "<a2@shop>", "<ana1@mail>", "<b1@shop>", "<x@y>", ""}), 0, 5)
	word := rapid.SampledFrom([]string{"2026-000007", "[2026-000007]", "caso", keyA, keyB, strings.ToLower(keyA), keyA[:27], "https://shop.example/portal/c/" + keyB, "\n> "})
	words := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), " ") })
	people := rapid.SampledFrom([]string{"ana@mail.example", "beto@mail.example", "eva@mail.example", ""})
	rapid.Check(t, func(t *rapid.T) {
		mail := Clues{Sender: people.Draw(t, "sender"), InReplyTo: ids.Draw(t, "answers"), References: ids.Draw(t, "references"),
			Subject: words.Draw(t, "subject"), Text: words.Draw(t, "text")}
		got, err := Match(mail, shop)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range shop {
			hasKey := strings.Contains(strings.ToUpper(mail.Text), e.key)
			if got.Complaint == e.ID && !slices.Contains(e.people, mail.Sender) && !hasKey {
				t.Fatalf("%+v joined %s: %+v", mail, e.ID, got)
			}
		}
		if (got.Complaint == "") != (got.How == Foreign || got.How == Unknown) || (got.Reference != "") != (got.How == ByReference) {
			t.Fatalf("%+v is not a verdict", got)
		}
	})
}

package e2e

import (
	"bytes"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the driver

	"escucha/internal/mailtest"
	"escucha/internal/testmail"
)

// Bounds of the test of the killed program.
const (
	kills   = 200
	writers = 20 // customers, so that none of them writes too much for one person
	window  = 250 * time.Millisecond
	inbox   = "reclamos@casanogal.example"
)

// TestKilledWithTheMail kills the program 200 times at random moments, while
// mails come in and letters go out. Every mail is one message in the end and
// every letter arrived; a letter was handed over again only where the program
// was killed before it had noted that the server took it, and then under its own
// Message-ID. ESCUCHA_SEED repeats the moments of an earlier run.
func TestKilledWithTheMail(t *testing.T) {
	t.Parallel()
	seed, err := strconv.ParseUint(os.Getenv("ESCUCHA_SEED"), 10, 64)
	if err != nil {
		seed = rand.Uint64()
	}
	t.Logf("ESCUCHA_SEED=%d", seed)
	k := &killing{server: start(t), imap: mailtest.Start(t), smtp: testmail.Start(t, testmail.Plain, testmail.Rules{Data: slowly}),
		chance: rand.New(rand.NewPCG(seed, 0)), open: map[string]int{}}
	k.prepare(t)
	for range kills {
		k.round(t)
	}
	k.finish(t)
	k.checkMails(t)
	k.checkLetters(t)
	if report := k.Command(t, "verify"); !strings.Contains(report, `"problems": []`) {
		t.Errorf("verify: %s", report)
	}
}

// slowly takes a letter as servers do that look at it first: the program may be
// gone when the answer comes.
func slowly(letter string) error {
	<-time.After(time.Duration(len(letter)%30) * time.Millisecond)
	return nil
}

// killing is the program between its mail servers.
type killing struct {
	*server
	imap   *mailtest.Server
	smtp   *testmail.Server
	chance *rand.Rand

	owner, agent string // tokens
	cases        []answered
	words        []string       // one for each mail that was put into the inbox
	open         map[string]int // Message-ID → kills that left the letter half sent
	unsorted     int            // kills that left a mail kept and not yet filed
}

// answered is a case that its customer writes about.
type answered struct{ customer, email, number, key, letter string }

// prepare tells the program where its servers are, and files a case for each of
// the customers.
func (k *killing) prepare(t *testing.T) {
	t.Helper()
	k.owner, k.agent = k.Token(t, "_superusers", Superuser), k.Token(t, "agents", Agent)
	if a := k.API(t, k.owner, http.MethodPatch, "/api/settings", map[string]any{"meta": map[string]any{"appName": "Casa Nogal", "appURL": "https://reclamos.casanogal.example",
		"senderName": "Casa Nogal", "senderAddress": inbox}, "smtp": map[string]any{"enabled": true, "host": "127.0.0.1", "port": k.smtp.Port}}); a.Status != http.StatusOK {
		t.Fatalf("settings: %d %s", a.Status, a.Text)
	}
	k.Create(t, k.owner, "mailboxes", map[string]any{"name": "Reclamos", "host": k.imap.Host, "port": k.imap.Plain, "user": inbox, "security": "none", "auth": "password", "active": true})
	for i := range writers {
		c := answered{email: fmt.Sprintf("cliente%02d@correo.example", i)}
		c.customer = k.Create(t, k.owner, "customers", map[string]any{"name": fmt.Sprintf("Cliente %02d", i), "email": c.email, "language": "es"})
		k.cases = append(k.cases, c)
		k.file(t, c)
	}
	k.Crash(t)
	k.between(t, func(db *sql.DB) {
		do(t, db, "UPDATE mailboxes SET secret = ?", fmt.Sprintf(`{"password":%q}`, mailtest.Word(mailtest.Password)))
		for i := range k.cases {
			c := &k.cases[i]
			if err := db.QueryRow("SELECT c.number, c.tracking_key, m.message_id FROM complaints c JOIN messages m ON m.complaint = c.id WHERE c.customer = ? AND m.direction = 'out'", c.customer).
				Scan(&c.number, &c.key, &c.letter); err != nil {
				t.Fatal(err)
			}
		}
	})
	k.Restart(t)
}

// file registers a case; its receipt is a letter.
func (k *killing) file(t *testing.T, c answered) {
	t.Helper()
	k.Create(t, k.agent, "complaints", map[string]any{"kind": "claim", "channel": "phone", "customer": c.customer, "goal": "El juego completo",
		"narrative": "Tres platos llegaron rotos.", "remedy_requested": "El juego completo", "reply_channel": "email"})
}

// round puts work before the program, and kills it in the middle.
func (k *killing) round(t *testing.T) {
	t.Helper()
	k.file(t, k.cases[k.chance.IntN(writers)])
	for range k.chance.IntN(3) {
		k.write(t, k.cases[k.chance.IntN(writers)])
	}
	k.work(t)
	<-time.After(time.Duration(k.chance.Int64N(int64(window)))) // any moment
	k.Crash(t)
	k.between(t, func(*sql.DB) {})
	k.Restart(t)
}

// work has the program do now what it does every minute.
func (k *killing) work(t *testing.T) {
	t.Helper()
	for _, job := range []string{"mail_in", "outbox"} {
		if a := k.API(t, k.owner, http.MethodPost, "/api/crons/escucha."+job, nil); a.Status != http.StatusNoContent {
			t.Fatalf("%s: %d %s", job, a.Status, a.Text)
		}
	}
}

// write is a customer's answer: by their program, or by another one that only
// quotes the letter.
func (k *killing) write(t *testing.T, c answered) {
	t.Helper()
	n := len(k.words) + 1
	word := fmt.Sprintf("palabra%04d", n)
	k.words = append(k.words, word)
	heads, quote := "In-Reply-To: "+c.letter+"\r\n", ""
	if n%2 == 0 {
		heads, quote = "", "\r\n> Caso "+c.number+"\r\n> https://reclamos.casanogal.example/portal/c/"+c.key+"\r\n"
	}
	k.imap.Deliver(t, inbox, fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: Mi caso\r\nMessage-ID: <%s@correo.example>\r\n%sContent-Type: text/plain; charset=utf-8\r\n\r\nSigo esperando: %s.\r\n%s",
		c.email, inbox, word, heads, word, quote))
}

// between is while the program is down: what it left half sent is counted, and
// ten minutes pass, after which such letters are nobody's again. That a mail was
// begun three times is forgotten: it was not the mail that ended the program.
func (k *killing) between(t *testing.T, more func(*sql.DB)) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(k.Dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range column(t, db, "SELECT message_id FROM outbox WHERE status = 'sending'") {
		k.open[id]++
	}
	if len(column(t, db, "SELECT id FROM mails WHERE status = 'new'")) > 0 {
		k.unsorted++
	}
	do(t, db, "UPDATE outbox SET next_attempt = '2026-01-01 00:00:00.000Z' WHERE status IN ('queued', 'sending')")
	do(t, db, "UPDATE mails SET tries = 0 WHERE status = 'new'")
	do(t, db, "UPDATE mailboxes SET retry_at = ''")
	more(db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func do(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func column(t *testing.T, db *sql.DB, query string) (out []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// finish lets the program work until nothing waits.
func (k *killing) finish(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; {
		k.work(t)
		waiting := k.count(t, "outbox", "status='queued'||status='sending'") + k.count(t, "mails", "status='new'")
		if came := k.count(t, "mails", ""); waiting == 0 && came >= len(k.words) {
			return
		} else if time.Now().After(end) {
			t.Fatalf("%d wait, %d of %d mails came\n%s", waiting, came, len(k.words), k.log)
		}
		<-time.After(100 * time.Millisecond)
	}
}

func (k *killing) count(t *testing.T, collection, filter string) int {
	t.Helper()
	a := k.API(t, k.owner, http.MethodGet, "/api/collections/"+collection+"/records?perPage=1&filter="+strings.NewReplacer("=", "%3D", "'", "%27", "|", "%7C").Replace(filter), nil)
	n, ok := a.At("totalItems").(float64)
	if !ok {
		t.Fatalf("count %s: %d %s", collection, a.Status, a.Text)
	}
	return int(n)
}

// checkMails: each mail that was put into the inbox is one row and one message.
func (k *killing) checkMails(t *testing.T) {
	t.Helper()
	k.Crash(t)
	k.between(t, func(db *sql.DB) {
		if n := len(column(t, db, "SELECT id FROM mails WHERE status = 'filed'")); n != len(k.words) {
			t.Errorf("%d mails were filed of %d: %v", n, len(k.words), column(t, db, "SELECT status || ' ' || reason || ' ' || message_id FROM mails WHERE status != 'filed'"))
		}
		said := strings.Join(column(t, db, "SELECT text FROM messages WHERE direction = 'in'"), "\n")
		for _, word := range k.words {
			if n := strings.Count(said, word); n != 1 {
				t.Errorf("%s is in %d messages", word, n)
			}
		}
	})
}

// checkLetters: each letter arrived, under a Message-ID of its own, and more
// than once only where a kill left it half sent.
func (k *killing) checkLetters(t *testing.T) {
	t.Helper()
	arrived, again := map[string][]testmail.Mail{}, 0
	for _, m := range k.smtp.Got() {
		read, err := mail.ReadMessage(bytes.NewReader(m.Raw))
		if err != nil {
			t.Fatal(err)
		}
		if id := read.Header.Get("Message-ID"); read.Header.Get("X-Escucha-Case") != "" { // others are for the team
			arrived[id] = append(arrived[id], m)
		}
	}
	k.between(t, func(db *sql.DB) {
		ids := column(t, db, "SELECT message_id FROM outbox WHERE complaint != '' AND status = 'sent'")
		if all := column(t, db, "SELECT id FROM outbox WHERE complaint != ''"); len(ids) != len(all) || len(ids) != kills+writers || len(arrived) != len(ids) {
			t.Errorf("%d letters, %d sent, %d arrived, %d cases", len(all), len(ids), len(arrived), kills+writers)
		}
		for _, id := range ids {
			copies := arrived[id]
			if len(copies) == 0 || len(copies)-1 > k.open[id] {
				t.Errorf("%s arrived %d times, and was left half sent %d times", id, len(copies), k.open[id])
			}
			for _, c := range copies {
				again++
				if c.To != copies[0].To || !sameLetter(c.Raw, copies[0].Raw) {
					t.Errorf("%s is two letters:\n%s\n%s", id, c.Raw, copies[0].Raw)
				}
			}
		}
		t.Logf("%d mails, %d letters, %d of them handed over again; kills left a letter half sent %d times and a mail half filed %d times", len(k.words), len(ids), again-len(ids), total(k.open), k.unsorted)
	})
}

// sameLetter leaves out when a letter was handed over, the marks between its
// parts, and in which order its headers stand.
func sameLetter(a, b []byte) bool { return slices.Equal(lines(a), lines(b)) }

func lines(raw []byte) (out []string) {
	for l := range strings.Lines(string(raw)) {
		if !strings.HasPrefix(l, "Date:") && !strings.HasPrefix(l, "--") && !strings.Contains(l, "boundary=") {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}

func total(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

package hooks_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"escucha/internal/mailbox"
	"escucha/internal/mailtest"
	"escucha/internal/records"
)

func TestEachMailIsKeptOnceAndWhole(t *testing.T) {
	t.Parallel()
	for _, way := range []string{mailbox.TLS, mailbox.StartTLS, mailbox.Bare} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			s := mailtest.Start(t)
			o := newOffice(t, s)
			port := s.Plain
			if way == mailbox.TLS {
				port = s.TLS
			}
			o.box = o.mailbox(map[string]any{"security": way, "port": port})
			s.Deliver(t, inboxOf, eml(1))
			s.Deliver(t, inboxOf, eml(2))
			if n := o.look(); n != 2 {
				t.Errorf("%d mails are new, want 2", n)
			}
			s.Deliver(t, inboxOf, eml(3))
			if n := o.look(); n != 1 {
				t.Errorf("%d mails are new at the second look, want 1", n)
			}
			if n := o.look(); n != 0 {
				t.Errorf("%d mails are new though none came", n)
			}
			got := o.raw()
			if len(got) != 3 || got[0] != eml(1) || got[1] != eml(2) || got[2] != eml(3) {
				t.Errorf("kept: %q", got)
			}
			for _, file := range s.Left(t, inboxOf) {
				if !strings.Contains(file, "/new/") && strings.Contains(file[strings.LastIndex(file, ",")+1:], "S") {
					t.Errorf("%s was marked as read", file)
				}
			}
			if n := len(s.Left(t, inboxOf)); n != 3 {
				t.Errorf("%d mails are left on the server, want all 3", n)
			}
		})
	}
}

func TestTroubleOfAMailbox(t *testing.T) {
	t.Parallel()
	s := mailtest.Start(t)
	rows := []struct {
		name  string
		extra map[string]any
		roots bool
		give  string
		want  string
	}{
		{"password changed", nil, true, "otra", mailbox.Refused},
		{"folder gone", map[string]any{"folder": "Reclamos"}, true, "", mailbox.NoFolder},
		{"nobody listens", map[string]any{"port": 1}, true, "", mailbox.Unreachable},
		{"no such server", map[string]any{"host": "imap.nadie.invalid"}, true, "", mailbox.Unreachable},
		{"certificate of nobody known", nil, false, "", mailbox.Insecure},
		{"no TLS behind the port", map[string]any{"port": s.Plain}, true, "", mailbox.Insecure},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, s)
			if !row.roots {
				o.post.Roots = nil
			}
			o.box = o.mailbox(row.extra)
			if row.give != "" {
				o.secret(o.box, mailbox.Secret{Password: row.give})
			}
			_, err := o.try()
			if code, _ := mailbox.CodeOf(err); err == nil || code != row.want {
				t.Errorf("trouble is %q (%v), want %q", code, err, row.want)
			}
			if got := o.Reload(t, o.box); got.GetString("last_error") != row.want || got.GetInt("failures") != 1 || got.GetString("retry_at") == "" {
				t.Errorf("noted: %v", got.PublicExport())
			}
		})
	}
}

func TestNewNumbersBringNothingTwice(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	o.server.Deliver(t, inboxOf, eml(1))
	o.server.Deliver(t, inboxOf, eml(2, "Message-ID", ""))
	o.look()
	was := o.Reload(t, o.box).GetInt("uid_validity")
	o.server.Renumber(t, inboxOf)
	o.server.Deliver(t, inboxOf, eml(3))
	if n := o.look(); n != 1 {
		t.Errorf("%d mails are new, want only the third", n)
	}
	if now := o.Reload(t, o.box).GetInt("uid_validity"); now == was {
		t.Fatal("the server kept its numbers: nothing is shown")
	}
	if n := o.Count(t, records.Mails, ""); n != 3 {
		t.Errorf("%d mails are kept, want 3", n)
	}
}

func TestTwoLooksAtOnce(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	for n := range 20 {
		o.server.Deliver(t, inboxOf, eml(n))
	}
	other := mailbox.New(o.Engine) // as another process would: it shares nothing but the database
	other.Roots = o.server.Roots
	var both sync.WaitGroup
	errs := make([]error, 4)
	for i, p := range []*mailbox.Post{o.post, other, o.post, other} {
		both.Go(func() { _, errs[i] = p.FetchOne(context.Background(), o, o.Reload(t, o.box)) })
	}
	both.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
	if n := o.Count(t, records.Mails, ""); n != 20 {
		t.Errorf("%d mails are kept, want 20", n)
	}
}

func TestALookIsBounded(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	for n := range 120 {
		o.server.Deliver(t, inboxOf, eml(n))
	}
	for _, want := range []int{50, 50, 20, 0} {
		if n := o.look(); n != want {
			t.Errorf("one look kept %d mails, want %d", n, want)
		}
	}
	if got := o.raw(); got[0] != eml(0) || got[119] != eml(119) {
		t.Error("not the oldest first")
	}
}

func TestATooLargeMailStaysWhereItIs(t *testing.T) {
	t.Parallel()
	o := withMail(t, map[string]any{"max_mb": 1})
	o.server.Deliver(t, inboxOf, eml(1, "text", strings.Repeat("Muchas palabras. ", 100_000)))
	o.server.Deliver(t, inboxOf, eml(2))
	if n := o.look(); n != 2 {
		t.Errorf("%d mails are new, want 2", n)
	}
	got := o.raw()
	if strings.Contains(got[0], "Muchas palabras") || !strings.Contains(got[0], "Subject: Carta 1") {
		t.Errorf("kept %d bytes of the large one: %.300q", len(got[0]), got[0])
	}
	if n := o.Count(t, records.Mails, "partial = 1"); n != 1 {
		t.Errorf("%d mails are marked as partial", n)
	}
}

func TestTroubleIsToldOnceAndTriedMoreSeldom(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	o.secret(o.box, mailbox.Secret{Password: "otra"})
	for range 6 {
		if _, err := o.try(); err == nil {
			t.Fatal("a wrong password was taken")
		}
	}
	if n := o.Count(t, records.Outbox, "target = 'lucia@casanogal.example'"); n != 1 {
		t.Errorf("the administrator was told %d times, want once", n)
	}
	for _, step := range []struct {
		later time.Duration
		want  int
	}{{0, 6}, {time.Hour, 7}} {
		o.Clock.Move(step.later)
		if err := o.post.Fetch(context.Background(), o); err != nil {
			t.Error(err)
		}
		if got := o.Reload(t, o.box).GetInt("failures"); got != step.want {
			t.Errorf("%s later it failed %d times, want %d", step.later, got, step.want)
		}
	}
	o.secret(o.box, mailbox.Secret{Password: mailtest.Word(mailtest.Password)})
	o.look()
	if got := o.Reload(t, o.box); got.GetInt("failures") != 0 || got.GetString("alarmed_at") != "" || got.GetString("last_error") != "" {
		t.Errorf("still in trouble: %v", got.PublicExport())
	}
}

func TestAKillBetweenFileAndRow(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	o.server.Deliver(t, inboxOf, eml(1))
	o.look()
	row := o.Only(t, records.Mails, "")
	o.Exec(t, "DELETE FROM mails", nil) // as if the row had never been written
	o.Exec(t, "UPDATE mailboxes SET last_uid = 0", nil)
	if n := o.look(); n != 1 {
		t.Fatalf("%d mails are new after the kill, want 1", n)
	}
	if again := o.Only(t, records.Mails, ""); again.Id != row.Id || again.GetString("raw") == row.GetString("raw") {
		t.Errorf("kept as %s %s, before as %s %s", again.Id, again.GetString("raw"), row.Id, row.GetString("raw"))
	}
	o.sweepOld()
	if got := o.raw(); len(got) != 1 || got[0] != eml(1) {
		t.Errorf("after sweeping: %q", got)
	}
	if files := o.files(); len(files) != 1 {
		t.Errorf("%d files are left, want one: %v", len(files), files)
	}
}

func TestTheRowIsThereBeforeTheCountMoves(t *testing.T) {
	t.Parallel()
	o := withMail(t, nil)
	o.server.Deliver(t, inboxOf, eml(1))
	o.look()
	o.Exec(t, "UPDATE mailboxes SET last_uid = 0 WHERE id = {:id}", dbx.Params{"id": o.box.Id}) // killed before it moved
	if n := o.look(); n != 0 {
		t.Errorf("%d mails are new, want none", n)
	}
	if n := o.Count(t, records.Mails, ""); n != 1 {
		t.Errorf("%d mails are kept, want 1", n)
	}
}

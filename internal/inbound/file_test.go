package inbound

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, given, kind, want string }{
		{"plain", "foto 1.jpg", "image/jpeg", "foto 1.jpg"},
		{"a path", "../../etc/passwd", "", "passwd"},
		{"a path of Windows", `C:\Temp\a.txt`, "", "a.txt"},
		{"only a path", "a/b/", "image/png", "file-3.png"},
		{"turned", "factura\u202Efdp.exe", "", "facturafdp.exe"},
		{"controls", "a\x00b\r\nc.txt", "", "a b c.txt"},
		{"signs", `a<b>:"c|d?*.txt`, "", "a_b___c_d__.txt"},
		{"dots and blanks", " ..a.txt.. ", "", "a.txt"},
		{"nothing", "", "application/pdf", "file-3.pdf"},
		{"nothing, of an unknown type", "", "x/y", "file-3"},
		{"only dots", "...", "", "file-3"},
		{"only underscores", "__", "text/csv", "file-3.csv"},
		{"a device", "NUL.txt", "", "_NUL.txt"},
		{"like a device", "nulo.txt", "", "nulo.txt"},
		{"no ending", "recibo", "application/pdf", "recibo.pdf"},
		{"long", strings.Repeat("ñ", 300) + ".pdf", "", strings.Repeat("ñ", 96) + ".pdf"},
		{"an ending that is none", "a." + strings.Repeat("b", 300), "", "a." + strings.Repeat("b", 98)},
		{"accents in two signs", "an\u0303o.txt", "", "año.txt"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := fileName(tc.given, tc.kind, 3); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// archive is a zip of files with those names.
func archive(t *testing.T, names ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, n := range names {
		if _, err := z.Create(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestDangerous(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, file, kind, data string
		want                   bool
	}{
		{"a photograph", "a.jpg", "image/jpeg", "\xff\xd8\xff", false},
		{"a document", "a.pdf", "application/pdf", "%PDF-1.4", false},
		{"a note", "a.txt", "text/plain", "hola", false},
		{"a sheet", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", archive(t, "[Content_Types].xml", "xl/workbook.xml"), false},
		{"a sheet with macros", "a.xlsx", "application/octet-stream", archive(t, "[Content_Types].xml", "xl/vbaProject.bin"), true},
		{"a sheet that says so", "a.xlsm", "application/octet-stream", "", true},
		{"a sheet of such a type", "a", "application/vnd.ms-excel.sheet.macroEnabled.12", "", true},
		{"photographs in an archive", "a.zip", "application/zip", archive(t, "1.jpg", "2.jpg"), false},
		{"a program in an archive", "a.zip", "application/zip", archive(t, "1.jpg", "b/2.EXE"), true},
		{"a page in an archive", "a.zip", "application/zip", archive(t, "1.html"), true},
		{"a broken archive", "a.zip", "application/zip", "PK\x03\x04roto", true},
		{"an archive without end", "a.zip", "application/zip", archive(t, strings.Split(strings.Repeat("x,", maxEntries), ",")...), true},
		{"an old sheet", "a.xls", "application/vnd.ms-excel", "\xD0\xCF\x11\xE0nada", false},
		{"an old sheet with macros", "a.xls", "application/vnd.ms-excel", "\xD0\xCF\x11\xE0_\x00V\x00B\x00A\x00_\x00P\x00R\x00", true},
		{"a program", "a.pdf", "application/pdf", "MZ\x90", true},
		{"a program of Linux", "a", "", "\x7fELF", true},
		{"a script", "a.txt", "text/plain", "#!/bin/sh", true},
		{"a page", "a.txt", "text/plain", "\n <HTML>", true},
		{"a page by its type", "a.txt", "text/html", "", true},
		{"a drawing with a script", "a.png", "image/png", "<svg onload=x>", true},
		{"a drawing in XML", "a.png", "image/png", "\xEF\xBB\xBF<?xml version='1.0'?>", true},
		{"two endings", "foto.jpg.ScR", "image/jpeg", "", true},
		{"an ending with blanks", "acceso.lnk. ", "", "", true},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := dangerous(File{Name: tc.file, Type: tc.kind, Data: []byte(tc.data)}); got != tc.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestInlineIsNeverDangerous shows a picture of the page inline, and nothing
// else that says it is one.
func TestInlineIsNeverDangerous(t *testing.T) {
	t.Parallel()
	raw := func(kind, data string) string {
		return "From: a@b.example\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src=cid:x>\n--b\nContent-Type: " + kind + "\nContent-ID: <x>\n\n" + data + "\n--b--"
	}
	cases := []struct {
		name, kind, data  string
		inline, dangerous bool
	}{
		{"a picture", "image/png", "\x89PNG", true, false},
		{"a page as a picture", "image/png", "<html>", false, true},
		{"a drawing", "image/svg+xml", "x", false, true},
		{"a document", "application/pdf", "%PDF", false, false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			m := mustRead(t, raw(tc.kind, tc.data))
			if len(m.Files) != 1 || m.Files[0].Inline != tc.inline || m.Files[0].Dangerous != tc.dangerous {
				t.Errorf("%+v", m.Files)
			}
		})
	}
}

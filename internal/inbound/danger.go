package inbound

import (
	"archive/zip"
	"bytes"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
)

// runs are the endings of files that a click runs, or that a browser obeys.
var runs = strings.Fields(`.exe .msi .msix .msp .com .scr .pif .bat .cmd .ps1 .psm1 .vbs .vbe .js .jse .mjs .ws .wsf .wsh .hta .cpl .dll .sys .drv .ocx
	.jar .class .apk .app .dmg .pkg .deb .rpm .run .sh .bash .command .py .pl .rb .php .lnk .url .desktop .webloc .scf .inf .reg .gadget .chm .hlp
	.html .htm .xhtml .shtml .mht .mhtml .svg .svgz .xml .xsl .swf .xll .xlam .docm .dotm .xlsm .xltm .xlsb .pptm .potm .ppsm .ppam .sldm .iso .img .vhd .vhdx .one`)

// obeyed are types that a browser would run.
var obeyed = regexp.MustCompile(`(?i)html|svg|xml$|javascript|ecmascript|x-msdownload|x-msdos|x-sh|x-executable|x-php|flash|java-archive|hta$|macroenabled`)

// openXML are types with xml in their names that are documents.
var openXML = regexp.MustCompile(`(?i)^application/vnd\.(openxmlformats-officedocument|oasis\.opendocument)`)

// starts are the first bytes of programs.
var starts = [][]byte{[]byte("MZ"), []byte("\x7fELF"), []byte("#!"), []byte("\xCA\xFE\xBA\xBE"), []byte("\xCF\xFA\xED\xFE"), []byte("\x4C\x00\x00\x00\x01\x14\x02\x00"), []byte("<?xml"), []byte("<?php")}

// dangerous says whether a file could do something on the machine of who opens
// it: by its ending, by the type that it says, and by what it is.
func dangerous(f File) bool {
	return slices.Contains(runs, ending(f.Name)) || obeyed.MatchString(f.Type) && !openXML.MatchString(f.Type) || active(f.Data)
}

func ending(name string) string { return strings.ToLower(path.Ext(strings.TrimRight(name, ". "))) }

func active(data []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 1024)], "\xEF\xBB\xBF \t\r\n"))
	for _, s := range starts {
		if bytes.HasPrefix(data, s) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte("<?xml")) || bytes.Contains(head, []byte("<svg")) || bytes.Contains(head, []byte("<script")) ||
		strings.HasPrefix(http.DetectContentType(data), "text/html") || macros(data) || packed(data)
}

// macros finds those of the old Office files.
func macros(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) && (bytes.Contains(data, []byte("_\x00V\x00B\x00A\x00_\x00P\x00")) || bytes.Contains(data, []byte("V\x00B\x00A\x00\x00\x00")))
}

// maxEntries bounds how many names of an archive are read.
const maxEntries = 2000

// ofDocuments are endings that the insides of a document of Office have.
var ofDocuments = []string{".xml", ".svg", ".html"}

// packed looks at the names in an archive: macros of Office, programs. An
// archive that cannot be read holds who knows what.
func packed(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxEntries {
		return true
	}
	office := slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" || f.Name == "mimetype" })
	return slices.ContainsFunc(z.File, func(f *zip.File) bool {
		if office && slices.Contains(ofDocuments, ending(f.Name)) {
			return false
		}
		return strings.EqualFold(path.Base(f.Name), "vbaProject.bin") || slices.Contains(runs, ending(f.Name))
	})
}

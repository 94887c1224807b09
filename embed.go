package main

import (
	"embed"
	"io/fs"
)

//go:embed all:pb_public
var files embed.FS

// publicFiles is pb_public as it is served.
func publicFiles() (fs.FS, error) { return fs.Sub(files, "pb_public") }

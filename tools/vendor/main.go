// Command vendor writes pb_public/vendor: the desk's libraries in one file and
// those of its charts in another, from the exact versions and hashes of
// package-lock.json.
//
// Run `go run ./tools/vendor` from the root of the checkout on the day of an
// upgrade, and commit what it wrote. It needs npm; building and running the
// product does not.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// target is where the desk loads its libraries from.
const target = "pb_public/vendor"

func main() {
	if err := run("tools/vendor", target); err != nil {
		fmt.Fprintln(os.Stderr, "vendor:", err)
		os.Exit(1)
	}
}

// run installs the packages that source names into a folder of its own,
// bundles them, and writes the scripts and the licences into out.
func run(source, out string) error {
	work, err := os.MkdirTemp("", "escucha-vendor-")
	if err != nil {
		return fmt.Errorf("make a working folder: %w", err)
	}
	defer os.RemoveAll(work)
	if err := install(source, work); err != nil {
		return err
	}
	return write(work, out)
}

// install copies the entries and the lock to work and lets npm fetch what the
// lock says: no other version, and no script of any package.
func install(source, work string) error {
	for _, name := range []string{"entry.js", "chart.js", "package.json", "package-lock.json"} {
		content, err := os.ReadFile(filepath.Join(source, name))
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(work, name), content, 0o600); err != nil {
			return fmt.Errorf("copy %s: %w", name, err)
		}
	}
	npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	npm.Dir, npm.Stdout, npm.Stderr = work, os.Stdout, os.Stderr
	if err := npm.Run(); err != nil {
		return fmt.Errorf("npm ci: %w", err)
	}
	return nil
}

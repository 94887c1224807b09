#!/bin/sh
# Runs every test of the project; the last line says how it went. Called by
# "make test", which sets the toolchain.
set -eu

finish() {
	code=$?
	if [ "$code" = 0 ]; then
		echo "make test: everything passed"
	else
		echo "make test: FAILED" >&2
	fi
	exit "$code"
}
trap finish EXIT

ESCUCHA_CHROMIUM="$(sh tools/chromium.sh)"
export ESCUCHA_CHROMIUM
ESCUCHA_DOVECOT="$(sh tools/dovecot.sh)"
export ESCUCHA_DOVECOT
echo "browser: $ESCUCHA_CHROMIUM, mail server: $ESCUCHA_DOVECOT"
go version
go vet ./...
go test -count=1 -timeout 30m ./...

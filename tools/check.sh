#!/bin/sh
# The checks beyond the tests. One that cannot be done on this machine (its tool
# or its data cannot be fetched, no C compiler) is named in the last line; one
# that finds something fails.
set -eu

LINTER=github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
VULNERABILITIES=golang.org/x/vuln/cmd/govulncheck@v1.9.0
undone=""

finish() {
	code=$?
	if [ "$code" != 0 ]; then
		echo "make check: FAILED" >&2
	elif [ -n "$undone" ]; then
		echo "make check: passed, but not checked on this machine:$undone"
	else
		echo "make check: everything passed"
	fi
	exit "$code"
}
trap finish EXIT

echo "gofmt"
unformatted="$(gofmt -l .)"
if [ -n "$unformatted" ]; then
	echo "not formatted:" "$unformatted" >&2
	exit 1
fi

echo "go vet"
go vet ./...

echo "golangci-lint"
if go run "$LINTER" version >/dev/null 2>&1; then
	go run "$LINTER" run ./...
else
	undone="$undone golangci-lint"
fi

echo "govulncheck"
if found="$(go run "$VULNERABILITIES" ./... 2>&1)"; then
	echo "$found"
else
	echo "$found" >&2
	case "$found" in
	*"Vulnerability #"*) exit 1 ;;
	*) undone="$undone govulncheck" ;; # its list could not be fetched
	esac
fi

echo "race detector"
if [ "$(go env GOOS)" != windows ] && command -v "$(go env CC)" >/dev/null; then
	# The browser tests run another process: there is nothing to race in them.
	go list ./... | grep -v '/e2e$' | CGO_ENABLED=1 xargs go test -race -count=1 -timeout 30m
else
	undone="$undone race"
fi

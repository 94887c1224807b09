#!/bin/sh
# Prints the path of a Chromium or Chrome for the browser tests. Installs
# Debian's package when it is missing and this may be done; otherwise says what
# to install, on the error output, and fails.
set -eu

find_browser() {
	if [ -n "${ESCUCHA_CHROMIUM:-}" ]; then
		if [ -x "$ESCUCHA_CHROMIUM" ]; then
			echo "$ESCUCHA_CHROMIUM"
			return 0
		fi
		echo "ESCUCHA_CHROMIUM is set to $ESCUCHA_CHROMIUM, which cannot be run." >&2
		exit 1
	fi
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		if command -v "$name"; then
			return 0
		fi
	done
	for place in "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
		if [ -x "$place" ]; then
			echo "$place"
			return 0
		fi
	done
	return 1
}

find_browser && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "Chromium is missing: installing the package of the system." >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends chromium >&2 || true
	find_browser && exit 0
fi

cat >&2 <<'TEXT'
The browser tests need Chromium or Chrome, and none was found. Install one:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
or set ESCUCHA_CHROMIUM to the path of the program.
TEXT
exit 1

#!/bin/sh
# Prints the path of Dovecot, the mail server that the tests of incoming mail
# speak to. Installs Debian's package when it is missing and this may be done;
# otherwise says what to install, on the error output, and fails.
set -eu

find_dovecot() {
	if [ -n "${ESCUCHA_DOVECOT:-}" ]; then
		if [ -x "$ESCUCHA_DOVECOT" ]; then
			echo "$ESCUCHA_DOVECOT"
			return 0
		fi
		echo "ESCUCHA_DOVECOT is set to $ESCUCHA_DOVECOT, which cannot be run." >&2
		exit 1
	fi
	for place in /usr/sbin/dovecot /usr/local/sbin/dovecot /opt/homebrew/sbin/dovecot; do
		if [ -x "$place" ]; then
			echo "$place"
			return 0
		fi
	done
	return 1
}

find_dovecot && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "Dovecot is missing: installing the package of the system." >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends dovecot-core dovecot-imapd >&2 || true
	find_dovecot && exit 0
fi

cat >&2 <<'TEXT'
The tests of incoming mail need Dovecot, and it was not found. Install it:
  Debian, Ubuntu   sudo apt-get install dovecot-core dovecot-imapd
  Fedora           sudo dnf install dovecot
  macOS            brew install dovecot
or set ESCUCHA_DOVECOT to the path of the program. It need not run as a service.
TEXT
exit 1

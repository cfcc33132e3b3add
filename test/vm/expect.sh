# SPDX-License-Identifier: Apache-2.0
#
# What the scripts of this folder are written with.  Each boots the lab as a user
# would, with ./fesh, and prints one line for each promise: ok, not ok, skip.
# Sourced.
# shellcheck shell=bash

set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ok() {
	echo "ok $1"
}

not_ok() {
	echo "not ok $1 ${2-}"
	[[ -z ${3-} ]] || sed 's/^/    /' <<<"$3"
}

skip() {
	echo "skip $1 ${2-}"
}

# equal NAME EXPECTED ACTUAL
equal() {
	if [[ $2 == "$3" ]]; then
		ok "$1"
	else
		not_ok "$1" "expected '$2', got '$3'"
	fi
}

# contains NAME PART TEXT
contains() {
	if [[ $3 == *"$2"* ]]; then
		ok "$1"
	else
		not_ok "$1" "no '$2' in:" "$3"
	fi
}

# Runs ./fesh on the lab: its output to $work/out, its diagnostics to $work/err, its status in $status.
lab() {
	status=0
	"$root/fesh" --target lab "$@" </dev/null >"$work/out" 2>"$work/err" || status=$?
}

# until_true SECONDS COMMAND...  for what has no event to wait on
until_true() {
	local deadline=$((SECONDS + $1))
	shift

	until "$@"; do
		((SECONDS < deadline)) || return 1
		sleep 0.05
	done
}

# The processes that a process has started.
children() {
	cat "/proc/$1/task/"*/children 2>/dev/null
}

# ends NAME SECONDS COMMAND...
ends() {
	local name=$1
	shift

	if until_true "$@"; then ok "$name"; else not_ok "$name"; fi
}

# Ended; whoever inherits it may be slow to take notice, so a zombie is gone too.
gone() {
	! readlink -q "/proc/$1/exe" >/dev/null
}

# The QEMU of a running ./fesh, in $qemu.
has_qemu() {
	local pid

	for pid in $(children "$1"); do
		[[ $(readlink "/proc/$pid/exe") != *qemu* ]] || { qemu=$pid; return 0; }
	done
	return 1
}

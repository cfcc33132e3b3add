# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# What a hit costs, in instructions, beside kprobe_events in the same boot.  The
# count is the same on every machine, so a limit on it is a test like any other.
. "$(dirname -- "$0")/expect.sh"

"$root/test/bench" hit-cost >"$work/figures" 2>"$work/err" || not_ok 'the benchmark runs' '' "$(cat "$work/err")"
cat "$work/figures"

# figure CASE KEY
figure() {
	sed -n "s/^hit-cost case=$1 .*\b$2=\([0-9.]*\).*/\1/p" "$work/figures"
}

# at_most NAME LIMIT VALUE
at_most() {
	if awk -v value="$3" -v limit="$2" 'BEGIN { exit !(value != "" && value + 0 <= limit) }'; then
		ok "$1"
	else
		not_ok "$1" "limit $2, got '$3'"
	fi
}

at_most 'a hit with 3 arguments costs at most 160 instructions' 160 "$(figure 3-args fesh_instructions)"
at_most 'a hit with 3 arguments costs at most a fifth of kprobe_events' 0.20 "$(figure 3-args ratio)"

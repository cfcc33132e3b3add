# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# What a hit costs, in instructions, beside kprobe_events in the same boot.  The
# count is the same on every machine, so a limit on it is a test like any other.
. "$(dirname -- "$0")/expect.sh"

"$root/test/bench" bars >"$work/figures" 2>"$work/err"
cat "$work/figures"

# figure NAME KEY
figure() {
	sed -n "s/^bar name=$1 .*\b$2=\([0-9.]*\).*/\1/p" "$work/figures"
}

# at_most NAME LIMIT VALUE
at_most() {
	if awk -v value="$3" -v limit="$2" 'BEGIN { exit !(value != "" && value + 0 <= limit) }'; then
		ok "$1"
	else
		not_ok "$1" "limit $2, got '$3'" "$(cat "$work/err")"
	fi
}

at_most 'a hit with 3 arguments costs at most 150 instructions' 150 "$(figure 3-args fesh)"
for name in 3-args user-string 3-dereferences filter-rejects comm-rejects string-rejects stack return 100-attached tracefs tracefs-user-string; do
	at_most "$name reaches its bar" "$(figure "$name" bar)" "$(figure "$name" ratio)"
done

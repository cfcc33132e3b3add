# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# What is set up needs no network.
. "$(dirname -- "$0")/expect.sh"

alone=(unshare -n)
((EUID == 0)) || alone=(unshare -rn)
if ! "${alone[@]}" true 2>"$work/err"; then
	skip 'a second run is offline' "no network namespace here: $(<"$work/err")"
	exit 0
fi
output=$("${alone[@]}" "$root/fesh" --target lab -e '!echo from the lab' </dev/null 2>"$work/err")
equal 'a second run is offline' 'from the lab' "$output"
equal 'it sets nothing up' '' "$(<"$work/err")"

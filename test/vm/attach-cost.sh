# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# How long it takes to attach 1,000 functions, beside as many kprobe events.
. "$(dirname -- "$0")/expect.sh"

"$root/test/bench" attach >"$work/figures" 2>"$work/err"
cat "$work/figures"
for name in attach-1000 detach-1000; do
	contains "$name reaches its bar" reached "$(grep "name=$name " "$work/figures" || cat "$work/err")"
done

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# 1,000 functions are attached and let go, beside as many kprobe events.  How long
# that takes is a figure and no test: it depends on the machine.
. "$(dirname -- "$0")/expect.sh"

"$root/test/bench" attach >"$work/figures" 2>"$work/err"
cat "$work/figures"
for name in attach-1000 detach-1000; do
	contains "$name is carried out" "name=$name " "$(cat "$work/figures" "$work/err")"
done

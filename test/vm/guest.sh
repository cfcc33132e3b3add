# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# The programs of test/guest that are tests: they speak to /dev/fesh themselves,
# inside the lab, and print the same lines as we do.
. "$(dirname -- "$0")/expect.sh"
. "$root/test/vm/guest-root.sh"

guest_programs "$work/guest" && guest_target "$work/guest" || exit 1
export FESH_LAB_OVERLAY=$work/guest
for program in "$root"/test/guest/build/*; do
	name=${program##*/}
	# benchmarks: see test/bench
	[[ $name != *_cost ]] || continue
	lab -e "!cd /tests && ./$name"
	cat "$work/out"
	if ! grep -q '^ok ' "$work/out" || { ((status)) && ! grep -q '^not ok ' "$work/out"; }; then
		not_ok "$name" "exit status $status" "$(cat "$work/err")"
	fi
done

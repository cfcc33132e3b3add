# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# The programs of test/guest that are tests: they speak to /dev/fesh and tracefs
# themselves, one after the other in one lab, and print the same lines as we do.
. "$(dirname -- "$0")/expect.sh"
. "$root/test/vm/guest-root.sh"

guest_programs "$work/guest" && guest_target "$work/guest" || exit 1
guest_tool "$work/guest" trace-cmd || true	# peer_tools says if it is missing
programs=()
for program in "$root"/test/guest/build/*; do
	case ${program##*/} in
	*_cost | bars) ;;	# see test/bench
	peer_bpftrace) ;;	# see bpftrace.sh
	lockdown_test) ;;	# see lockdown.sh
	limits_test) ;;		# see limits.sh
	*) programs+=("${program##*/}") ;;
	esac
done
FESH_LAB_OVERLAY=$work/guest lab \
	-e "!cd /tests; for p in ${programs[*]}; do echo \"# \$p\"; ./\$p; echo \"# \$p ends with \$?\"; done"
cat "$work/out"
for name in "${programs[@]}"; do
	part=$(sed -n "/^# $name\$/,/^# $name ends with [01]\$/p" "$work/out")
	if [[ $part != *"# $name ends with "[01] ]] || ! grep -Eq '^(ok|skip) ' <<<"$part" ||
		{ [[ $part == *"ends with 1" ]] && ! grep -q '^not ok ' <<<"$part"; }; then
		not_ok "$name" 'it did not come to its end' "$(tail -n 3 <<<"$part"; cat "$work/err")"
	fi
done

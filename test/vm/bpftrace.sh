# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# bpftrace beside us in one lab, where this machine has it: it is large, so it is
# not fetched for this.
. "$(dirname -- "$0")/expect.sh"
. "$root/test/vm/guest-root.sh"

if ! command -v bpftrace >/dev/null; then
	skip 'bpftrace shows the same values' 'it is not installed'
	exit
fi
guest_programs "$work/guest" && guest_target "$work/guest" && guest_tool "$work/guest" bpftrace || exit 1
FESH_LAB_OVERLAY=$work/guest FESH_LAB_MEM=2048 FESH_LAB_DEADLINE=180 lab -e '!/tests/peer_bpftrace'
cat "$work/out"
grep -q '^\(not \)\?ok ' "$work/out" || not_ok 'bpftrace shows the same values' "exit status $status" "$(cat "$work/err")"

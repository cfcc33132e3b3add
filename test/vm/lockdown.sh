# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# A kernel that is locked down under a session.
. "$(dirname -- "$0")/expect.sh"
. "$root/test/vm/guest-root.sh"

guest_programs "$work/guest" || exit 1
FESH_LAB_OVERLAY=$work/guest lab -e '!/tests/lockdown_test'
cat "$work/out"
equal 'the run exits with 0' 0 "$status"
[[ $status == 0 ]] || cat "$work/err"

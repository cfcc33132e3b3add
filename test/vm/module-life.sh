# SPDX-License-Identifier: Apache-2.0
#
# Loading and removing fesh.ko, in a lab whose agent is not there yet.
. "$(dirname -- "$0")/expect.sh"

mkdir -p "$work/guest/tests"
cp "$root/test/guest/module_life.sh" "$work/guest/tests/"
printf '#!/bin/sh\nsh /tests/module_life.sh >/tmp/module_life 2>&1\n' >"$work/guest/tests/setup"
chmod 755 "$work/guest/tests/setup"
FESH_LAB_OVERLAY=$work/guest lab -e '!cat /tmp/module_life'
cat "$work/out"
equal 'the run exits with 0' 0 "$status"
[[ $status == 0 ]] || cat "$work/err"

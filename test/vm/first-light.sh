# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# The line printed by LWN in February 2018, at our prompt, on a stock kernel.
. "$(dirname -- "$0")/expect.sh"

begun=$EPOCHREALTIME
lab --json -e 'create SyS_openat(int dfd, string path, x32 flags, x16 mode)' \
	-e 'enable SyS_openat' -e '!cat /etc/hostname'
ended=$EPOCHREALTIME
echo "# $(((${ended/[.,]/} - ${begun/[.,]/}) / 1000)) ms from start to end"
equal 'the 2018 session exits with 0' 0 "$status"
hits=$(grep '"path":"/etc/hostname"' "$work/out")
equal 'exactly one event has the path' 1 "$(grep -c . <<<"$hits")"
contains 'it is of cat' '"comm":"cat"' "$hits"
contains 'its arguments are the user'\''s' \
	'"args":{"dfd":-100,"path":"/etc/hostname","flags":0,"mode":0}' "$hits"
contains 'it names its event' '"event":"SyS_openat"' "$hits"
contains 'it has a caller' '"caller":"do_syscall_64' "$hits"
[[ $status == 0 ]] || cat "$work/err"

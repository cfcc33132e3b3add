# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# Trouble of the guest's kernel is shown in its own words, and never hangs the shell.
. "$(dirname -- "$0")/expect.sh"

lab -e '!echo c > /proc/sysrq-trigger' -e '!echo never'
contains 'a panic is shown with its text' 'Kernel panic - not syncing: sysrq triggered crash' "$(cat "$work/err")"
equal 'a panic ends the run as failed' 1 "$((status == 1 || status == 3))"
equal 'nothing runs after a panic' '' "$(cat "$work/out")"

lab -e '!dmesg -n 5; echo "<1>BUG: kernel NULL pointer dereference, address: 0" > /dev/kmsg' -e '!echo still here'
contains 'an oops is shown with its text' 'BUG: kernel NULL pointer dereference' "$(cat "$work/err")"
contains 'the shell goes on after an oops that the kernel survived' 'still here' "$(cat "$work/out")"

printf -v esc '\033'
lab -e '!printf "<1>BUG: \033[31mred\n" > /dev/kmsg' -e '!true'
equal 'no control byte of the guest reaches the terminal' '' "$(grep "$esc" "$work/err")"

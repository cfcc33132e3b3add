#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# When fesh.ko lets itself be removed, and what it leaves: nothing.  Runs in the
# lab before its agent, which would hold the module.
tracing=/sys/kernel/tracing
events=$tracing/events/functions
module=$(echo /modules/*fesh.ko)

check() {
	name=$1
	shift
	if "$@" 2>/dev/null; then
		echo "ok $name"
	else
		echo "not ok $name: $*"
	fi
}

refused() {
	! "$@"
}

add() {
	echo "$1" >>$tracing/function_events
}

missing() {
	for file; do
		[ ! -e "$file" ] || return 1
	done
}

add 'v: vfs_read(x64 file, NULL, size_t count)'
echo 1 >$events/v/enable
check 'an enabled trace event holds the module' refused rmmod fesh
echo 0 >$events/v/enable
echo 'hist:keys=count' >$events/v/trigger
check 'a trigger holds the module' refused rmmod fesh
echo '!hist:keys=count' >$events/v/trigger
check 'trace events that are not in use go with it' rmmod fesh
check 'it takes its files along' missing $events $tracing/function_events /dev/fesh
check 'it leaves no hook' refused grep -q vfs_read $tracing/enabled_functions

check 'it loads without tracefs' insmod "$module" tracefs=0
check 'then there is no function_events' missing $tracing/function_events
check 'but /dev/fesh' test -c /dev/fesh
check 'the log says so once' test "$(dmesg | grep -c 'no function_events here')" = 1
rmmod fesh
insmod "$module"

if [ -e $tracing/dynamic_events ]; then
	add 'v: vfs_read(x64 file)'
	# shellcheck disable=SC2016  # its $file is a field
	if echo 'e:fesh_ep functions/v f=$file:x64' >>$tracing/dynamic_events; then
		check 'an event that an event probe names is in use' refused add '-v'
		check 'the module goes nevertheless' rmmod fesh
		check 'the event probe survives it' eval "echo '-:fesh_ep' >>$tracing/dynamic_events"
		insmod "$module"
	fi
fi
check 'the kernel has no complaint' refused eval "dmesg | grep -q 'BUG:\|WARNING:\|Oops'"

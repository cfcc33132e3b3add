# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# A flood of hits: what is shown of it can be read, and it can be held still while a
# line is typed.
. "$(dirname -- "$0")/terminal.sh"

echo 'tips off' >"$XDG_CONFIG_HOME/fesh/settings"

for size in $sizes; do
	rm -f "$XDG_STATE_HOME/fesh/history"
	open "$size" "${fake_shell[@]}"
	await 'lab 6.1.0  0 events on'
	type 'trace vfs_read(size_t count)'
	keys Enter
	await 'lab 6.1.0  1 event on  0/s'
	type '!flood 100000 60000'
	keys Enter
	sees "$size: what is left out is said" 'more (recorded)'
	keys F2
	sees "$size: F2 holds the stream still" 'fesh(lab 6.1.0 paused)>'
	type 'events #1'
	keys Enter
	sees "$size: what was recorded is there" 'vfs_read(count=0)   #1'
	keys F2
	sees "$size: F2 lets it go on, and says how much passed" 'hits passed; events #'
	type 'quit'
	keys Enter
	finish
done

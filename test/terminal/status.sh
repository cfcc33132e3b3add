# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# The line below all: what it says, that nothing of it is ever left behind, and
# that it can be turned off.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'
echo 'tips off' >"$XDG_CONFIG_HOME/fesh/settings"

for size in $sizes; do
	rm -f "$XDG_STATE_HOME/fesh/history"
	open "$size" "${fake_shell[@]}"
	await 'lab 6.1.0  0 events on'
	type 'trace vfs_read(size_t count)'
	sees "$size: it stands below the line that is typed" "$prompt trace vfs_read(size_t count)
lab 6.1.0  0 events on"
	keys Enter
	ends_with "$size: it tells how many events are on" 'lab 6.1.0  1 event on  0/s'
	type '!flood 200 1000'
	keys Enter
	matches "$size: it tells how fast they come" '1 event on  [1-9]*/s'
	sees "$size: hits go by above it" '#200'
	type '!lose 5'
	keys Enter
	sees "$size: it tells what was lost" '  5 lost'
	# the scrollback has all that went by, and the line once: where it is now
	await "lab 6.1.0  1 event on  0/s  5 lost"
	equal "$size: nothing of it is left in the scrollback" 1 "$(scrollback | grep -c 'event on')"
	equal "$size: no hit is missing from it" 200 "$(scrollback | grep -c 'vfs_read(count=[0-9]*)   #')"

	type 'half a line'
	resize 20x24
	sees "$size: it is cut at 20 columns" '
lab 6.1.0  1 event'
	resize "$size"
	sees "$size: it is whole again after that" "$prompt half a line
lab 6.1.0  1 event on  0/s  5 lost"
	equal "$size: and there once" 1 "$(scrollback | grep -c 'lab 6.1.0  1')"
	keys C-u
	type 'set status off'
	keys Enter
	ends_with "$size: set status off takes it away" "$prompt"
	type 'quit'
	keys Enter
	finish
	rm -f "$XDG_CONFIG_HOME/fesh/settings"
	echo 'tips off' >"$XDG_CONFIG_HOME/fesh/settings"
done

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# What was typed before is offered again: in grey behind the line, by the arrows,
# and by Ctrl-R.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

for size in $sizes; do
	rm -rf "$XDG_STATE_HOME"
	open "$size" "${fake_shell[@]}"
	await "$prompt"
	for line in 'help trace' 'help stats' 'trace vfs_read(size_t count)' 'events vfs_read 5'; do
		type "$line"
		keys Enter
		await "$prompt"
	done

	type 'help'
	ends_with "$size: the newest line that begins so is suggested" "$prompt help stats"
	colors "$size: in grey" 'help\e[0;2m\e[39m\e[49m stats'
	keys Right
	type '!'
	ends_with "$size: the right arrow takes it" "$prompt help stats!"
	keys C-u
	type 'trace'
	ends_with "$size: each key narrows it" "$prompt trace vfs_read(size_t count)"
	keys M-f
	keys M-f
	type 'X'
	ends_with "$size: Alt-F takes a word at a time" "$prompt trace vfs_read(size_tX"
	keys C-u
	type 'ev'
	await "$prompt events vfs_read 5"
	keys End
	type '0'
	ends_with "$size: End takes all of it" "$prompt events vfs_read 50"
	keys C-u
	type 'ev'
	await "$prompt events vfs_read 5"
	keys C-f
	type '1'
	ends_with "$size: Ctrl-F too" "$prompt events vfs_read 51"
	keys C-u

	type 'help'
	await "$prompt help stats"
	keys Up
	keys Up
	type 'x'
	ends_with "$size: Up finds lines that begin as typed" "$prompt help tracex"
	keys C-u
	type 'help'
	await "$prompt help stats"
	keys Up Up Down Down
	type '#'
	ends_with "$size: Down comes back to what was typed" "$prompt help#"
	keys C-u

	keys C-r
	type 'size_t'
	sees "$size: Ctrl-R says what it looks for" 'bck-i-search: size_t'
	keys C-e
	ends_with "$size: Ctrl-R finds a part" "$prompt trace vfs_read(size_t count)"
	keys C-u
	type 'quit'
	keys Enter
	finish
done

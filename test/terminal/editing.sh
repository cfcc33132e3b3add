# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# Lines of several rows, pastes, an editor, and the keys that end, stop and clear.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

# An editor that needs the terminal: it changes the line as it is told there.
cat >"$work/editor" <<'END'
#!/bin/sh
printf 'editing %s\nby: ' "$(cat "$1")"
read -r script
sed -i "$script" "$1"
END
chmod +x "$work/editor"

for size in $sizes; do
	rm -rf "$XDG_STATE_HOME"
	open "$size" EDITOR="$work/editor" "${fake_shell[@]}"
	await "$prompt"

	type 'trace vfs_read('
	keys Enter
	ends_with "$size: an open bracket goes on in another row" '               >'
	type 'size_t count)'
	keys Enter
	sees "$size: the closed one runs" 'tracing vfs_read at vfs_read: 1 field'
	await "$prompt"
	type "help \\"
	keys Enter
	type 'quit'
	keys Enter
	sees "$size: so does a line behind a backslash" 'usage: quit'
	await "$prompt"
	type 'trace vfs_read('
	keys Enter Enter
	sees "$size: a blank row ends what nothing closes" 'error: '
	await "$prompt"
	keys C-l

	printf '%s\n' 'delete vfs_read' 'hlep' 'trace vfs_read(' '  size_t count)' 'disable vfs_read' 'help stats' >"$work/paste"
	paste "$work/paste"
	await '               >'
	keys Enter
	sees "$size: of pasted lines each is run" 'usage: stats'
	sees "$size: also those behind a wrong one" 'error: hlep is not a command'
	sees "$size: and those in several rows" 'tracing vfs_read at vfs_read: 1 field'
	await "$prompt"

	type 'help crate'
	keys C-x C-e
	await 'by:'
	type 's/crate/create/'
	keys Enter
	ends_with "$size: Ctrl-X Ctrl-E changes the line in an editor" "$prompt help create"
	keys Enter
	sees "$size: which is then run" 'usage: create LINE'
	await "$prompt"
	type 'edit'
	keys Enter
	await 'by:'
	type 's/create/delete/'
	keys Enter
	ends_with "$size: edit does so with the last line" "$prompt help delete"
	keys C-u

	type 'half a line'
	keys F1
	sees "$size: F1 tells what keys do" 'Ctrl-D              leaves, on an empty line'
	ends_with "$size: and keeps the line" "$prompt half a line"
	keys C-c
	await "$prompt"
	type 'help quit'
	keys Enter
	sees "$size: Ctrl-C gives up a line, and the shell goes on" 'usage: quit'
	await "$prompt"

	type '!wait'
	keys Enter
	await 'waiting'
	type 'help fu'
	sees "$size: a command runs while the next line is typed" 'help fu'
	keys C-c
	ends_with "$size: Ctrl-C stops it and keeps the line" "$prompt help fu"
	type 'nctions'
	keys Enter
	sees "$size: which can be run then" 'usage: functions'
	await "$prompt"

	type 'half a line'
	keys C-l
	shows "$size: Ctrl-L clears the screen and keeps the line" <<-END
		$prompt half a line
	END
	keys C-u
	keys C-d
	finish
	equal "$size: Ctrl-D leaves" 0 "$status"
done

for size in $sizes; do
	rm -rf "$XDG_STATE_HOME"
	open "$size" PS1='back>' bash --norc --noprofile -i
	await 'back>'
	type "${fake_shell[*]@Q}"
	keys Enter
	await "$prompt"
	type 'help qu'
	await "$prompt help qu"
	keys C-z
	sees "$size: Ctrl-Z gives the terminal back" 'Stopped'
	# shellcheck disable=SC2016 # for the shell in the terminal
	type 'echo still $((6 * 7))'
	keys Enter
	sees "$size: to a shell that works" 'still 42'
	type 'fg'
	keys Enter
	ends_with "$size: fg comes back to the line" "$prompt help qu"
	type 'it'
	keys Enter
	sees "$size: which goes on" 'usage: quit'
	await "$prompt"
	keys C-d
	await 'back>'
	type 'exit'
	keys Enter
	finish
done

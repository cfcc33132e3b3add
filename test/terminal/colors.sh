# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# The colours of a line while it is typed, its tip, and the themes.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

for size in $sizes; do
	printf '%s\n' 'status off' >"$XDG_CONFIG_HOME/fesh/settings"
	rm -rf "$XDG_STATE_HOME"
	open "$size" "${fake_shell[@]}"
	await "$prompt"
	type 'tra'
	colors "$size: what may become a verb is plain" 'tra'
	type 'ce vfs_read(size_t count)'
	colors "$size: verb, function, type and field" \
		'\e[1mtrace\e[0m\e[39m\e[49m \e[1mvfs_read\e[0m\e[39m\e[49m(\e[36msize_t\e[39m \e[36mcount\e[39m)'
	sees "$size: a tip stands below" 'trace LINE'
	keys C-u
	type 'trace vfs_raed(size_t'
	colors "$size: a function that is not there is underlined" ' \e[4m\e[31mvfs_raed\e[0m\e[39m\e[49m('
	keys C-u
	type 'tarce vfs_read'
	colors "$size: so is a verb" '\e[4m\e[31mtarce\e[0m'
	keys C-u
	type 'int x = 1'
	colors "$size: Java has its own" '\e[35mint\e[39m x = '
	keys C-u
	type 'int seven() { return 7; }'
	keys Enter
	await "$prompt"
	type 'seven'
	colors "$size: and what it has defined is known" '\e[1mseven'
	keys C-u
	type 'set theme dark'
	keys Enter
	await "$prompt"
	type 'trace vfs_read(size_t'
	colors "$size: set theme dark has the colours of 256" '\e[38;5;80msize_t'
	keys C-u
	type 'set theme none'
	keys Enter
	await "$prompt"
	type 'trace vfs_read(size_t'
	colors "$size: set theme none has none" 'trace vfs_read(size_t'
	keys C-u
	type 'quit'
	keys Enter
	finish
	equal "$size: what was chosen is kept" $'status off\ntheme none' \
		"$(grep -v '^#' "$XDG_CONFIG_HOME/fesh/settings" | sort)"

	open "$size" "${fake_shell[@]}"
	await "$prompt"
	type 'trace vfs_read(size_t'
	colors "$size: the next time too" 'trace vfs_read(size_t'
	keys C-u C-d
	finish
	rm "$XDG_CONFIG_HOME/fesh/settings"

	open "$size" NO_COLOR=1 "${fake_shell[@]}"
	await 'lab 6.1.0  0 events on'
	type 'trace vfs_raed(size_t count)'
	colors "$size: NO_COLOR has none" 'trace vfs_raed(size_t count)'
	keys C-u C-d
	finish

	open "$size" 'COLORFGBG=0;15' "${fake_shell[@]}"
	await 'lab 6.1.0  0 events on'
	type 'trace vfs_read(size_t count)'
	colors "$size: a terminal that says it is light has darker colours" '\e[38;5;30msize_t'
	keys C-u C-d
	finish

	open "$size" TERM=dumb "${fake_shell[@]}"
	# drawn once, so it may still say what the target is at
	until_written screen_has 'fesh(lab'
	type 'help quit'
	keys Enter
	sees "$size: TERM=dumb works without any control sequence" 'usage: quit'
	lacks "$size: and has no status" 'events on'
	keys C-d
	finish
done

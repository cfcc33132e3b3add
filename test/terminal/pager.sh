# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# Looking back at hits while more come, and results that are longer than the screen.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

for size in $sizes; do
	rm -f "$XDG_STATE_HOME/fesh/history"
	open "$size" "${fake_shell[@]}"
	await "$prompt"
	keys F3
	sees "$size: there is nothing to look back at yet" 'no hits yet'
	type 'trace vfs_read(size_t count)'
	keys Enter
	await "$prompt"
	type '!flood 200 1000'
	keys Enter
	until_written screen_has '#200'
	type 'half a line'
	keys F3
	matches "$size: F3 looks back from the newest hit" \
		'*   #200*..#200 of 200 hits  arrows, / finds, q leaves*'
	keys PageUp
	sees "$size: PageUp goes back by a page" "..#$((201 - ${size#*x})) of 200 hits"
	keys g
	sees "$size: g goes to the oldest" '#1..#'
	type '/VFS_READ'
	keys Enter
	sees "$size: capitals are looked for as capitals" 'no more VFS_READ'
	type '/0[.]0000(03|07)'
	keys Enter
	sees "$size: a regular expression is found" '#3..#'
	keys n
	sees "$size: n goes on to the next" '#7..#'
	keys N
	sees "$size: N back to the one before" '#3..#'
	type '/(count=0)   #5'
	keys Enter
	sees "$size: so is what it says itself" '#5..#'
	keys Up
	sees "$size: an arrow goes back by a row" '#4..#'
	resize "20x${size#*x}"
	sees "$size: on 20 columns it is there, too" 'count=0)   #4'
	resize "$size"
	keys G
	sees "$size: G goes to the newest" '..#200 of 200 hits'
	keys q
	ends_with "$size: q returns to the line that is typed" "$prompt half a line"
	keys C-u
	type '!flood 200 1000'
	keys Enter
	keys PageUp
	matches "$size: more is recorded meanwhile" '* of [234][0-9]* hits, *[0-9] came meanwhile*'
	until_written screen_has 'of 400 hits'
	lacks "$size: and not shown" '#400 '
	keys C-c
	matches "$size: and is told of afterwards" '*meanwhile *[0-9] hits passed; events #*.. shows them*'
	ends_with "$size: Ctrl-C returns, too" "$prompt"


	type 'help all'
	keys Enter
	sees "$size: a result longer than the screen is read from its beginning" ' lines 1-'
	resize "20x${size#*x}"
	sees "$size: rows are broken where they end" 'makes an ev
ent at the entry of'
	resize "$size"
	sees "$size: and whole again" 'makes an event at the entry of'
	type 'q'
	matches "$size: what was seen of it stays" '*create*... lines 1-* of *; set pager off shows all here*'
	ends_with "$size: above the prompt" "$prompt"
	type 'help quit'
	keys Enter
	sees "$size: a short one is written" 'usage: quit'
	type 'set pager off'
	keys Enter
	await "$prompt"
	type 'help all'
	keys Enter
	sees "$size: set pager off writes long ones, too" 'help VERB shows examples
'"$prompt"
	keys C-d
	finish
	rm "$XDG_CONFIG_HOME/fesh/settings"
	printf '%s\n' 'status off' 'tips off' >"$XDG_CONFIG_HOME/fesh/settings"
done

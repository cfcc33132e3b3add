# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# What goes wrong at a real terminal: nothing hangs, nothing garbles, nothing is lost.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

# 5 MB: comments, and a command at the end that must still be run
awk 'BEGIN { for (i = 0; i < 80000; i++) print "# line " i " of a text that somebody pasted by mistake, 64 letters" }' \
	>"$work/5MB"
echo 'help quit' >>"$work/5MB"

for size in $sizes; do
	rm -rf "$XDG_STATE_HOME"
	open "$size" "${fake_shell[@]}"
	await "$prompt"
	type 'stat'
	keys Enter
	sees "$size: a verb's beginning is the verb" 'no events'
	await "$prompt"
	type 'tarce vfs_read(int fd)'
	keys Enter
	sees "$size: an unknown verb near a known one names it" 'try: trace vfs_read(int fd)'
	await "$prompt"

	paste "$work/5MB"
	sees "$size: a paste of 5 MB is told, not drawn" '80,001 lines pasted, 5'
	keys Enter
	sees "$size: all of it is run, to the last line" 'usage: quit'
	await "$prompt"
	paste "$work/5MB"
	sees "$size: a second one too" '80,001 lines pasted, 5'
	keys C-c
	await "$prompt"
	type 'help stats'
	keys Enter
	sees "$size: Ctrl-C drops it" 'usage: stats'
	lacks "$size: and nothing of it is run" 'usage: quit
usage: stats'

	type 'trace vfs_read(size_t count)'
	keys Enter
	await "$prompt"
	type '!flood 200 1000'
	keys Enter
	matches "$size: events stream" 'count=[0-9]*)   #'
	# a line that fits: tmux breaks longer ones anew a quarter of a second before it tells of
	# the size, and a frame of that time can be drawn a row too high or too low
	type '!x'
	resize 20x24
	resize "$size"
	resize 20x10
	resize "$size"
	sees "$size: resized while they do, to 20 columns and back" '#200'
	ends_with "$size: the line is whole" "$prompt !x"
	equal "$size: and there is one prompt with it" 1 "$(scrollback | grep -c '> !x')"
	equal "$size: no hit is missing" 200 "$(scrollback | grep -c ' #[0-9]*$')"
	keys C-u C-d
	finish
done

# the terminal is closed under it, in the midst of a line: nothing stays behind
open 80x24 "${fake_shell[@]}"
await "$prompt"
type 'half a line'
await "$prompt half a line"
shell=$(children "$(tmux display-message -p '#{pane_pid}')")
shell=${shell% }
tmux kill-server
ends 'without its terminal the shell ends' 10 gone "$shell"

# a reader that has had enough
batch=("${fake_shell[@]/%FakeShell/Main}" --target local)
for ((i = 0; i < 200; i++)); do
	batch+=(-e help)
done
first=$(timeout "$deadline" "${batch[@]}" 2>"$work/err" | head -n 1; exit "${PIPESTATUS[0]}") || status=$?
equal 'a closed pipe has what was read' 'to begin with' "$first"
equal 'the run ends with 0' 0 "${status:-0}"
equal 'and says nothing of it' '' "$(<"$work/err")"

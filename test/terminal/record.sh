# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# A recording from the first line on, a shell that is killed, and its hits without it;
# and the transcript of both.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

for size in $sizes; do
	rm -f "$work"/*.rec "$work/said"
	open "$size" "${fake_shell[@]}" --record "$work/killed.rec" --transcript "$work/said"
	sees "$size: --record begins with the target" 'hits that come from now on'
	type 'trace vfs_read(NULL, NULL, size_t count)'
	keys Enter
	type '!dd'
	keys Enter
	sees "$size: a hit" '#1'
	type 'record'
	keys Enter
	sees "$size: record tells how far it is" 'recording: 1 hit in '
	pkill -KILL -P "$(tmux display -p '#{pane_pid}')"
	finish
	equal "$size: the shell is killed" 137 "$status"

	open "$size" "${fake_shell[@]}" --transcript "$work/said"
	await "$prompt"
	type "open $work/killed.rec"
	keys Enter
	sees "$size: its recording is whole" 'killed.rec: 1 hit of 1 event'
	sees "$size: and was not ended" 'was not ended'
	ends_with "$size: the prompt says that it is a file" 'fesh(file 6.1.0)>'
	type 'events'
	keys Enter
	sees "$size: the hit is there, with its number" 'do_syscall_64->vfs_read(count=512)   #1'
	type '!dd'
	keys Enter
	sees "$size: what needs a kernel says so" 'a recording has no kernel to run commands on'
	type 'quit'
	keys Enter
	finish
	equal "$size: quit leaves with 0" 0 "$status"
	equal "$size: the transcript has what was typed, of both" \
		"$prompt trace vfs_read(NULL, NULL, size_t count)
$prompt !dd
$prompt record
$prompt open $work/killed.rec
fesh(file 6.1.0)> events
fesh(file 6.1.0)> !dd
fesh(file 6.1.0)> quit" "$(grep '^fesh(' "$work/said")"
	equal "$size: and the hit as often as it was shown" 2 "$(grep -c '>vfs_read(count=512)   #1$' "$work/said")"
	equal "$size: without escape codes" 0 "$(grep -c $'\e' "$work/said")"
done

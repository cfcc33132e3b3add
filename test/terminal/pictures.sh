# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# A picture is drawn while hits come, stays when Ctrl-C ends it, and survives a
# terminal that becomes narrow under it.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

for size in $sizes; do
	open "$size" "${fake_shell[@]}"
	await "$prompt"
	type 'trace vfs_read(size_t count)'
	keys Enter
	await "$prompt"
	type '!dd'
	keys Enter
	await "$prompt"
	type 'hist vfs_read by count'
	keys Enter
	sees "$size: what was recorded is in the picture" 'vfs_read by count: 1 hit'
	sees "$size: with its bar" '512  1 ██'
	sees "$size: and its percentiles" 'p50 512  p90 512  p99 512  p99.9 512  max 512  sum 512'
	resize "20x${size#*x}"
	sees "$size: on a narrow terminal there is less of it" 'p50 512  p90 512
p99 512'
	resize "$size"
	sees "$size: and all of it again" 'p50 512  p90 512  p99 512'
	keys C-c
	ends_with "$size: Ctrl-C ends it" "$prompt"
	equal "$size: it stays, once" 1 "$(screen | grep -c '^vfs_read by count: 1 hit')"
	type 'top vfs_read by comm, count'
	keys Enter
	sees "$size: another picture" 'count   share '
	sees "$size: which says how it ends" 'Ctrl-C ends it'
	type 'stats'
	keys C-c
	ends_with "$size: ends the same way, with what was typed meanwhile" "$prompt stats"
	equal "$size: and not in the picture" 1 "$(screen | grep -c stats)"
	keys C-u
	type 'stats'
	keys Enter
	sees "$size: stats has the last minute beside it" 'fuse  last minute'
	contains "$size: a second a column" '█' "$(screen | grep '^vfs_read  yes')"
	await "$prompt"
	type 'quit'
	keys Enter
	finish
	equal "$size: quit leaves with 0" 0 "$status"
done

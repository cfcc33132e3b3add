# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# The first lines of somebody new, at both sizes: a verb, a mistake, a hit above
# the line that is being typed, and out.
. "$(dirname -- "$0")/terminal.sh"

for size in $sizes; do
	open "$size" "${fake_shell[@]}"
	await 'fesh(lab 6.1.0)>'
	type 'trace vfs_raed(int fd)'
	keys Enter
	sees "$size: a name that is nearly right is told" 'try: trace vfs_read(int fd)'
	await 'fesh(lab 6.1.0)>'
	type 'trace vfs_read(size_t count)'
	keys Enter
	sees "$size: the right one is traced" 'tracing vfs_read at vfs_read: 1 field'
	await 'fesh(lab 6.1.0)>'
	type '!dd'
	keys Enter
	sees "$size: a hit is shown" '(count=512)   #1'
	await 'fesh(lab 6.1.0)>'
	type 'quit'
	keys Enter
	finish
	equal "$size: quit leaves with 0" 0 "$status"
done

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# The lines of the start-up file, and settings that cannot be.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

for size in $sizes; do
	printf '%s\n' '# mine' 'trace vfs_read(size_t count)' 'hlep' 'help quit' >"$XDG_CONFIG_HOME/fesh/init"
	printf '%s\n' 'tips off' 'status off' 'colour 3' >"$XDG_CONFIG_HOME/fesh/settings"
	open "$size" XDG_CONFIG_HOME="$XDG_CONFIG_HOME" "${fake_shell[@]}"
	await "$prompt"
	sees "$size: the lines of init are run" 'tracing vfs_read at vfs_read: 1 field'
	sees "$size: one that is wrong tells its place" '/fesh/init:3'
	sees "$size: those behind it are run" 'usage: quit'
	sees "$size: a setting that is none tells its place" 'fesh/settings:3: no such setting: colour 3'
	keys C-d
	finish
	equal "$size: none of it keeps anybody from leaving" 0 "$status"
done

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# A terminal that is made narrower and wider while hits stream above a line that is
# longer than a row, and then under a picture: each hit is in the scrollback, once.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'
echo 'tips off' >"$XDG_CONFIG_HOME/fesh/settings"

# The numbers of the hits that were shown: each is the end of a hit.
shown() {
	tmux capture-pane -p -J -S - | sed -n 's/^.* #\([0-9]*\) *$/\1/p'
}

has_shown() {
	(($(shown | wc -l) >= $1))
}

for size in $sizes; do
	height=${size#*x}
	open "$size" "${fake_shell[@]}"
	await 'lab 6.1.0  0 events on'
	type 'trace vfs_read(size_t count)'
	keys Enter
	await 'lab 6.1.0  1 event on  0/s'
	type '!flood 200 1000'
	keys Enter
	line=$(printf 'word%02d ' {1..30})
	type "${line% }"
	sees "$size: a line of several rows is typed while hits go by" 'word30'
	count=20
	for width in 60 100 40 160 20 31 80 20 120; do
		resize "${width}x$height"
		until_written has_shown $((count += 15))
	done
	sees "$size: hits go by at each width" '#200'
	resize "200x$height"
	sees "$size: what is typed is still there" "$prompt ${line% }"
	equal "$size: each hit was shown, and none twice" "$(seq 200)" "$(shown)"
	equal "$size: so was what is typed" 1 "$(tmux capture-pane -p -J -S - | grep -c word30)"
	keys C-u
	type 'hist vfs_read by count'
	keys Enter
	sees "$size: a picture is drawn" 'vfs_read by count: 200 hits'
	for width in 20 100 40 200; do
		resize "${width}x$height"
	done
	keys C-c
	ends_with "$size: and stays" 'lab 6.1.0  1 event on  0/s'
	equal "$size: it takes no hit away" "$(seq 200)" "$(shown)"
	keys C-d
	finish
done

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# The tour of somebody new, with nothing but the README: each line that it shows at
# a prompt is typed, and what it shows below must appear, whatever the numbers are.
# Then the first lesson, to its end.  On the lab, at both sizes.
. "$(dirname -- "$0")/terminal.sh"

if [[ -z ${FESH_LAB-} ]]; then
	skip tour 'it needs the lab'
	exit 0
fi

deadline=30
# it would want keys of its own
echo 'pager off' >>"$XDG_CONFIG_HOME/fesh/settings"

last_line() {
	screen | grep . | tail -n 1
}

at_prompt() {
	[[ $(last_line) == 'fesh(lab '[0-9]*')>' ]]
}

is_typed() {
	! at_prompt
}

ready() {
	until_written at_prompt && return
	not_ok "$size: the prompt comes back" "after '$line':" "$(screen)"
	exit 1
}

enter() {
	line=$1
	ready
	keys C-l
	ready
	type "$line"
	# else the prompt before the line would be taken for that after it
	until_written is_typed
	keys Enter
	ready
}

# Of a section of the README, '> LINE' for what is typed and '= TEXT' for what is seen.
transcript() {
	awk -v section="## $1" '
		/^## / { on = $0 == section }
		!/^    / { shown = 0 }
		on && match($0, /^    fesh\([^)]*\)> /) {
			print "> " substr($0, RLENGTH + 1)
			shown = 1
			next
		}
		on && shown && !/^    \.\.\.$/ { print "= " substr($0, 5) }' "$root/README.md"
}

# As a pattern of the shell's: numbers, addresses, bars, the width of columns and where a row ends
# are free.
pattern() {
	sed -E -e 's/[][\\*?()|]/\\&/g' -e '/==>/{ s/^\$[0-9]+/$*/; b }' \
		-e 's/0x[0-9a-f]+/0x*/g' -e 's/[0-9][0-9.,]* (ns|us|ms|s)\b/*/g' -e 's/[0-9][0-9.,]*/*/g' \
		-e 's/[█▉▊▋▌▍▎▏]+/*/g' -e 's/^ +//' -e 's/  +/*/g' -e 's/, /,*/g' <<<"$1"
}

follow() {
	local kind text count=0

	while IFS= read -r -u 3 text; do
		kind=${text:0:1} text=${text:2}
		if [[ $kind == '>' && $text == *'<Tab>' ]]; then
			ready
			keys C-l
			ready
			type "${text%<Tab>}"
			keys Tab
			tabbed=1
		elif [[ $kind == '>' ]]; then
			[[ -z ${tabbed-} ]] || keys C-c
			tabbed=
			enter "${text//#1./#$number.}"
			count=$((count + 1))
		elif [[ $text != '['*us\)* && $text != '['*ns\)* ]]; then
			# which rows a histogram has is the machine's affair
			matches "$size: README, $1: $text" "$(pattern "$text")"
		fi
	done 3< <(transcript "$1")
	[[ -z ${tabbed-} ]] || keys C-c
	tabbed=
	((count)) || not_ok "$size: the README has lines to type in $1"
	enter 'delete *'
}

leave() {
	type 'quit'
	keys Enter
	finish
	equal "$size: quit leaves with 0" 0 "$status"
}

for size in $sizes; do
	number=1
	rm -rf "$XDG_STATE_HOME"
	open "$size" "$root/fesh" --target lab
	sees "$size: the first lines say where one is" 'lab: Linux 6.1'
	sees "$size: and what to try" 'try: tutorial, help, Tab, ? vfs_read'
	sees "$size: and how many types there are, when they are read" ' types: try ptype struct file'
	enter 'help'
	sees "$size: help begins on the screen" 'to begin with'
	sees "$size: and ends on it" 'help TOPIC have examples'

	follow 'Sixty seconds'
	follow 'Names instead of offsets'

	enter 'trace vfs_read(file) if comm == "head"'
	enter '!head -n 1 /etc/hostname'
	enter 'events vfs_read 1'
	number=$(screen | sed -n 's/.* #\([0-9]*\)$/\1/p' | tail -n 1)
	follow 'Values'
	follow 'Pictures'

	enter 'tutorial next'
	sees "$size: a lesson begins on the screen" 'Lesson 1: The first event'
	sees "$size: with its first step" 'step 1 of 5'
	enter 'create SyS_openat(int dfd, string path, x32 flags, x16 mode)'
	sees "$size: it notices that the event is there" 'step 2 of 5'
	enter 'enable SyS_openat'
	sees "$size: that it is enabled" 'step 3 of 5'
	enter '!cat /etc/hostname'
	sees "$size: that the hit came" 'step 4 of 5'
	enter 'stats'
	sees "$size: that it was counted" 'step 5 of 5'
	enter 'delete SyS_openat'
	sees "$size: and that it is gone" 'Lesson 1 is finished.'
	enter 'tutorial'
	sees "$size: the lesson is ticked" '[x]  1  The first event'
	leave

	# hits of one name but other fields are kept as long as the prompt is
	open "$size" "$root/fesh" --target lab
	follow 'Java'
	enter 'tutorial'
	sees "$size: the tick is there another day" '[x]  1  The first event'
	leave
done

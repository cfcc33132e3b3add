# SPDX-License-Identifier: Apache-2.0
#
# What the scripts of this folder are written with: a real terminal, by tmux.  Keys
# go in, and what somebody in front of it would see is waited for and compared.
#
#   open 80x24 [VAR=VALUE...] COMMAND...   a terminal, with the command in it
#   keys Up C-r Escape                     keys, by tmux's names
#   type 'help quit'                       text, as if typed
#   paste FILE                             as a terminal's paste, in brackets if asked for
#   sees NAME TEXT                         ok once TEXT is on the screen
#   matches NAME PATTERN                   ok once a part of it fits the shell's pattern
#   lacks NAME TEXT                        ok if TEXT is not on the screen now
#   ends_with NAME TEXT                    ok once the last line with anything is TEXT
#   shows NAME <<'END'                     ok once the screen is exactly that
#   colors NAME TEXT                       ok once the line that is typed is so, with its
#                                          colours, \e for the escape character
#   resize 20x24                           the window, with SIGWINCH
#   screen [-e]                            the screen, -e: with its colours
#   scrollback                             all that has left the screen, and the screen
#   finish                                 waits until the command has ended; closes
#
# The command is most often fake_shell: the prompt of ./fesh on a kernel that is
# played.  Nothing here sleeps: each wait is for the terminal to be written to, and
# fails after a deadline with the screen as it is then.
# Sourced.
# shellcheck shell=bash disable=SC2034 source=test/vm/expect.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/../vm/expect.sh"

sizes='80x24 160x50'
deadline=30

if ! type -P tmux >/dev/null; then
	skip "$(basename -- "$0" .sh)" 'no tmux here: apt-get install tmux'
	exit 0
fi

# Folders of its own: no history, nothing that somebody chose but this.
export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
mkdir -p "$XDG_CONFIG_HOME/fesh"
printf '%s\n' 'status off' 'tips off' >"$XDG_CONFIG_HOME/fesh/settings"
unset NO_COLOR COLORFGBG EDITOR VISUAL

# shellcheck source=test/terminal/fake-shell.sh
. "${BASH_SOURCE[0]%/*}/fake-shell.sh"

opened=0

tmux() {
	command tmux -S "$work/tmux.$opened" "$@"
}

trap 'tmux kill-server 2>/dev/null; rm -rf "$work"' EXIT

cat >"$work/tmux.conf" <<'END'
set -g status off
set -g default-terminal screen-256color
set -g escape-time 0
set -g history-limit 100000
set -g remain-on-exit on
set -g remain-on-exit-format ''
END

open() {
	local size=$1
	shift

	# a server of its own each time: the one before may still be leaving
	((!opened)) || tmux kill-server 2>/dev/null
	opened=$((opened + 1))
	rm -f "$work/written" "$work/status"
	mkfifo "$work/written"
	exec {written}<>"$work/written"
	# the command begins when its output is watched, and what it returns outlives it
	# shellcheck disable=SC2016 # for the shell in the terminal
	tmux -f "$work/tmux.conf" new-session -d -x "${size%x*}" -y "${size#*x}" bash -c '
		tmux wait-for begin
		env "${@:2}"
		echo $? >"$1/status"
		tmux wait-for -S ended' open "$work" "$@"
	tmux pipe-pane -O "exec cat >'$work/written'"
	tmux wait-for -S begin
}

keys() {
	tmux send-keys "$@"
}

type() {
	tmux send-keys -l -- "$1"
}

paste() {
	tmux load-buffer "$1"
	tmux paste-buffer -p -r
}

resize() {
	tmux resize-window -x "${1%x*}" -y "${1#*x}"
}

screen() {
	tmux capture-pane -p "$@"
}

scrollback() {
	tmux capture-pane -p -S - | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

# Waits until COMMAND... succeeds, looking again whenever the terminal was written to.
until_written() {
	local end=$((SECONDS + deadline)) bytes

	until "$@"; do
		((SECONDS < end)) || return 1
		# one byte, then all that comes with it
		IFS= read -r -d '' -N 1 -t "$((end - SECONDS))" bytes <&"$written" || continue
		IFS= read -r -d '' -N 1000000 -t 0.01 bytes <&"$written"
	done
	return 0
}

# verdict NAME COMMAND...  ok if it succeeds in time, else not ok with the screen
verdict() {
	local name=$1
	shift

	if until_written "$@"; then
		ok "$name"
	else
		not_ok "$name" "not '${*: -1}' but:" "$(screen)"
		return 1
	fi
}

screen_has() {
	[[ $(screen -J | sed 's/ *$//') == *"$1"* ]]
}

screen_matches() {
	# shellcheck disable=SC2053 # a pattern
	[[ $(screen -J | sed 's/ *$//') == *$1* ]]
}

screen_ends_with() {
	[[ $(screen) == *"$1" ]] && [[ $(screen | grep . | tail -n 1) == "$1" ]]
}

screen_is() {
	[[ $(screen) == "$1" ]]
}

sees() {
	verdict "$1" screen_has "$2"
}

matches() {
	verdict "$1" screen_matches "$2"
}

ends_with() {
	verdict "$1" screen_ends_with "$2"
}

shows() {
	local expected
	expected=$(cat)

	verdict "$1" screen_is "$expected"
}

lacks() {
	local now
	now=$(screen)

	if [[ $now == *"$2"* ]]; then not_ok "$1" "'$2' is on the screen:" "$now"; else ok "$1"; fi
}

# The line that is typed, with its colours, on one line and with \e for the escape.
typed_line() {
	screen -e | grep -a 'fesh(' | tail -n 1 | sed 's/.*)> //; s/\x1b/\\e/g'
}

has_colors() {
	[[ $(typed_line) == *"$1"* ]]
}

# colors NAME TEXT  ok once the line that is typed contains the text and escapes
colors() {
	verdict "$1" has_colors "$2"
}

# What has to be on the screen before the test can go on; no promise of its own.
await() {
	until_written screen_ends_with "$1" && return
	not_ok "$(basename -- "$0" .sh)" "no '$1' at the end of:" "$(screen)"
	exit 1
}

# The status of the command is in $status then.
finish() {
	status=
	if timeout "$deadline" tmux -S "$work/tmux.$opened" wait-for ended; then
		status=$(<"$work/status")
	else
		not_ok 'the command ends' 'it does not:' "$(screen)"
	fi
}

# SPDX-License-Identifier: Apache-2.0
#
# How a step of the set-up is decided, run and reported.  A step NAME is a file
# NAME.sh beside this one with
#
#   NAME_title    what its progress line says
#   NAME_current  true if there is nothing to do; costs next to nothing
#   NAME_make     does it, in a subshell with set -e, output to a log; what it
#                 makes appears under its final name only when it is whole
#
# and, where a person has to be asked first, NAME_ask.  A step may use what the
# steps before it have set.  What a step makes is under $made (this checkout's)
# or $cache (the user's).
# Sourced; root is set.
# shellcheck shell=bash disable=SC2034,SC2154

setup_folder=$root/shell/setup
made=$root/target/fesh
cache=${XDG_CACHE_HOME:-${HOME:?}/.cache}/fesh

for setup_file in "$setup_folder"/*.sh; do
	# shellcheck disable=SC1090
	[[ $setup_file == */step.sh ]] || . "$setup_file"
done

# Brings the named steps up to date, in this order.  Two at once wait for each
# other; the second then finds nothing to do.
set_up() {
	local name fd

	for name; do
		"${name}_current" && continue
		mkdir -p "$made" "$cache"
		exec {setup_lock}>"$made/lock" {cache_lock}>"$cache/lock"
		for fd in "$setup_lock" "$cache_lock"; do
			flock -n "$fd" || setup_wait "$fd"
		done
		"${name}_current" || step "$name"
		exec {setup_lock}>&- {cache_lock}>&-
	done
}

# explain MESSAGE HINT  ends a NAME_make that knows what is wrong, without its log
explained=4
explain() {
	printf '%s\n' "$@"
	exit "$explained"
}

setup_wait() {
	[[ -n ${setup_waited-} ]] || say 'another fesh is setting up: waiting for it'
	setup_waited=1
	flock "$1"
}

step() {
	local name=$1 title=${1}_title log=$made/$1.log begun=$EPOCHREALTIME status why

	[[ $(type -t "${name}_ask") != function ]] || "${name}_ask"
	printf '%s ... ' "${!title}" >&2
	# set -e is dead inside a condition, so the status is taken afterwards
	set +e
	(
		set -e
		"${name}_make"
	) </dev/null >"$log" 2>&1 {setup_lock}>&- {cache_lock}>&-
	status=$?
	set -e
	if ((status == explained)); then
		printf 'failed\n' >&2
		mapfile -t why < <(tail -n 2 "$log")
		die 3 "${why[0]}" "${why[1]}"
	elif ((status)); then
		printf 'failed\n' >&2
		tail -n 15 "$log" | sed 's/^/    /' >&2
		die 3 "${!title} failed, exit status $status" "the whole log: $log"
	fi
	"${name}_current" || die 3 "${!title}: done, and still not up to date" "the log: $log"
	printf '%s s\n' "$(seconds_since "$begun")" >&2
}

seconds_since() {
	local now=$EPOCHREALTIME
	local us=$((${now/[.,]/} - ${1/[.,]/}))

	printf '%d.%d' $((us / 1000000)) $((us / 100000 % 10))
}

say() {
	printf 'fesh: %s\n' "$1" >&2
}

# die STATUS MESSAGE [HINT]
die() {
	say "$2"
	[[ -z ${3-} ]] || printf '  hint: %s\n' "$3" >&2
	exit "$1"
}

# make, and with it kbuild, takes the names of folders for lists of words.
[[ $root != *[[:space:]:]* ]] ||
	die 3 "fesh cannot be built where a folder's name has a blank or a colon: '$root'" 'move it to another folder'
[[ $cache != *[[:space:]:]* ]] ||
	die 3 "no module can be built where a folder's name has a blank or a colon: '$cache'" \
		'set XDG_CACHE_HOME to another folder'

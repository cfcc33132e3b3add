# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# However the shell ends, the lab ends with it.
. "$(dirname -- "$0")/expect.sh"

# Starts a shell that waits in its lab, and finds its QEMU.
waiting_shell() {
	mkfifo "$work/in.$1"
	"$root/fesh" --target lab <"$work/in.$1" >"$work/out.$1" 2>"$work/err.$1" &
	shell=$!
	exec {input}>"$work/in.$1"
	echo '!echo booted' >&"$input"
	until_true 90 grep -q booted "$work/out.$1" || not_ok "the lab of '$1' boots" '' "$(cat "$work/err.$1")"
	has_qemu "$shell" || not_ok "the lab of '$1' has a QEMU"
}

# What fesh and its libraries would leave, by their names: others use these folders too.
left_over() {
	find /tmp "${XDG_CACHE_HOME:-$HOME/.cache}/fesh" -maxdepth 1 -newer "$work" \
		\( -name 'fesh*' -o -name 'jna*' -o -name 'jline*' -o -name 'overlay*' -o -name 'accelerator?*' \)
}

waiting_shell quit
echo quit >&"$input"
wait "$shell"
equal 'quit exits with 0' 0 $?
ends 'quit leaves no QEMU' 2 gone "$qemu"
exec {input}>&-

waiting_shell end
exec {input}>&-
wait "$shell"
equal 'the end of the input exits with 0' 0 $?
ends 'the end of the input leaves no QEMU' 2 gone "$qemu"

waiting_shell term
kill -TERM "$shell"
wait "$shell" 2>/dev/null
ends 'SIGTERM leaves no QEMU' 2 gone "$qemu"
exec {input}>&-

waiting_shell kill
kill -KILL "$shell"
wait "$shell" 2>/dev/null
ends 'SIGKILL leaves no QEMU' 5 gone "$qemu"
exec {input}>&-

equal 'no temporary file is left' '' "$(left_over)"

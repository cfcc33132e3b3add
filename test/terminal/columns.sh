# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# Events that follow each other line up, of two kinds and from two programs; what is
# longer than a row goes on further right than an event begins.
. "$(dirname -- "$0")/terminal.sh"

begin() {
	rm -f "$XDG_STATE_HOME/fesh/history"
	open "$1" "${fake_shell[@]}"
	await 'fesh(lab 6.1.0)>'
	type 'trace SyS_openat(int dfd, string path, x32 flags)'
	keys Enter
	await 'fesh(lab 6.1.0)>'
	type 'trace vfs_read(size_t count) => long ret'
	keys Enter
	await 'fesh(lab 6.1.0)>'
	type '!browse'
	keys Enter
}

end() {
	keys C-d
	finish
}

begin 80x24
sees '80x24: an event begins in the first column, and only there' \
	'
systemd-journal-1205 [000] 2.833196  do_syscall_64->SyS_openat(dfd=7,
    path="/etc/hostname", flags=0x8000)   #7
systemd-journal-1205 [000] 2.833197  __x64_sys_openat->vfs_read(count=81, ret=3,
    duration=0ns)   #8
cat-95     [001] 2.833198  do_syscall_64->SyS_openat(dfd=-100,
    path="/usr/lib/x86_64-linux-gnu/libpthread.so.0", flags=0x0)   #9
cat-95     [001] 2.833199  __x64_sys_openat->vfs_read(count=256, ret=-2,
    duration=0ns)   #10
'
type 'events #7..#8'
keys Enter
sees '80x24: so it does when it is shown again' \
	'events #7..#8
systemd-journal-1205 [000] 2.833196  do_syscall_64->SyS_openat(dfd=7,
    path="/etc/hostname", flags=0x8000)   #7
'
end

begin 160x50
sees '160x50: thread, time, caller, fields and number line up' \
	'
systemd-journal-1205 [000] 2.833194     do_syscall_64->SyS_openat(dfd=-100, path="/proc/self/status", flags=0x0)   #5
systemd-journal-1205 [000] 2.833195  __x64_sys_openat->vfs_read(count=16, ret=2, duration=0ns)   #6
systemd-journal-1205 [000] 2.833196     do_syscall_64->SyS_openat(dfd=7,    path="/etc/hostname",     flags=0x8000)   #7
systemd-journal-1205 [000] 2.833197  __x64_sys_openat->vfs_read(count=81, ret=3, duration=0ns)   #8
cat-95               [001] 2.833198     do_syscall_64->SyS_openat(dfd=-100, path="/usr/lib/x86_64-linux-gnu/libpthread.so.0", flags=0x0)   #9
cat-95               [001] 2.833199  __x64_sys_openat->vfs_read(count=256, ret=-2, duration=0ns)   #10
cat-95               [001] 2.833200     do_syscall_64->SyS_openat(dfd=-100, path="/proc/self/status", flags=0x8000)   #11
cat-95               [001] 2.833201  __x64_sys_openat->vfs_read(count=625, ret=5,  duration=0ns)   #12
'
end

begin 20x60
sees '20x60: each part of it has a row' \
	'
    [000] 2.833195
'
end

# SPDX-License-Identifier: Apache-2.0
#
# Overlays for the lab: the programs of test/guest, and the module with known
# functions.  Both end up in the guest's /tests.
# Sourced; root is set.
# shellcheck shell=bash disable=SC2154

# guest_programs PLACE
guest_programs() {
	mkdir -p "$1/tests" &&
		make -s -C "$root/test/guest" >&2 &&
		cp "$root"/test/guest/build/* "$1/tests/"
}

# guest_target PLACE  the module, for the lab's kernel; the guest loads it at boot
guest_target() {
	local kernel=${XDG_CACHE_HOME:-$HOME/.cache}/fesh/kernels/${FESH_LAB_KERNEL:-cloud-amd64}
	local release sources=$1.target-module

	release=$(<"$kernel/release")
	# a copy, so that two kernels do not build in one folder
	cp -R "$root/test/target-module" "$sources"
	# a kernel of another suite has its compiler beside it
	PATH=$kernel/root/usr/bin:$PATH make -s -C "$sources" \
		KDIR="$kernel/root/usr/src/linux-headers-$release" >&2 || return
	mkdir -p "$1/tests"
	cp "$sources"/*.ko "$1/tests/"
	printf '#!/bin/sh\ninsmod /tests/fesh_target.ko\n' >"$1/tests/setup"
	chmod 755 "$1/tests/setup"
}

# guest_tool PLACE COMMAND  a program of this machine with its libraries; fails if there is none
guest_tool() {
	local program file

	program=$(command -v "$2") || return
	for file in "$program" $(ldd "$program" | grep -o '/[^ ]*'); do
		install -D "$(readlink -f "$file")" "$1/${file/#\/usr\/lib\/x86/\/lib\/x86}"
	done
}

# SPDX-License-Identifier: Apache-2.0
#
# An overlay for the lab with the programs of test/guest and the module with known
# functions, for scripts and benchmarks.
# Sourced; root is set.  shellcheck shell=bash disable=SC2154

guest_root() {
	local place=$1 log=$1.log flavour=${FESH_LAB_KERNEL:-cloud-amd64} kernel release

	kernel=${XDG_CACHE_HOME:-$HOME/.cache}/fesh/kernels/$flavour
	release=$(<"$kernel/release")
	mkdir -p "$place/tests"
	if ! make -s -C "$root/test/guest" >"$log" 2>&1; then
		cat "$log"
		return 1
	fi
	cp "$root"/test/guest/build/* "$place/tests/"
	# a copy, so that two kernels do not build in one folder
	cp -R "$root/test/target-module" "$place.target-module"
	if ! make -s -C "$place.target-module" KDIR="$kernel/root/usr/src/linux-headers-$release" >>"$log" 2>&1; then
		cat "$log"
		return 1
	fi
	cp "$place".target-module/*.ko "$place/tests/"
	printf '#!/bin/sh\ninsmod /tests/fesh_target.ko\n' >"$place/tests/setup"
	chmod 755 "$place/tests/setup"
}

# SPDX-License-Identifier: Apache-2.0
#
# The compiler of another suite's kernel, for its modules: gcc, binutils, pahole
# and kbuild's own programs, with the C library that they were built against.
# They lie beside the kernel and are started with their own loader, since this
# system's C library may be too old for them; so it takes no root and no chroot.
# A kernel of the system's own suite is built for with the system's compiler.
# No step of its own: kernel.sh fetches both at once.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2154

# What building a module takes, beyond the headers themselves; one package a line.
compiler_packages() {
	# shellcheck disable=SC2046 # a list of words
	packages_closure $(packages_depends "$1" '(gcc|linux-kbuild)-')
}

# Puts a script in the place of each program under ROOT that needs a loader: PROGRAM.elf is what
# was there.  Whoever starts a program, make or gcc itself, then starts it with its own libraries.
# ROOT will be found as PLACE in the end.
compiler_wrap() {
	local root=$1 place=$2 program
	local libraries=$place/usr/lib/x86_64-linux-gnu

	while read -r -d '' program; do
		# the name of the loader is in the first page
		head -c 4096 "$program" | LC_ALL=C grep -qaF /lib64/ld-linux-x86-64.so.2 || continue
		mv "$program" "$program.elf"
		program=$place${program#"$root"}
		# gcc looks for its parts beside the name that it was started by
		printf '#!/bin/sh\nexec %q --library-path %q --argv0 %q %q "$@"\n' "$libraries/ld-linux-x86-64.so.2" \
			"$libraries" "$program" "$program.elf" >"$root${program#"$place"}"
		chmod 755 "$root${program#"$place"}"
	done < <(find "$root"/usr/{bin,libexec,lib/gcc,lib/linux-kbuild-*} -type f -perm /111 -print0)
}

# make for a module of the lab's kernel.
compiler_make() {
	PATH=$kernel_root/usr/bin:$PATH make KDIR="$kernel_root/usr/src/linux-headers-$kernel_release" "$@"
}

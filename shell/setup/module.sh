# SPDX-License-Identifier: Apache-2.0
#
# fesh.ko for the lab's kernel, and the drivers that lessons are about, built from
# a copy of their sources: the checkout stays clean and two kernels do not trample
# on each other.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2034,SC2154

module_title='build the kernel module'

module_sources=$root/kernel-module

# After kernel_current: the release is known then.
module_place() {
	module_build=$made/kernel-module-$kernel_release
	module_file=$module_build/fesh.ko
	module_lessons=$module_build/lessons
}

module_current() {
	module_place
	[[ -e $module_file.stamp && -e $module_file ]] &&
		[[ $module_file.stamp -nt $kernel_folder/release ]] &&
		[[ -z $(find "$module_sources" -path "$module_sources/tests" -prune -o \
			-newer "$module_file.stamp" -name '*[!o]' -print -quit) ]]
}

module_make() {
	mkdir -p "$module_build"
	touch "$module_file.new"
	# -p: make decides by the times; files that are gone must not be built again
	find "$module_build" -maxdepth 2 \( -name '*.[ch]' -o -name Kbuild -o -name Makefile \) -delete
	cp -pR "$module_sources/." "$module_build/"
	compiler_make -C "$module_build"
	compiler_make -C "$module_lessons" -f ../Makefile
	mv "$module_file.new" "$module_file.stamp"
}

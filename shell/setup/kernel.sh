# SPDX-License-Identifier: Apache-2.0
#
# The lab's kernel, its headers and busybox: the distribution's packages, unpacked into the
# cache.  Nothing of it touches the system, so it needs no root.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2034,SC2154

kernel_title='fetch the lab kernel'

# The smallest of the distribution's that boots in a virtual machine.
kernel_default() {
	case $(. /etc/os-release && echo "${ID-}") in
	ubuntu) echo virtual ;;
	*) echo cloud-amd64 ;;
	esac
}

# The end of the names linux-image-X and linux-headers-X; before a slash, the suite that has
# them, if it is another than the system's own.
kernel_name=${FESH_LAB_KERNEL:-$(kernel_default)}
kernel_flavour=${kernel_name##*/}
kernel_suite=${kernel_name%"$kernel_flavour"}
kernel_suite=${kernel_suite%/}
kernel_folder=$cache/kernels/$kernel_name
kernel_root=$kernel_folder/root

kernel_current() {
	[[ -r $kernel_folder/release ]] && read -r kernel_release <"$kernel_folder/release" &&
		[[ -e $kernel_root/boot/vmlinuz-$kernel_release && -x $kernel_root/bin/busybox ]]
}

# Before anybody waits for a download that cannot be.
kernel_ask() {
	[[ $kernel_name =~ ^([a-z][a-z0-9.-]*/)?[a-z0-9][a-z0-9.+-]*$ ]] ||
		die 2 "no such lab kernel: FESH_LAB_KERNEL='$kernel_name'" \
			'[SUITE/]FLAVOUR, as in cloud-amd64 or sid/cloud-amd64'
}

kernel_make() {
	local work=$kernel_folder.new image headers release

	rm -rf "$work" "$kernel_folder"
	mkdir -p "$work/root"
	packages_open "$work/apt" "$kernel_suite"
	packages_has "linux-image-$kernel_flavour" ||
		explain "there is no package linux-image-$kernel_flavour in $(packages_system "$kernel_suite")" \
			"$(kernel_hint)"
	image=$(packages_depends "linux-image-$kernel_flavour" 'linux-image-[0-9]')
	release=${image#linux-image-}
	headers=linux-headers-$release
	# one image, two headers, and what an image names as its parts: Debian's from 7.0 on, Ubuntu's
	# shellcheck disable=SC2046 # lists of words
	packages_unpack "$work/root" busybox-static "$image" $(packages_depends "$image" 'linux-(binary|modules)-') \
		"$headers" $(packages_depends "$headers" 'linux-(headers-|kbuild-)') \
		$([[ -z $kernel_suite ]] || compiler_packages "$headers")
	kernel_places "$work/root" "$release"
	[[ -z $kernel_suite ]] || compiler_wrap "$work/root" "$kernel_root"
	packages_close
	echo "$release" >"$work/release"
	mkdir -p "${kernel_folder%/*}"
	mv "$work" "$kernel_folder"
}

# What to do where there is no such kernel.
kernel_hint() {
	if packages_has "linux-image-$(kernel_default)"; then
		echo "FESH_LAB_KERNEL=[SUITE/]FLAVOUR, as in $(kernel_default)"
	else
		echo "the lab boots Debian's and Ubuntu's kernels; this machine's own is traced by ./fesh --target local"
	fi
}

# Makes what differs between suites alike.
kernel_places() {
	local root=$1 release=$2

	# from 7.0 on the image is among the modules
	[[ -e $root/boot/vmlinuz-$release ]] || {
		mkdir -p "$root/boot"
		ln -s "../lib/modules/$release/vmlinuz" "$root/boot/vmlinuz-$release"
	}
	# headers name their parts by absolute paths; the path from the file itself also holds here
	# shellcheck disable=SC2016 # for make
	sed -i 's,\(^include \|^KBUILD_OUTPUT=\)/usr/src/,\1$(dir $(realpath $(lastword $(MAKEFILE_LIST))))../,' \
		"$root/usr/src/linux-headers-$release/Makefile"
}

# SPDX-License-Identifier: Apache-2.0
#
# The lab's file system: busybox, our init, the agent, fesh.ko, the drivers of the
# port that the agent talks through, and those that lessons are about.  The tree is
# kept, the archive is written by io.fesh.lab.Cpio.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2034,SC2154

initramfs_title='make the lab image'

# In the order in which they must be loaded; what a kernel has built in is not there.
initramfs_drivers=(virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_console)

initramfs_current() {
	local source

	initramfs_folder=$made/lab-$kernel_release
	initramfs_file=$initramfs_folder/initramfs.cpio
	[[ -e $initramfs_file ]] || return 1
	for source in "$root/native/guest/init" "$setup_folder/initramfs.sh" "$build_agent" \
		"$module_file" "$kernel_folder/release"; do
		[[ $initramfs_file -nt $source ]] || return 1
	done
}

initramfs_make() {
	local tree=$initramfs_folder/tree drivers=$kernel_root/lib/modules/$kernel_release/kernel/drivers
	local name path applet number=10

	rm -rf "$tree"
	mkdir -p "$tree"/{bin,dev,etc,modules,proc,root,run,sys,tmp,var}
	cp "$kernel_root/bin/busybox" "$build_agent" "$tree/bin/"
	for applet in $("$kernel_root/bin/busybox" --list); do
		[[ $applet == busybox ]] || ln -s busybox "$tree/bin/$applet"
	done
	ln -s bin "$tree/sbin"
	cp "$root/native/guest/init" "$tree/init"
	chmod 755 "$tree/init" "$tree/bin/busybox" "$tree/bin/fesh-agent"
	echo lab >"$tree/etc/hostname"
	echo 'root:x:0:0:root:/root:/bin/sh' >"$tree/etc/passwd"
	echo 'root:x:0:' >"$tree/etc/group"
	for name in "${initramfs_drivers[@]}"; do
		path=$(find "$drivers" -name "$name.ko*")
		case $path in
		*.ko) cp "$path" "$tree/modules/$number-$name.ko" ;;
		*.ko.xz) xz -dc "$path" >"$tree/modules/$number-$name.ko" ;;
		esac
		number=$((number + 1))
	done
	cp "$module_file" "$tree/modules/$number-fesh.ko"
	strip --strip-debug "$tree/modules/$number-fesh.ko"
	mkdir "$tree/lessons"
	for path in "$module_lessons"/*.ko; do
		cp "$path" "${path%.ko}.c" "$tree/lessons/"
	done
	strip --strip-debug "$tree/lessons"/*.ko
	"$java" -XX:TieredStopAtLevel=1 -cp "$build_jar" io.fesh.lab.Cpio "$tree" "$initramfs_file.new"
	mv "$initramfs_file.new" "$initramfs_file"
}

# SPDX-License-Identifier: Apache-2.0
#
# How Java is started, and the archive of loaded classes that makes it quick.  The
# JVM itself checks that the archive fits the JDK and the jars, and does without
# if it does not; the stamp decides when to make it anew.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2034,SC2154

classes_title='archive classes'

classes_archive=$made/classes.jsa

classes_options() {
	local jar path=$build_jar

	for jar in "$root"/shell/target/lib/*.jar; do
		path+=:$jar
	done
	java_options=(
		-Xshare:auto -XX:SharedArchiveFile="$classes_archive"
		-Xlog:cds=off -Xlog:cds+dynamic=off
		"${jvm_options[@]}"
		-Dfesh.cache="$cache"
		-cp "$path"
	)
	[[ -z ${initramfs_file-} ]] || java_options+=(
		-Dfesh.lab.kernel="$kernel_root/boot/vmlinuz-$kernel_release"
		-Dfesh.lab.initramfs="$initramfs_file"
	)
}

classes_current() {
	local source

	classes_options
	for source in "$build_jar" "$root"/shell/target/lib/*.jar "$made/build" "$made/tools"; do
		[[ $classes_archive -nt $source ]] || return 1
	done
}

# One run on a terminal loads what a session loads; the target is one that is not there.
classes_make() {
	local options=("${java_options[@]/#-XX:SharedArchiveFile=*/-XX:ArchiveClassesAtExit=$classes_archive.new}")
	local run

	printf -v run '%q ' "$java" "${options[@]}" io.fesh.shell.Main --target local
	rm -f "$classes_archive.new"
	printf 'help\r1 + 1\rquit\r' | TERM=xterm SHELL=/bin/sh script -qec "$run" /dev/null ||
		# no pseudo-terminal here: then at least what a batch run needs
		printf 'help\n1 + 1\nquit\n' | "$java" "${options[@]}" io.fesh.shell.Main --target local
	mv "$classes_archive.new" "$classes_archive"
}

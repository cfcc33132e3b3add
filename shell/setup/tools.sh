# SPDX-License-Identifier: Apache-2.0
#
# The programs that fesh is built with and runs on.  Missing ones are installed
# by root; anyone else is told the line that an administrator must run.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2034,SC2154

tools_title='install tools'

# program or file, and the package that has it
tools_needed=(
	mvn maven
	gcc gcc
	make make
	qemu-system-x86_64 qemu-system-x86
	setpriv util-linux
	flock util-linux
	xz xz-utils
	apt-get apt
	dpkg-deb dpkg
	/usr/include/stdlib.h libc6-dev
)

# Which java: JAVA_HOME, else that of the PATH, else any that Debian installed.
tools_find_java() {
	local home

	java=
	for home in "${JAVA_HOME-}" "$(type -P java || true)" /usr/lib/jvm/java-*-openjdk-*; do
		[[ $home != */java ]] || home=$(readlink -f -- "$home") home=${home%/bin/java}
		[[ -x $home/bin/java && -x $home/bin/javac && -r $home/release ]] || continue
		tools_java_suffices "$home/release" && java=$home/bin/java && return
	done
	return 1
}

# The release file of a JDK: JAVA_VERSION="17.0.15", MODULES="java.base ... jdk.jshell ..."
tools_java_suffices() {
	local line version='' modules=''

	while read -r line; do
		case $line in
		JAVA_VERSION=*) version=${line#*=} version=${version//\"/} ;;
		MODULES=*) modules=" ${line#*=} " modules=${modules//\"/ } ;;
		esac
	done <"$1"
	version=${version%%[!0-9]*}
	((${version:-0} >= 17)) && [[ $modules == *' jdk.jshell '* ]]
}

tools_missing() {
	local i

	tools_find_java || printf 'default-jdk-headless '
	for ((i = 0; i < ${#tools_needed[@]}; i += 2)); do
		if [[ ${tools_needed[i]} == /* ]]; then
			[[ -e ${tools_needed[i]} ]]
		else
			type -P "${tools_needed[i]}" >/dev/null
		fi || printf '%s ' "${tools_needed[i + 1]}"
	done
	# the kernel's objtool and modpost, which run here, need it; it has no program of its own
	[[ -n $(compgen -G '/usr/lib/*/libelf.so.1' || true) ]] || printf 'libelf1 '
}

# The stamp holds the java that was found, so that nothing is looked for twice.
tools_current() {
	[[ -r $made/tools ]] && [[ $made/tools -nt $setup_folder/tools.sh ]] || return 1
	read -r java tools_java_home <"$made/tools"
	[[ -x $java && $tools_java_home == "JAVA_HOME=${JAVA_HOME-}" ]] || return 1
	type -P mvn gcc make qemu-system-x86_64 >/dev/null
}

tools_ask() {
	local packages answer

	packages=$(tools_missing)
	[[ -n $packages ]] || return 0
	packages=${packages% }
	type -P apt-get >/dev/null ||
		die 3 "not installed: $packages, and no apt-get to install them" \
			'fesh sets itself up on Debian and Ubuntu: in a container or a virtual machine, if need be'
	if ((EUID)); then
		die 3 "not installed: $packages" "sudo apt-get install --no-install-recommends $packages"
	fi
	say "not installed: $packages"
	[[ -z ${yes-} ]] || return 0
	read -r -p 'install with apt-get? [Y/n] ' answer
	[[ ${answer:-y} == [Yy]* ]] || die 3 'nothing installed'
}

tools_make() {
	local packages

	packages=$(tools_missing)
	if [[ -n $packages ]]; then
		export DEBIAN_FRONTEND=noninteractive
		apt-get update
		# shellcheck disable=SC2086 # a list of words
		apt-get install -y --no-install-recommends $packages
		hash -r
	fi
	packages=$(tools_missing)
	if [[ -n $packages ]]; then
		echo "still missing: $packages"
		return 1
	fi
	tools_find_java
	echo "$java JAVA_HOME=${JAVA_HOME-}" >"$made/tools.new"
	mv "$made/tools.new" "$made/tools"
}

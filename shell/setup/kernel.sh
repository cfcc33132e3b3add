# SPDX-License-Identifier: Apache-2.0
#
# The lab's kernel, its headers and busybox: Debian's packages, unpacked into the
# cache.  Nothing of it touches the system, so it needs no root; apt gets lists
# of its own, because the system's may be empty or stale.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2034,SC2154

kernel_title='fetch the lab kernel'

# The end of the names linux-image-X and linux-headers-X.
kernel_flavour=${FESH_LAB_KERNEL:-cloud-amd64}
kernel_folder=$cache/kernels/$kernel_flavour
kernel_root=$kernel_folder/root

kernel_current() {
	[[ -r $kernel_folder/release ]] && read -r kernel_release <"$kernel_folder/release" &&
		[[ -e $kernel_root/boot/vmlinuz-$kernel_release && -x $kernel_root/bin/busybox ]]
}

kernel_make() {
	local work=$kernel_folder.new image packages deb

	rm -rf "$work" "$kernel_folder"
	mkdir -p "$work"/{lists/partial,archives/partial,sources.list.d,debs,root}
	kernel_apt_conf "$work"
	export APT_CONFIG=$work/apt.conf
	apt-get update
	image=$(kernel_dependency "linux-image-$kernel_flavour" 'linux-image-[0-9]')
	packages="$image busybox-static"
	packages+=" $(kernel_headers "linux-headers-$kernel_flavour")"
	echo "packages: $packages"
	# shellcheck disable=SC2086 # a list of words
	(cd "$work/debs" && apt-get download $packages)
	for deb in "$work"/debs/*.deb; do
		dpkg-deb -x "$deb" "$work/root"
	done
	# the headers name their common part by its absolute path; the path from the file itself also holds here
	sed -i "s,^include /usr/src/,include \$(dir \$(realpath \$(lastword \$(MAKEFILE_LIST))))../," \
		"$work"/root/usr/src/linux-headers-*/Makefile
	rm -rf "$work"/{lists,archives,debs,sources.list.d,apt.conf,status}
	echo "${image#linux-image-}" >"$work/release"
	mv "$work" "$kernel_folder"
}

# An apt configuration that keeps the system's mirrors, keys and proxies, and nothing else of it.
kernel_apt_conf() {
	local work=$1

	: >"$work/status"
	{
		apt-config dump | grep -E '^(Acquire|Dir::Bin::Methods|APT::Architecture)' || true
		cat <<-END
			Dir::Etc::main "/dev/null";
			Dir::Etc::parts "/dev/null";
			Dir::Etc::sourcelist "/dev/null";
			Dir::Etc::sourceparts "$work/sources.list.d";
			Dir::State::lists "$work/lists";
			Dir::State::status "$work/status";
			Dir::Cache "$work";
			Dir::Cache::archives "$work/archives";
			Dir::Cache::pkgcache "";
			Dir::Cache::srcpkgcache "";
			APT::Sandbox::User "root";
			Acquire::Languages "none";
		END
	} >"$work/apt.conf"
	kernel_sources "$work/sources.list.d"
}

# The distribution's own suites out of the system's sources, in either format; other vendors' are left out.
kernel_sources() {
	local out=$1 codename suites

	codename=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
	suites="^(${codename:-stable}|stable|testing|unstable|sid)(-updates|-security|/updates)?\$"
	# either file may be missing
	{ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
		awk -v suites="$suites" '
			$1 != "deb" { next }
			{
				at = 2
				if ($2 ~ /^\[/)
					while (at < NF && $(at++) !~ /\]$/)
						;
				if ($(at + 1) !~ suites || !/ main( |$)/)
					next
				line = ""
				for (i = 1; i <= at + 1; i++)
					line = line $i " "
				print line "main"
			}' >"$out/system.list"
	for file in /etc/apt/sources.list.d/*.sources; do
		[[ -r $file ]] || continue
		# a blank line ends a stanza, a comment does not
		grep -v '^#' "$file" | awk -v suites="$suites" '
			BEGIN { RS = ""; FS = "\n"; ORS = "\n\n" }
			{
				kept = text = ""
				main = off = 0
				for (i = 1; i <= NF; i++) {
					key = tolower($i)
					sub(/:.*/, "", key)
					value = $i
					sub(/^[^:]*:[ \t]*/, "", value)
					if (key == "suites") {
						n = split(value, suite, /[ \t]+/)
						for (j = 1; j <= n; j++)
							if (suite[j] ~ suites)
								kept = kept " " suite[j]
					} else if (key == "components") {
						main = (" " value " ") ~ / main /
					} else if (key == "enabled") {
						off = tolower(value) ~ /^(no|false|off|0)/
					} else if (key != "types") {
						text = text $i "\n"
					}
				}
				if (kept != "" && main && !off)
					print "Types: deb\nSuites:" kept "\nComponents: main\n" text
			}'
	done >"$out/system.sources"
	if [[ ! -s $out/system.list && ! -s $out/system.sources ]]; then
		echo "no source of the distribution's packages in /etc/apt"
		return 1
	fi
}

# The first dependency of a package that matches; of the newest version.
kernel_dependency() {
	apt-cache show --no-all-versions "$1" | sed -n 's/^Depends: //p' | tr ',' '\n' |
		sed 's/^ *//; s/[ (].*//' | grep -m1 "^$2"
}

# The headers package behind the name, and what else of the kernel it includes.
kernel_headers() {
	local headers

	headers=$(kernel_dependency "$1" 'linux-headers-[0-9]')
	echo "$headers $(kernel_dependency "$headers" 'linux-headers-.*-common')" \
		"$(kernel_dependency "$headers" 'linux-kbuild-')"
}

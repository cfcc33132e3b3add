# SPDX-License-Identifier: Apache-2.0
#
# Packages of the distribution, of this suite or another one, unpacked into a
# folder of ours: without root, and without the system's apt knowing.  Apt gets
# lists of its own, because the system's may be empty, stale or of other suites.
#
#   packages_open WORK [SUITE]     learns what there is; the rest is about this
#   packages_has NAME              is there one?
#   packages_depends NAME REGEX    the dependencies of a package that match, one a line
#   packages_closure NAME...       packages and all that they depend on, one a line
#   packages_unpack FOLDER NAME... downloads and unpacks
#   packages_close                 forgets it all
#
# Sourced by step.sh.
# shellcheck shell=bash

packages_open() {
	local work=$1 suite=${2-}

	packages_work=$work
	rm -rf "$work"
	mkdir -p "$work"/{lists/partial,archives/partial,sources.list.d,debs}
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
		# backports are not chosen by themselves
		[[ -z $suite ]] || echo "APT::Default-Release \"$suite\";"
	} >"$work/apt.conf"
	packages_sources "$work/sources.list.d" "$suite"
	export APT_CONFIG=$work/apt.conf
	apt-get update
}

packages_close() {
	rm -rf "$packages_work"
	unset APT_CONFIG packages_work
}

packages_has() {
	# of a virtual package it shows nothing, and succeeds
	[[ -n $(apt-cache show "$1" 2>/dev/null || true) ]]
}

# Of the newest version; the first of alternatives.
packages_depends() {
	apt-cache show --no-all-versions "$1" | sed -n 's/^Depends: //p' | tr ',' '\n' |
		sed 's/^ *//; s/[ (|].*//' | grep -E "^$2" || true
}

# What would be installed where nothing is installed.
packages_closure() {
	apt-get install --simulate --no-install-recommends -o Debug::NoLocking=1 "$@" | awk '$1 == "Inst" { print $2 }'
}

packages_unpack() {
	local folder=$1 deb
	shift

	echo "packages: $*"
	(cd "$packages_work/debs" && apt-get download "$@")
	# since Debian 12 these are links; packages of before and after must meet
	mkdir -p "$folder"/usr/{bin,lib,lib64,sbin}
	ln -sfn usr/bin usr/lib usr/lib64 usr/sbin "$folder"
	for deb in "$packages_work"/debs/*.deb; do
		dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink --no-same-owner -C "$folder"
		rm "$deb"
	done
}

# The distribution's own suites out of the system's sources, in either format; other vendors' are
# left out.  For another suite: the same mirrors, asked for that one.
packages_sources() {
	local out=$1 suite=$2 suites

	suites="^($(packages_codename)|stable|testing|unstable|sid)"
	if [[ -z $suite ]]; then
		suites+='(-updates|-security|/updates)?'
	else
		# what is in backports also needs what is not
		[[ $suite != *-backports ]] || suite+=" ${suite%-backports}"
	fi
	suites+='$'
	# either file may be missing
	{ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
		awk -v suites="$suites" -v others="$suite" '
			BEGIN { n = split(others, other) }
			$1 != "deb" { next }
			{
				at = 2
				if ($2 ~ /^\[/)
					while (at < NF && $(at++) !~ /\]$/)
						;
				if ($(at + 1) !~ suites || !/ main( |$)/)
					next
				line = ""
				for (i = 1; i <= at; i++)
					line = line $i " "
				if (!n)
					print line $(at + 1) " main"
				for (i = 1; i <= n; i++)
					print line other[i] " main"
			}' >"$out/system.list"
	for file in /etc/apt/sources.list.d/*.sources; do
		[[ -r $file ]] || continue
		# a blank line ends a stanza, a comment does not
		grep -v '^#' "$file" | awk -v suites="$suites" -v others="$suite" '
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
					print "Types: deb\nSuites:" (others == "" ? kept : " " others) "\nComponents: main\n" text
			}'
	done >"$out/system.sources"
	if [[ ! -s $out/system.list && ! -s $out/system.sources ]]; then
		echo "no source of the distribution's packages in /etc/apt"
		return 1
	fi
}

# packages_system SUITE  whose packages these are, for people
packages_system() {
	(. /etc/os-release && echo "${1:-${VERSION_CODENAME:-stable}} of ${PRETTY_NAME:-this system}")
}

packages_codename() {
	(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
}

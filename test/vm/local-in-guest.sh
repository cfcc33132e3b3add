# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# The same lines with --target local inside the lab, where Java reads the rings in
# its own process, give the same events as from outside.
. "$(dirname -- "$0")/expect.sh"

line='create SyS_openat(int dfd, string path, x32 flags, x16 mode)'
hostname_events() {
	grep '"path":"/etc/hostname"' "$1" | grep '"comm":"cat"' |
		sed 's/.*"caller":"\([^"+]*\)[^"]*",\("args":.*\)/\1 \2/'
}

# A Java run-time, the libraries that it loads, fesh and its jars.
carry_in() {
	local overlay=$1 java home file

	read -r java _ <"$root/target/fesh/tools"
	home=${java%/bin/java}
	"$home/bin/jlink" --module-path "$home/jmods" --output "$overlay/opt/java" \
		--add-modules java.base,java.logging,java.sql,java.desktop,java.management,jdk.unsupported,jdk.jshell \
		--strip-debug --no-header-files --no-man-pages || return 1
	mkdir -p "$overlay/opt/fesh"
	cp "$root/shell/target/fesh.jar" "$root"/shell/target/lib/*.jar "$overlay/opt/fesh/"
	for file in $({ ldd "$overlay"/opt/java/bin/java "$overlay"/opt/java/lib/server/libjvm.so \
		"$overlay"/opt/java/lib/lib{java,net,nio,zip,jimage}.so; } |
		grep -o '/lib[^ ]*' | sort -u); do
		[[ $file != "$overlay"* ]] || continue
		mkdir -p "$overlay${file%/*}"
		cp -L "$file" "$overlay$file"
	done
}

if ! carry_in "$work/overlay" >"$work/carry" 2>&1; then
	not_ok 'a Java run-time can be carried in' '' "$(cat "$work/carry")"
	exit 1
fi

lab --json -e "$line" -e 'enable SyS_openat' -e '!cat /etc/hostname'
outside=$(hostname_events "$work/out")
equal 'from outside there is one event' 1 "$(grep -c . <<<"$outside")"

export FESH_LAB_OVERLAY=$work/overlay FESH_LAB_MEM=1500
java='/opt/java/bin/java -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "/opt/fesh/*" io.fesh.shell.Main'
lab -e "!$java --target local --json -e '$line' -e 'enable SyS_openat' -e '!cat /etc/hostname'"
equal 'the run inside exits with 0' 0 "$status"
inside=$(hostname_events "$work/out")
equal 'inside they are the same' "$outside" "$inside"
[[ $status == 0 ]] || cat "$work/out" "$work/err"

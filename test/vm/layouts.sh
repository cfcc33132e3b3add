# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# Every type and every function of this lab kernel is read as bpftool, pahole and pfunct read it,
# and damage to its types is refused in words.
. "$(dirname -- "$0")/expect.sh"

for tool in bpftool pahole pfunct objcopy; do
	if ! PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null; then
		skip 'types are read as others read them' "there is no $tool here: apt-get install bpftool dwarves binutils"
		exit 0
	fi
done

# number OFFSET SIZE  in the header of the image that boots (Documentation/arch/x86/boot.rst)
number() {
	od -An -t "u$2" -j "$1" -N "$2" "$image" | tr -d ' '
}

kernel=${XDG_CACHE_HOME:-$HOME/.cache}/fesh/kernels/${FESH_LAB_KERNEL:-cloud-amd64}
image=$kernel/root/boot/vmlinuz-$(<"$kernel/release")
start=$((($(number 0x1f1 1) + 1) * 512 + $(number 0x248 4)))
# the size of what is packed stands behind it
tail -c "+$((start + 1))" "$image" | head -c "$(($(number 0x24c 4) - 4))" >"$work/packed"
for unpack in xz zstd lz4; do
	"$unpack" -dc <"$work/packed" >"$work/vmlinux" 2>"$work/err" && break
done
if ! objcopy --dump-section ".BTF=$work/btf" "$work/vmlinux" /dev/null 2>"$work/err"; then
	not_ok 'the image holds types' '' "$(<"$work/err")"
	exit 1
fi

reports=$root/completions/target/surefire-reports
rm -rf "$reports"
mvn -B -o -f "$root/pom.xml" -pl completions -am test -Dstyle.color=never \
	-Dtest='PeerComparisonTest,BtfFuzzTest#mutationsOfAKernels' -Dsurefire.failIfNoSpecifiedTests=false \
	-Dfesh.btf.file="$work/btf" -Dfesh.fuzz.rounds="${FESH_FUZZ_ROUNDS:-1000}" >"$work/out" 2>&1
equal 'types are read as others read them, and damage is refused' 0 "$?"
equal 'all was compared' 6 "$(cat "$reports"/TEST-*.xml | grep -c '<testcase ')"
equal 'nothing was left out' 0 "$(cat "$reports"/TEST-*.xml | grep -c '<skipped')"
grep -E 'Tests run|ERROR' "$work/out" | sed 's/^/# /'

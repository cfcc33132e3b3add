# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# A session saved on this kernel is checked against the others that the cache holds: the types are
# those in the images that they boot from, and what has become of some names is known.
. "$(dirname -- "$0")/expect.sh"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/fesh/kernels
here=$(<"$cache/${FESH_LAB_KERNEL:-cloud-amd64}/release")

# Of struct file on x86-64: where f_flags and f_path.dentry lie; what struct dentry calls its name, the
# first of a union first; and what vfs_unlink takes first.
declare -A flags=([6.1]=64 [6.12]=48 [7.2]=40)
declare -A dentry=([6.1]=24 [6.12]=72 [7.2]=72)
declare -A named=([6.1]='d_name' [6.12]='d_name' [7.2]='__d_name d_name')
declare -A first=([6.1]=user_namespace [6.12]=mnt_idmap [7.2]=mnt_idmap)

version() {
	sed -E 's/^([0-9]+\.[0-9]+).*/\1/' <<<"$1"
}

# row EVENT FIELD  what check says of one
row() {
	sed -nE "s/^\{\"event\":\"$1\",\"field\":\"$2\",\"verdict\":\"(.*)\",\"what\":\"(.*)\"\}/\1 \2/p" "$work/out"
}

# place NAME EVENT FIELD WAS IS [REST]  a path whose number, before REST, was one and is another
place() {
	if [[ $4 == "$5" ]]; then
		equal "$1" 'same ' "$(row "$2" "$3")"
	else
		contains "$1" "moved " "$(row "$2" "$3")"
		contains "$1, from where to where" "+$4${6-}, is at " "$(row "$2" "$3")"
		contains "$1, to where" " +$5${6-}" "$(row "$2" "$3")"
	fi
}

lab -e 'create generic_file_open(filp->f_flags)' \
	-e 'create vfs_read(file->f_path.dentry->d_name.name, count) => ret' \
	-e "create numbers: vfs_write(string name+${dentry[$(version "$here")]-0}[0]+40[0], NULL, size_t count)" \
	-e 'create vfs_unlink(dentry->d_name.name) => ret' \
	-e "save $work/session.fesh" -e "check $work/session.fesh"
equal "nothing has changed on the kernel that it was saved on ($here)" 0 "$status"
[[ $status == 0 ]] || cat "$work/err"

others=0
for image in "$cache"/*/root/boot/vmlinuz-* "$cache"/*/*/root/boot/vmlinuz-*; do
	there=${image##*/vmlinuz-}
	[[ -e $image && $there != "$here" ]] || continue
	others=$((others + 1))
	from=$(version "$here") to=$(version "$there")
	status=0
	"$root/fesh" --json -e "check $work/session.fesh --btf $image" </dev/null \
		>"$work/out" 2>"$work/err" || status=$?
	equal "count is the third parameter on $there" 'same ' "$(row vfs_read count)"
	equal "so is what is returned" 'same ' "$(row vfs_unlink ret)"
	if [[ -z ${flags[$from]-} || -z ${flags[$to]-} ]]; then
		skip "where names lie on $there" "nobody has written down what is known of $from and $to"
		continue
	fi
	place "f_flags lies where it does on $there" generic_file_open f_flags "${flags[$from]}" "${flags[$to]}"
	place "the path of a file is followed on $there" vfs_read name "${dentry[$from]}" "${dentry[$to]}" ' -> +40'
	if [[ ${dentry[$from]} == "${dentry[$to]}" && " ${named[$to]} " == *" ${named[$from]%% *} "* ]]; then
		equal "numbers mean the same on $there" 'same ' "$(row numbers name)"
	else
		contains "numbers are not followed on $there" 'changed arg1 +' "$(row numbers name)"
	fi
	if [[ ${first[$from]} == "${first[$to]}" ]]; then
		lacks=$(row vfs_unlink '' | grep -c "${first[$to]}")
		equal "vfs_unlink takes the same first on $there" 0 "$lacks"
	else
		contains "vfs_unlink takes something else first on $there" \
			"'struct ${first[$to]} *" "$(row vfs_unlink '')"
	fi
	drifts=$(grep -cE '"verdict":"(changed|broken)"' "$work/out")
	equal "the exit status says whether that is drift on $there" "$((drifts > 0))" "$status"
done
((others)) || skip 'a session is checked against other kernels' "none in $cache; see test/run --kernels"

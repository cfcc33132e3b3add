# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# What cannot be set up is said in one message with what to do, whatever apt or
# make would have said of it.
. "$(dirname -- "$0")/expect.sh"

# set_up ROOT  its diagnostics, and its exit status in $status
set_up() {
	status=0
	"$1/fesh" --setup-only --yes </dev/null 2>"$work/err" || status=$?
}

# A distribution that names its kernels otherwise.
mkdir "$work/apt"
printf '#!/bin/sh\n' | tee "$work/apt/apt-get" >"$work/apt/apt-cache"
chmod 755 "$work"/apt/apt-*
PATH=$work/apt:$PATH XDG_CACHE_HOME=$work/cache FESH_LAB_KERNEL=cloud-amd64 set_up "$root"
equal 'a lab kernel that the system does not have is no target' 3 "$status"
contains 'the package that is missing is named' 'fesh: there is no package linux-image-cloud-amd64 in ' "$(<"$work/err")"
contains 'what works without it is named' './fesh --target local' "$(<"$work/err")"

# Folders that make would take for two.
mkdir -p "$work/a checkout/shell" "$work/a checkout/kernel-module"
cp "$root/fesh" "$work/a checkout/"
cp -R "$root/shell/setup" "$work/a checkout/shell/"
cp "$root/kernel-module/Makefile" "$work/a checkout/kernel-module/"
set_up "$work/a checkout"
equal 'a checkout with a blank in its name is refused' 3 "$status"
contains 'the folder is named' "has a blank or a colon: '$work/a checkout'" "$(<"$work/err")"
equal 'nothing is made in it' '' "$(find "$work/a checkout" -name target)"
XDG_CACHE_HOME="$work/a cache" set_up "$root"
contains 'a cache with a blank in its name is refused' 'set XDG_CACHE_HOME to another folder' "$(<"$work/err")"
said=$(make -C "$work/a checkout/kernel-module" 2>&1 >/dev/null)
contains 'so is the module alone' "has a blank or a colon: '$work/a checkout/kernel-module'" "$said"
equal 'in one line' 1 "$(wc -l <<<"$said")"

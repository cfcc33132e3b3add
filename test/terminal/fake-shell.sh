# SPDX-License-Identifier: Apache-2.0
#
# The command, in $fake_shell, that opens the prompt of ./fesh on a kernel that is
# played, by the JVM options of ./fesh.  FESH_TEST_CLASSES are other classes than Maven's.
# Sourced.
# shellcheck shell=bash disable=SC2034,SC2154

# shellcheck source=shell/setup/jvm.sh
. "$root/shell/setup/jvm.sh"

fake_classes=${FESH_TEST_CLASSES-$(printf '%s:' "$root"/shell/target/{test-classes,classes} \
	"$root"/commands/target/test-classes "$root"/shell/target/lib/*.jar)}
fake_shell=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "${jvm_options[@]}" -cp "$fake_classes" io.fesh.shell.FakeShell)

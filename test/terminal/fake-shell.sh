# SPDX-License-Identifier: Apache-2.0
#
# The command, in $fake_shell, that opens the prompt of ./fesh on a kernel that is
# played.  FESH_TEST_CLASSES are other classes than Maven's.
# Sourced.
# shellcheck shell=bash disable=SC2034,SC2154

fake_classes=${FESH_TEST_CLASSES-$(printf '%s:' "$root"/shell/target/{test-classes,classes} \
	"$root"/commands/target/test-classes "$root"/shell/target/lib/*.jar)}
fake_shell=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m
	-XX:-UsePerfData -Dorg.jline.terminal.provider=jni -cp "$fake_classes" io.fesh.shell.FakeShell)

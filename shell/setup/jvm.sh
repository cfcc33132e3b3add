# SPDX-License-Identifier: Apache-2.0
#
# How the JVM of the shell is set, wherever one is started: by the launcher, and by
# the tests and figures of test/, which else would speak of another shell.
# Sourced.
# shellcheck shell=bash disable=SC2034

jvm_options=(
	-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
	# a heap that gives back what it does not need: test/bench memory
	-Xms48m -Xmn24m -Xmx512m -XX:MinHeapFreeRatio=40 -XX:MaxHeapFreeRatio=45
	--enable-native-access=ALL-UNNAMED
	-Dorg.jline.terminal.provider=jni
)

# SPDX-License-Identifier: Apache-2.0
#
# How the JVM of the shell is set, wherever one is started: by the launcher, and by
# the tests and figures of test/, which else would speak of another shell.
# Sourced.
# shellcheck shell=bash disable=SC2034

jvm_options=(
	-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
	# While somebody types, a collection takes no longer than 16 MB of new objects do, and
	# all of 96 MB is collected only when they are used up: behind the warming up of Java,
	# not in it.  Pages that are not used cost nothing: test/bench memory, keystroke
	-Xms96m -Xmn16m -Xmx512m -XX:MinHeapFreeRatio=40 -XX:MaxHeapFreeRatio=45
	--enable-native-access=ALL-UNNAMED
	-Dorg.jline.terminal.provider=jni
)

# SPDX-License-Identifier: Apache-2.0
#
# Java and C of the user side, by Maven.  Tests and format checks belong to
# test/run.
# Sourced by step.sh.
# shellcheck shell=bash disable=SC2034,SC2154

build_title='build fesh'

build_jar=$root/shell/target/fesh.jar
build_agent=$root/native/target/fesh-agent

build_current() {
	[[ -e $made/build && -e $build_jar && -e $build_agent ]] || return 1
	[[ -z $(find "$root"/pom.xml "$root"/.mvn "$root"/kernel-module/uapi \
		"$root"/{commands,completions,native,shell}/pom.xml \
		"$root"/{commands,completions,native,shell}/src \
		-newer "$made/build" -print -quit) ]]
}

build_make() {
	# the time before the build: what is edited while it runs is built next time
	touch "$made/build.new"
	JAVA_HOME=${java%/bin/java} mvn -q -B -f "$root/pom.xml" -pl shell -am package \
		-DskipTests -Dspotless.check.skip=true -Dstyle.color=never
	mv "$made/build.new" "$made/build"
}

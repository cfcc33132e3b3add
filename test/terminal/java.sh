# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/terminal/terminal.sh
#
# Java at a real terminal: several lines, Tab, and snippets that have to be stopped.
. "$(dirname -- "$0")/terminal.sh"

prompt='fesh(lab 6.1.0)>'

for size in $sizes; do
	# what was typed before would be suggested
	rm -rf "$XDG_STATE_HOME"
	open "$size" "${fake_shell[@]}"
	await "$prompt"
	type '1 + 2'
	keys Enter
	sees "$size: an expression has a value" '$1 ==> 3'
	await "$prompt"

	type 'int twice(int a) {'
	keys Enter
	sees "$size: what is begun goes on in the next line" '  >'
	# tmux takes a semicolon at the end for its own
	type 'return 2 * a; '
	keys Enter
	type '}'
	keys Enter
	sees "$size: until it is whole" 'created method twice(int)'
	await "$prompt"

	type 'kernel.rea'
	keys Tab
	ends_with "$size: Tab completes a member" "$prompt kernel.read("
	keys C-u
	type 'kernel.symbol'
	keys F1
	sees "$size: F1 shows what a name is" 'long Kernel.symbol(String name)'
	keys C-u
	type 'twi'
	keys Tab
	ends_with "$size: and what was defined" "$prompt twice("
	keys C-u

	type 'trace vfs_read()'
	keys Enter
	await "$prompt"
	for loop in 'live("vfs_read").count()' 'while (true) { }' 'Thread.sleep(1_000_000)' \
		'while (true) { try { Thread.sleep(1); } catch (Exception e) { } }'; do
		type "System.out.println(\"be\" + \"gun\"); $loop"
		keys Enter
		sees "$size: runs: $loop" 'begun'
		keys C-c
		await "$prompt"
		keys C-l
		await "$prompt"
		type 'twice(21)'
		keys Enter
		sees "$size: Ctrl-C ends it and keeps the session" '==> 42'
		await "$prompt"
		keys C-l
		await "$prompt"
	done

	type 'var held = new ArrayList<long[]>(); while (true) { held.add(new long[1 << 20]); }'
	keys Enter
	sees "$size: memory that a variable holds is given back" 'variables of Java are gone'
	await "$prompt"
	type 'twice(22)'
	keys Enter
	sees "$size: and what is defined stays" '==> 44'
	await "$prompt"

	type 'var kept = new ArrayList<long[]>(); try { while (true) { kept.add(new long[1 << 16]); } } catch (Error e) { }'
	keys Enter
	await "$prompt"
	type 'twice(23)'
	keys Enter
	sees "$size: also where the snippet has not minded" '==> 46'
	await "$prompt"

	type 'twice("a")'
	keys Enter
	sees "$size: an error stands under the snippet" 'incompatible types: String cannot be converted to int'
	await "$prompt"
	keys C-d
	finish
	equal "$size: and nothing of it keeps anybody from leaving" 0 "$status"
done

# SPDX-License-Identifier: Apache-2.0
#
# One function's calls by the kernel's function_graph tracer, run on the target by
# /bin/sh -c behind these settings:
#   func     the function
#   depth    how deep, 0 for all
#   seconds  how long, "" to trace command instead
#   rest     the part of a second beyond that: 0.5
#   command  traced alone, with its children
#   mark     the line on stdout behind which it speaks itself: "done", the exit status
#            of command, what was lost on each CPU, the mark again and the trace; or
#            "refused", why, and what to do about it
# Whatever happens to this shell, a second one, in a session of its
# own, sees the pipe between the two end and puts every setting back; the output
# ends when that is done.

t=/sys/kernel/tracing
[ -e $t/current_tracer ] || t=/sys/kernel/debug/tracing

refuse() {
	printf '%s\n' "$mark" refused "$1" "$2"
	exit 75
}

[ -w $t/current_tracer ] || refuse "tracefs cannot be written" "log in as root, and mount tracefs on /sys/kernel/tracing"
read -r tracer <$t/current_tracer
[ "$tracer" = nop ] || refuse "the tracer '$tracer' is in use" "try: !echo nop > $t/current_tracer"
grep -qw function_graph $t/available_tracers || refuse "this kernel has no function_graph tracer"
! grep -q . $t/set_event || refuse "trace events are enabled, and would lose what they recorded" "try: !echo > $t/set_event"
! grep -qv '^#' $t/trace || refuse "the trace buffer is not empty, and its content would be lost" "try: !echo > $t/trace"

# What puts the settings back, as text: of a list one line each, of an empty one none.
back="cd $t; echo 0 > tracing_on; echo nop > current_tracer; echo > trace"
keep() {
	[ -w "$t/$1" ] || return 0
	back="$back; echo > $1"
	while read -r value; do
		case $value in
		'#'* | 'no pid' | '') ;;
		*) back="$back; echo '$value' >> $1" ;;
		esac
	done <$t/$1
}
options='funcgraph-abstime=0 funcgraph-args=0 funcgraph-cpu=1 funcgraph-duration=1 funcgraph-irqs=0
	funcgraph-overhead=0 funcgraph-proc=1 funcgraph-retaddr=0 funcgraph-retval=0 funcgraph-tail=1
	function-fork=1 sleep-time=1 graph-time=1'
for option in $options; do
	[ ! -w $t/options/"${option%=*}" ] || keep options/"${option%=*}"
done
keep max_graph_depth
keep set_graph_function
keep set_ftrace_pid
keep set_ftrace_notrace_pid
read -r on <$t/tracing_on
back="$back; echo $on > tracing_on"

set_up() {
	cd $t || exit 75
	echo 0 >tracing_on
	for option in $options; do
		[ ! -w options/"${option%=*}" ] || echo "${option#*=}" >options/"${option%=*}"
	done
	echo "$depth" >max_graph_depth
	echo "$func" >set_graph_function || refuse "$func is no function that function_graph can trace"
	if [ -n "$seconds" ]; then
		# nothing of what traces: the agent and this shell with what it starts
		[ ! -w set_ftrace_notrace_pid ] || echo "$PPID $$" >set_ftrace_notrace_pid
	fi
	echo function_graph >current_tracer || refuse "function_graph cannot be switched on"
}

stop=
trace() {
	trap 'stop=1' INT
	set_up
	status=0
	if [ -n "$seconds" ]; then
		echo 1 >tracing_on
		while [ -z "$stop" ] && [ "$seconds" -gt 0 ]; do
			sleep 1
			seconds=$((seconds - 1))
			# ends here when nobody reads any more
			echo
		done
		[ -n "$stop" ] || sleep "$rest"
	else
		(
			cd / || exit
			# shellcheck disable=SC2016 # for the shell that is traced
			exec sh -c 'echo $$ >$0/set_ftrace_pid; echo 1 >$0/tracing_on; exec sh -c "$1"' $t "$command" 9>&-
		)
		status=$?
	fi
	echo 0 >tracing_on
	printf '%s\n' "$mark" done "$status"
	cat per_cpu/cpu*/stats | grep -E '^(overrun|dropped events):'
	echo "$mark"
	cat trace
}

# A trap of its own, so that it is this shell's child that the signal ends.
trap : INT
exec 3>&1
trace 9>&1 1>&3 | {
	exec 8<&0
	setsid sh -c "trap '' HUP INT TERM; cat >/dev/null; $back" <&8 8<&- 3>&- 2>/dev/null &
}

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# Thousands of questions one after the other, each when the last is answered: the
# agent sleeps in between, and one wake-up that it misses is an answer that does
# not come.
. "$(dirname -- "$0")/expect.sh"

questions=5000
yes 'print jiffies' | head -n "$questions" >"$work/questions"
timeout 240 "$root/fesh" --target lab -x "$work/questions" </dev/null >"$work/out" 2>"$work/err"
equal "$questions questions have $questions answers" "$questions" "$(grep -c '^(unsigned long) ' "$work/out")"

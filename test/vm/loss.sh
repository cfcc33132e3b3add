# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash source=test/vm/expect.sh
#
# 100,000 writes in a tight loop on two CPUs: all of them arrive, and were they
# not all to arrive, the rest would be counted.
. "$(dirname -- "$0")/expect.sh"

loop='for i in 1 2; do dd if=/dev/zero of=/dev/null bs=1 count=50000 2>/tmp/$i & done; wait'
lab --json -e 'create write_null(x64 file, x64 buf, size_t count)' -e 'enable write_null' \
	-e "!$loop" -e stats
equal 'the run exits with 0' 0 "$status"
delivered=$(grep -c '"event":"write_null","ts"' "$work/out")
lost=$(grep -o '"lost_[a-z]*":[0-9]*' <(grep '"gap"' "$work/out") | awk -F: '{ n += $2 } END { print n + 0 }')
echo "# delivered $delivered, lost $lost"
equal 'delivered and lost are all' 100000 "$((delivered + lost))"
equal 'none is lost with the default ring' 0 "$lost"
[[ $status == 0 ]] || cat "$work/err"

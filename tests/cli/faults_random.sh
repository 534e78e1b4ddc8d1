# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh source=tests/cli/lib.sh
# Two hundred system calls that fail and processes that are killed, chosen by a seed: see tests/faults/drive.c.
# FAULTS=5000 tries more.
# timeout: 420
. tests/cli/lib.sh

begin 'faults at random: nothing lost, nothing left, and the next run is as if nothing had been'
if grep -q __asan_init "$LECTERN"; then
    skip 'built with the sanitizers, which take calls for themselves'
else
    "$root/tests/faults/run" --seeds "${FAULTS:-200}" >"$out" 2>&1 || bad 'a fault was not borne; replay it by its seed'
    cat "$out"
fi
finish

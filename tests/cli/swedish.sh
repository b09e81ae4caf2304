#!/bin/sh
# SPDX-License-Identifier: ISC
# What people read under a Swedish locale, one that this machine need not have,
# and what stays as it is.
. "$(dirname "$0")/lib.sh"

new_state 2022-06-30T08:30
start --at 2022-06-30T08:30:00
planvakt ping # meets the daemon

# --- a refusal of the daemon's, worded by the client ------------------------

planvakt activity show 99
it "a refusal is English without a locale" \
    refuses '^planvakt: there is no activity 99: '
for spoken in sv_SE.UTF-8 sv sv_FI sv_SE.ISO-8859-1; do
	planvakt activity show 99
	it "a refusal is Swedish under $spoken" \
	    refuses '^planvakt: det finns ingen aktivitet 99: '
done
for spoken in C POSIX en_GB.UTF-8 nn_NO.UTF-8; do
	planvakt activity show 99
	it "a refusal is English under $spoken" \
	    refuses '^planvakt: there is no activity 99: '
done

spoken=sv_SE.UTF-8
planvakt_json activity show 99
it "JSON is no language" refuses \
    '^\{"error":\{"word":"not found","message":"there is no activity 99: '
finish

# SPDX-License-Identifier: ISC
# shellcheck shell=sh disable=SC2154 # $what and $base, of who sources it
# A Debian 12 of its own, for those that source this with $what, their target's
# name, and $base, a chroot; where there is none debootstrap makes it. What is
# done is done in a copy, $root, which is away at the end.

[ "$(id -u)" -eq 0 ] || {
	echo "$what: a chroot takes root: sudo make $what" >&2
	exit 1
}
root=$base.run

# MIRROR is where Debian comes from.
make_base()
{
	[ ! -e "$base/etc/debian_version" ] || return 0
	command -v debootstrap >/dev/null || {
		echo "$what: missing: run: apt-get install debootstrap" >&2
		exit 1
	}
	mkdir -p "$base"
	debootstrap --variant=minbase --include=ca-certificates bookworm \
	    "$base" "${MIRROR:-http://deb.debian.org/debian}" >"$base.log" 2>&1 || {
		tail "$base.log" >&2
		exit 1
	}
}

unmount()
{
	for place in proc dev/pts dev; do
		! mountpoint -q "$root/$place" || umount "$root/$place"
	done
}

# Nothing is removed while something of this machine is mounted in it.
clean_up()
{
	for pid in $(find /proc -maxdepth 2 -name root -lname "$root" \
	    2>/dev/null | cut -d / -f 3); do
		kill -9 "$pid" 2>/dev/null || :
	done
	unmount
	mountpoint -q "$root/dev" || mountpoint -q "$root/proc" ||
	    rm -rf --one-file-system "$root"
}

# A copy of the base; apt goes the way it goes here.
make_root()
{
	make_base
	root=$(mkdir -p "$root" && cd "$root" && pwd)
	clean_up
	trap clean_up EXIT
	trap 'exit 1' HUP INT TERM
	mkdir -p "$root"
	tar -C "$base" --one-file-system --exclude=./dev/* --exclude=./proc/* \
	    -cf - . | tar -C "$root" -xf -
	mkdir -p "$root/dev" "$root/proc"
	cp /etc/resolv.conf "$root/etc/resolv.conf"
	[ ! -e /etc/apt/apt.conf ] || cp /etc/apt/apt.conf "$root/etc/apt/"
	for proxy in /etc/apt/apt.conf.d/*[Pp]roxy*; do
		[ ! -e "$proxy" ] || cp "$proxy" "$root/etc/apt/apt.conf.d/"
	done
}

mount_root()
{
	mount --bind /dev "$root/dev"
	mkdir -p "$root/dev/pts"
	mountpoint -q "$root/dev/pts" || mount -t devpts devpts "$root/dev/pts"
	mount -t proc proc "$root/proc"
}

inside()
{
	chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
	    LC_ALL=C.UTF-8 TZ=UTC DEBIAN_FRONTEND=noninteractive \
	    http_proxy="${http_proxy-}" https_proxy="${https_proxy-}" "$@"
}

# Of TAP: passes it on, and counts. What does not come to its end has failed.
counted()
{
	tee "$base.tap"
	awk '/^ok/ { passed++ } /^not ok/ { failed++ } /^1\.\./ { ended = 1 }
		END {
			failed += !ended
			printf "%d passed, %d failed\n", passed, failed
			exit failed > 0
		}' "$base.tap"
}

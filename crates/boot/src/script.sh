#!/bin/sh
# Boots an unmodified Linux kernel in QEMU as if its firmware mirrored memory. Written by zonescope:
@ABOUT@
# usage: sh boot.sh VMLINUZ [FOLDER]
#
# VMLINUZ is a kernel for @PLATFORM@ with an EFI stub, as distributions ship them. Nothing is
# written outside of FOLDER (zonescope-boot by default). The machine has @MEMORY@, of which the
# host needs what the kernel touches. Without KVM a boot takes about a minute; Ctrl-C stops it.
#
# Needs QEMU with UEFI firmware, and busybox linked statically, for @PLATFORM@:
#   apt-get install @PACKAGES@ busybox-static
# (on a machine of another kind take busybox from the package of that architecture: BUSYBOX=FILE)
# and @MIRRORBOOT@, which lies beside the page; it is downloaded if it is not here.
set -eu

stop() {
  printf '%s: %s\n' "$0" "$1" >&2
  exit 1
}

site=@SITE@
busybox=${BUSYBOX:-/bin/busybox}
[ $# -ge 1 ] || stop 'which kernel? usage: sh boot.sh VMLINUZ [FOLDER]'
[ -r "$1" ] || stop "can't read the kernel $1"
[ "$(head -c 2 "$1")" = MZ ] || stop "$1 is no kernel with an EFI stub (CONFIG_EFI_STUB); if it is compressed, gunzip it"
folder=${2:-zonescope-boot}
command -v @QEMU@ >/dev/null || stop 'there is no @QEMU@: apt-get install @PACKAGES@'
[ -x "$busybox" ] || stop "there is no $busybox: apt-get install busybox-static"

code=
variables=
for firmware in @FIRMWARES@; do
  if [ -r "${firmware%%:*}" ]; then
    code=${firmware%%:*}
    variables=${firmware#*:}
    break
  fi
done
[ -n "$code" ] || stop 'there is no UEFI firmware for QEMU: apt-get install @PACKAGES@'

# KVM runs kernels of its own kind only, and a device without the processor's support is none.
accel=@EMULATED@
if [ @PLATFORM@ = x86_64 ] && [ -w /dev/kvm ] && grep -qwE 'vmx|svm' /proc/cpuinfo; then
  accel=kvm
fi

mkdir -p "$folder/volume/EFI/BOOT" "$folder/initrd/bin" || stop "can't write to $folder"
if [ ! -r @MIRRORBOOT@ ]; then
  for file in @MIRRORBOOT@ mirrorboot.sha256; do
    if command -v curl >/dev/null; then
      curl -fsSL -o "$folder/$file" "${site}boot/$file" || stop "can't download ${site}boot/$file"
    else
      wget -q -O "$folder/$file" "${site}boot/$file" || stop "can't download ${site}boot/$file"
    fi
  done
  (cd "$folder" && grep -F @MIRRORBOOT@ mirrorboot.sha256 | sha256sum -c -) || stop 'the download is damaged'
  mirrorboot=$folder/@MIRRORBOOT@
else
  mirrorboot=@MIRRORBOOT@
fi
cp "$mirrorboot" "$folder/volume/EFI/BOOT/@BOOT_FILE@"
cp "$1" "$folder/volume/vmlinuz"
cp "$busybox" "$folder/initrd/bin/busybox"
[ -z "$variables" ] || cp "$variables" "$folder/vars.fd"
cat >"$folder/volume/EFI/BOOT/mirrorboot.txt" <<'END'
@SETTINGS@END
cat >"$folder/initrd/init" <<'END'
@INIT@END
chmod +x "$folder/initrd/init" "$folder/initrd/bin/busybox"
# By a copy that runs here even where BUSYBOX is for another kind of machine.
cpio=cpio
command -v cpio >/dev/null || cpio="busybox cpio"
(cd "$folder/initrd" && printf '%s\n' . bin bin/busybox init | $cpio -o -H newc) >"$folder/volume/initrd.img" 2>/dev/null ||
  stop 'there is no cpio: apt-get install cpio'

printf 'booting; the console goes to %s\n' "$folder/console.log"
: >"$folder/console.log"
(cd "$folder" && exec @QEMU@ @ARGUMENTS@) &
qemu=$!
trap 'kill "$qemu" 2>/dev/null || :; exit 1' INT TERM HUP
# mirrorboot gives the machine back to the firmware, which would wait for somebody at its keyboard.
while kill -0 "$qemu" 2>/dev/null; do
  if grep -aF '@STOPPED@' "$folder/console.log"; then
    kill "$qemu"
    exit 1
  fi
  sleep 1
done
wait "$qemu" || stop 'QEMU failed; the reason is above'
grep -aqF '@DONE@' "$folder/console.log" || stop "the kernel did not get to /proc/zoneinfo: see $folder/console.log"
tr -d '\r' <"$folder/console.log" | sed -n '/Linux version /,$p' >"$folder/log.txt"
printf 'paste %s into the page, or: zonescope check %s\n' "$folder/log.txt" "$folder/log.txt"

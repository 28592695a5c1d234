"""The command line of the emulator."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from quaycrane.pocket.monitor import NAME
from quaycrane.pocket.place import Place
from quaycrane.pocket.room import GUEST_MB
from quaycrane.pocket.tools import EMULATOR, Tools

ENGINE_PORT = 2376
CONTROL = "control.sock"
SWAP = "swap.img"
"""An empty file of the run: what the guest puts aside of its memory goes with the emulator."""

_TRANSLATED_MB = 320
_PROCESSOR = (
    "max,la57=off,erms=off,fsrm=off,smap=off,pku=off,"
    "avx=off,avx2=off,fma=off,f16c=off,xsave=off,xsaveopt=off,xsavec=off,xgetbv1=off"
)
"""Without what silicon is quick with and a translator slow: kernel and programs then take another way."""

# What follows `panic` leaves out what takes an emulated processor seconds, and no guest of ours needs.
_KERNEL_LINE = (
    "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off nokaslr norandmaps init_on_alloc=0 "
    "randomize_kstack_offset=off hardened_usercopy=off rodata=off apparmor=0 audit=0 "
    "no_timer_check tsc=reliable cryptomgr.notests random.trust_cpu=on"
)


def emulator_command(place: Place, disk: Path, port: int, shares: Sequence[Path], *, keep: bool) -> list[str]:
    """Return what runs the guest, with the run's folder as the current one.

    Args:
        place: The pocket engine's folder.
        disk: The guest's disk.
        port: Where on the loopback the engine is to answer.
        shares: Folders of this machine that the guest sees under the same names.
        keep: Whether what the guest writes stays on the disk; else it goes with the run.
    """
    asked = shlex.join([sys.executable, "-m", "quaycrane.pocket.forward", str(place.run)])
    network = (
        f"user,id=net,hostfwd=tcp:127.0.0.1:{port}-:{ENGINE_PORT},"
        f"guestfwd=tcp:10.0.2.100:1-cmd:{_escaped(asked)}"
    )
    folders = [
        part
        for number, folder in enumerate(shares)
        for part in (
            "-virtfs",
            f"local,path={_escaped(str(folder))},mount_tag=share{number},security_model=none,multidevs=remap",
        )
    ]
    return [
        *Tools(place.tools).command(EMULATOR),
        *("-name", "quaycrane-pocket", "-machine", "pc,hpet=off,usb=off", "-cpu", _PROCESSOR),
        *("-accel", f"tcg,thread=single,tb-size={_TRANSLATED_MB}", "-smp", "1", "-m", str(GUEST_MB)),
        *("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-rtc", "base=utc"),
        *("-kernel", str(place.kernel), "-initrd", str(place.initrd), "-append", _KERNEL_LINE),
        *("-drive", f"file={_escaped(str(disk))},if=none,id=disk,format=raw,cache=unsafe{_kept(keep=keep)}"),
        *("-device", "virtio-blk-pci,drive=disk", "-device", "virtio-rng-pci"),
        *("-drive", f"file={SWAP},if=none,id=swap,format=raw,cache=unsafe,snapshot=on"),
        *("-device", "virtio-blk-pci,drive=swap"),
        *("-netdev", network, "-device", "virtio-net-pci,netdev=net,romfile="),
        *("-serial", "file:console.log", "-serial", f"unix:{CONTROL},server=on,wait=off"),
        *("-qmp", f"unix:{NAME},server=on,wait=off", "-fw_cfg", "name=opt/quaycrane/settings,file=settings"),
        *folders,
    ]


def _kept(*, keep: bool) -> str:
    return "" if keep else ",snapshot=on"


def _escaped(value: str) -> str:
    """Double the commas, as the emulator's options want them."""
    return value.replace(",", ",,")

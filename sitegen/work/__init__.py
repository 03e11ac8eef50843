"""What one worker call does: the rooms that touch no state, composed.

`Reader` turns sources into records, `Printer` facts into files; a `Worker` is both, in one process."""

from sitegen.work.parcels import Packer, joined
from sitegen.work.printer import Printer, RenderResult, asset_page
from sitegen.work.reader import DRAFT, Asked, Failed, Found, Reader, ReadResult
from sitegen.work.timed import Timed
from sitegen.work.worker import Worker

__all__ = [
    "DRAFT",
    "Asked",
    "Failed",
    "Found",
    "Packer",
    "Printer",
    "ReadResult",
    "Reader",
    "RenderResult",
    "Timed",
    "Worker",
    "asset_page",
    "joined",
]

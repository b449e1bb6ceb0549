"""Takes files in and dies at the Nth file operation: run by `test_killed` as a process of its own."""

import os
import sys
from datetime import date
from pathlib import Path

from features.intake.importing import Taking, open_store, received_files, take_in
from features.sources.mapping_file import exports


def main(root: Path, dies_at: int) -> None:
    """Count what opens, renames and removes files below the store; at number `dies_at` vanish without a word."""
    seen = 0

    def watch(event: str, details: tuple) -> None:
        nonlocal seen
        if event in ("os.rename", "os.remove", "shutil.rmtree", "open", "os.mkdir") and "store" in str(details[0]):
            seen += 1
            if seen == dies_at:
                os._exit(9)

    records = open_store(root / "store", "t")
    found = exports(root / "mappings")
    files = received_files(root / "sent")
    sys.addaudithook(watch)
    take_in(files, found, records, Taking(received=date(2026, 6, 30)))
    print(seen)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

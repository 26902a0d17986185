import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path


# #region save
def save(path: Path, data: object) -> None:
    """Writes JSON so that a crash leaves the old file or the new one, whole."""
    text = json.dumps(data)  # before anything is touched: this may fail, too
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, path)
# #endregion save


if __name__ == "__main__":
    due = datetime(2026, 3, 1, 17, tzinfo=UTC)
    try:
        json.dumps({"due": due})
    except TypeError as error:
        print(error)
    print(due.isoformat(), datetime.fromisoformat("2026-03-01T17:00:00Z") == due)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "tasks.json"
        save(target, {"due": due.isoformat()})
        print(target.read_text(encoding="utf-8"), len(list(Path(folder).iterdir())))

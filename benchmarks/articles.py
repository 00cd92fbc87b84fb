"""How fast articles are read, cleaned, dated and told by language: megabytes of input a second on one core.

    python -m benchmarks.articles

The corpus is made here: an own text of news length, varied by number, so that nothing outside the repository is
needed. Seconds are those of the process, since other programs share the machine.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from timeline.articles import read

SENTENCES = (
    "Forty lorries with flour crossed at dawn on Tuesday, the crossing authority said in a statement on its website.",
    "The second convoy is to follow once the road has been cleared, according to two drivers who waited at the gate.",
    "At least 12 people were injured in the crush on 14 February 2024, a doctor at the field hospital told reporters.",
    "Both delegations left the capital late on Monday after a week of talks, and neither would say when they return.",
)
ARTICLES = 2_000


def text(number: int) -> str:
    """An article of about 3,500 characters: a title, a date line, twelve paragraphs, some furniture."""
    paragraphs = [" ".join(SENTENCES[(number + k + j) % 4] for j in range(2)) + f" Report {number}-{k}." for k in range(14)]
    head = [f"Lorries cross as talks pause, day {number}", "By Lina Haddad | Published 3 May 2019 | Updated 4 May 2019 17:40 GMT"]
    return "\n\n".join([*head, *paragraphs[:6], "Read more", "Share this", *paragraphs[6:], "Advertisement"])


def _measure(form: str, path: Path) -> dict[str, Any]:
    size = sum(file.stat().st_size for file in ([path] if path.is_file() else path.iterdir()))
    for _ in read([next(path.iterdir()) if path.is_dir() else path], problems=print):
        break  # what is imported lazily is imported
    begin = time.process_time()
    count = sum(article.published is not None for article in read([path], problems=print))
    seconds = time.process_time() - begin
    return {"format": form, "articles": count, "MB": round(size / 1e6, 1), "MB_per_s": round(size / 1e6 / seconds, 1),
            "articles_per_s": round(count / seconds)}  # fmt: skip


def run() -> list[dict[str, Any]]:
    """One row a format; every article of the corpus must come out dated."""
    texts = [text(number) for number in range(ARTICLES)]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "wire.jsonl").write_text("\n".join(json.dumps({"text": body}) for body in texts), encoding="utf-8")
        (root / "txt").mkdir()
        (root / "html").mkdir()
        for number, body in enumerate(texts):
            (root / "txt" / f"{number}.txt").write_text(body, encoding="utf-8")
        for number, body in enumerate(texts[: ARTICLES // 20]):
            markup = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n")[1:])
            title = body.partition("\n")[0]
            page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{markup}</article></body></html>"
            (root / "html" / f"{number}.html").write_text(page, encoding="utf-8")
        return [_measure("jsonl", root / "wire.jsonl"), _measure("txt", root / "txt"), _measure("html", root / "html")]


if __name__ == "__main__":
    for row in run():
        print(*(f"{name} {value}" for name, value in row.items()), sep="   ")

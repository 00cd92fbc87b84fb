"""What holds of every text: no crash, offsets inside it, time in step with its length; and what fuzzing has found."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.interval import day
from timeline.mentions import tag

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.fuzz import LONGEST, PIECES, PUBLISHED, RULES, check, phrases

SOUND = [p for p in PIECES if not any("\ud800" <= c <= "\udfff" for c in p)]
TEXTS = st.lists(
    st.one_of(st.sampled_from(phrases()), st.sampled_from(SOUND), st.text(st.characters(exclude_categories=["Cs"]), max_size=12)),
    max_size=8,
).map(lambda parts: " ".join(parts)[:LONGEST])  # fmt: skip
# Each is repeated to 200,000 characters: what invites a search to start anew at every place.
REPEATED = {
    "open brackets": "(", "quotation marks": "“", "full stops": ". ", "spaces": " ", "digits": "9", "commas": "1,", "words": "of the ",
    "ranges": "between 5 and ", "dates": "May 3 ", "ages": "since 2012 ", "tolls": "12 killed, ", "parts": "of whom ", "sentences": "Men killed 5. ",
    "names": "Qatar and ", "speakers": "he said, ", "before": "two days before ", "capitals": "A.", "accents": "e\u0301", "newlines": "\n\n",
    "percent": "70% of ",
}  # fmt: skip
SECONDS_FOR_20_KB = 4.0  # of the processor, on a slow machine; a search that starts anew at every place takes minutes


@pytest.mark.parametrize("target", RULES)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, published=st.sampled_from(PUBLISHED))
def test_any_text_keeps_the_promises(target: str, text: str, published: object) -> None:
    check(target, text, published)  # type: ignore[arg-type]


@pytest.mark.parametrize("repeated", REPEATED)
def test_repeated_signs_take_time_in_step_with_their_number(repeated: str) -> None:
    check("extract", "Four people were killed in Gaza on 3 May 2019.", day(2024, 3, 14))  # loads what is loaded once
    taken = []
    for length in (20_000, 200_000):
        text = (REPEATED[repeated] * (1 + length // len(REPEATED[repeated])))[:length]
        begin = time.process_time()
        check("extract", text, day(2024, 3, 14))
        taken.append(time.process_time() - begin)
    short, long = taken
    assert short < SECONDS_FOR_20_KB
    assert long < 25 * max(short, 0.2), f"{short:.2f} s for 20 kB, {long:.2f} s for 200 kB"


# ---------------------------------------------------------------- found


def test_half_a_character_in_a_record_is_answered_by_every_command(tmp_path: Path) -> None:
    text = "At least 12 people were killed \ud83d in Gaza on Monday."
    file = tmp_path / "half.jsonl"
    file.write_text(json.dumps({"id": "1", "published": "2024-03-14", "text": text, "events": [{"id": "e", "start": 23, "end": 29}]}))
    for command, words in (("tag", '"2024-03-11"'), ("claims", '"count": 12'), ("anchor", '"start": "2024-03-11"')):
        done = subprocess.run([sys.executable, "-m", "timeline.cli", command, str(file)], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), command
        assert words in done.stdout.decode("utf-8", "surrogatepass"), command


@pytest.mark.parametrize("text", ["24-0.2024", "0/5/2024", "5/0/24", "00.00.2024", "13/13/2024", "31.2.2023"])
def test_figures_that_no_calendar_has_are_no_date_and_no_error(text: str) -> None:
    starts = {m.start for published in PUBLISHED for m in tag(f"Marked {text} here.", published=published) if m.text == text}
    assert starts <= {None}


@pytest.mark.parametrize("text", ["2024-two weeks ago", "3-two months later", "1,5-three days ago", "5 1/0 hours later"])
def test_a_figure_run_into_a_number_in_words_is_no_error(text: str) -> None:
    for published in PUBLISHED:
        check("extract", f"It was told {text} that 12 people were killed.", published)


def test_much_space_after_a_dateline_is_read_once() -> None:
    text = "DOHA, May 3, 2019" + "\r\n" * 3000 + "this weekend 12 people were killed."
    begin = time.process_time()
    for published in PUBLISHED:
        check("extract", text, published)
    assert time.process_time() - begin < SECONDS_FOR_20_KB


@pytest.mark.parametrize("separator", ["\x1c", "\x1d", "\x1e", "\x1f"])
def test_a_separator_of_files_and_records_is_a_space_in_every_text(separator: str) -> None:
    for accent in ("", " é"):
        check("extract", f"Ten people were murdered {separator}by a gang in Goma{accent}, the mayor said.", day(2024, 3, 14))

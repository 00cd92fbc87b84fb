"""The `timeline` command: its subcommands, their options and exit statuses.

Status 0: done. 1: done, but something could not be read or written; standard error names it. 2: not begun; the
command line or the folder is at fault. Every subcommand imports what it needs when it runs, so that each starts fast.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from timeline.visible import complain

TABLES = "data/tables"
TABLE_NAMES = ("articles", "mentions", "events", "reports", "evidence", "casualties", "aliases")

EXAMPLES = {
    "build": "timeline build data/articles --out data/tables",
    "serve": "timeline serve --tables data/tables --port 8501",
    "tag": "timeline tag wire.jsonl --published 2024-02-14 > dates.jsonl",
    "claims": "timeline claims wire.jsonl --published 2024-02-14 > claims.jsonl",
    "anchor": "timeline anchor events.jsonl > anchored.jsonl",
    "date": "timeline date data/articles > published.jsonl",
    "export": "timeline export data/tables --to out --format xlsx --table events --table casualties",
    "doctor": "timeline doctor",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    options = _parser().parse_args(arguments)
    if os.environ.get("TIMELINE_LOG"):
        from timeline import logs

        logs.begin()
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        complain("timeline: stopped; what was finished is kept")
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"timeline: {where}{error.strerror or error}{_mend(error)}")
        return 1


def _mend(error: OSError) -> str:
    import errno

    mends = {
        errno.ENOSPC: "; free some space there and run it again: what was finished is kept, and the tables stay as they were",
        errno.EFBIG: "; the file size limit is reached: raise it (ulimit -f) and run it again: what was finished is kept",
        errno.EACCES: "; check the permissions of that folder",
        errno.EROFS: "; choose a folder that can be written",
    }
    return mends.get(error.errno or 0, "")


class _Parser(argparse.ArgumentParser):
    """Errors name the mend and end with status 2."""

    def error(self, message: str) -> NoReturn:
        complain(f"{self.prog}: {message}; see: {self.prog} --help")
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    from timeline import __version__

    parser = _Parser(prog="timeline", description="From a folder of news articles to the chronology behind it.")
    parser.add_argument("--version", action="version", version=f"timeline {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)

    def command(name: str, told: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=told, description=told[0].upper() + told[1:] + ".", epilog=f"example: {EXAMPLES[name]}",
            formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
        made.set_defaults(run=run, prog=made.prog)
        return made

    build = command("build", "read articles and write the tables of a folder", _build)
    build.add_argument("sources", nargs="+", metavar="SOURCE", help="file, folder, archive, or - for standard input")
    build.add_argument("--out", required=True, metavar="DIR", help="the folder of tables")
    change = build.add_mutually_exclusive_group()
    change.add_argument("--add", action="store_true", help="add these sources to what is there")
    change.add_argument("--remove", action="store_true", help="take these sources (paths, URLs, article ids) away")
    change.add_argument("--watch", action="store_true", help="add new files of these folders as they land, until stopped")
    build.add_argument("--replace", action="store_true", help="agree that more than half of the articles go")
    build.add_argument("--published", type=_day, metavar="DATE", help="publication date of articles that state none")
    build.add_argument("--since", type=_day, metavar="DATE", help="only articles published on that day or later")
    build.add_argument("--limit", type=_positive, metavar="N", help="only the first N articles")
    build.add_argument("--workers", type=_positive, metavar="N", help="local processes (default: one a core)")
    build.add_argument("--scheduler", metavar="ADDRESS", help="Dask cluster to run on, such as tcp://10.0.0.5:8786")

    serve = command("serve", "serve the dashboard on the loopback address", _serve)
    serve.add_argument("--tables", default=None, metavar="DIR", help=f"the folder of tables (default: {TABLES})")
    serve.add_argument("--port", type=_positive, default=8501, metavar="N", help="port (default: 8501)")
    serve.add_argument("--base-path", default="", metavar="PATH", help="path under which a reverse proxy shows it")
    serve.add_argument("--address", default="127.0.0.1", metavar="IP",
                       help="address to listen on; any other than this machine's own is for containers, behind a proxy")

    for name, told, run in (
        ("tag", "mark the date expressions of texts, as JSON lines or TimeML", _tag),
        ("claims", "print the casualty claims of texts as JSON lines", _claims),
        ("date", "print the publication date of each article as JSON lines", _date),
    ):
        made = command(name, told, run)
        made.add_argument("sources", nargs="+", metavar="SOURCE", help="file, folder, archive, or - for standard input")
        if name != "date":
            made.add_argument("--published", type=_day, metavar="DATE", help="publication date of texts that state none")
        if name == "tag":
            made.add_argument("--format", choices=("jsonl", "timeml"), default="jsonl")

    anchor = command("anchor", "say when events were that someone else has found", _anchor)
    anchor.add_argument("sources", nargs="+", metavar="INPUT.jsonl",
                        help='lines {"id","published","text","events":[{"id","start","end"}]}, or -')  # fmt: skip

    export = command("export", "write tables as CSV, Excel, JSON lines or Parquet files", _export)
    export.add_argument("tables", metavar="DIR", help="the folder of tables")
    export.add_argument("--to", required=True, metavar="FOLDER")
    export.add_argument("--format", required=True, choices=("csv", "xlsx", "jsonl", "parquet"))
    export.add_argument("--table", action="append", choices=TABLE_NAMES, metavar="NAME",
                        help=f"one of {', '.join(TABLE_NAMES)} (may be repeated; default: all)")  # fmt: skip
    export.add_argument("--filter", default="", metavar="QUERYSTRING",
                        help="the part after ? of a dashboard link: its events and all rows linked to them")  # fmt: skip

    doctor = command("doctor", "check the installation and say what to mend", _doctor)
    doctor.add_argument("--tables", default=None, metavar="DIR", help="check this folder of tables as well")
    return parser


def _day(text: str) -> object:
    from timeline.interval import OutOfRange, When

    try:
        when = When.parse(text)
    except (ValueError, OutOfRange) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2024-02-14") from error
    if when.first is None or when.last is None:
        raise argparse.ArgumentTypeError(f"{text!r} is open on one side; write a day, month or year: 2024-02-14")
    return when


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from timeline.commands.tables import build

    return build(options)


def _serve(options: argparse.Namespace) -> int:
    from timeline.commands.serve import serve

    return serve(options)


def _tag(options: argparse.Namespace) -> int:
    from timeline.commands.texts import tag

    return tag(options)


def _claims(options: argparse.Namespace) -> int:
    from timeline.commands.texts import claims

    return claims(options)


def _date(options: argparse.Namespace) -> int:
    from timeline.commands.texts import date

    return date(options)


def _anchor(options: argparse.Namespace) -> int:
    from timeline.commands.texts import anchor

    return anchor(options)


def _export(options: argparse.Namespace) -> int:
    from timeline.commands.tables import export

    return export(options)


def _doctor(options: argparse.Namespace) -> int:
    from timeline.commands.doctor import doctor

    return doctor(options)


if __name__ == "__main__":
    raise SystemExit(main())

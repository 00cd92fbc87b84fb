"""The casualty charts: the running toll, incidents, who counts what, captives and shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from timeline.charts.chart import Chart, Words
from timeline.charts.claims import captives, claimants, incidents, shares
from timeline.charts.density import step_for
from timeline.charts.figures import claim_phrase, dated_phrase, known, sign_phrase
from timeline.charts.series import alike, among, fullest
from timeline.charts.toll import toll
from timeline.pages import chronology, data, exports, filters, frame, given, markers, panel
from timeline.selection import Filters, count_phrase
from timeline.view import View

KINDS = {"toll": "Running toll", "incidents": "Incidents", "claimants": "Who counts what", "captives": "Captives",
         "shares": "Shares"}  # fmt: skip
CAPTIVE = ("captured", "held", "alive", "released", "rescued", "detained")
COLUMNS = "c.*, e.title AS event_title, e.\"when\" AS event_when, e.\"start\" AS event_start, e.roles AS roles, a.publisher, a.path"
ABOVE = 330  # pixels of the heading and the settings, and of what begins below the chart
FROM = "casualties c LEFT JOIN events e ON e.event_id = c.event_id LEFT JOIN articles a ON a.article_id = c.article_id"


def show() -> None:
    opened = filters.opening("casualties", "Casualties")
    if opened is None:
        return
    view, source, _ = opened
    kind = kind_of(view)
    st.session_state["s.chart"] = kind
    st.segmented_control("Chart", list(KINDS), key="s.chart", format_func=KINDS.__getitem__, required=True,
                         label_visibility="collapsed", on_change=_kind)  # fmt: skip
    claims = selected(source, view)
    if claims.empty:
        if view.filters == Filters():
            frame.empty("The articles tell no casualty figure", "None of them says how many were killed, hurt, held or driven out.")
        else:
            frame.empty("No casualty claim passes these filters", "Remove a filter, or reset them all.")
        return
    _settings(claims, view, kind)
    drawn, left_out = draw(source, claims, st.session_state["view"], kind, width=frame.room(),
                           height=frame.tall(430, other=ABOVE, most=640))  # fmt: skip
    if drawn is None:
        frame.empty(f"There is nothing to draw under “{KINDS[kind]}”", left_out_words(kind))
    else:
        frame.chart(drawn, f"chart.{kind}", on_select=partial(_chosen, kind), selection_mode="points")
    if kind == "toll" and drawn is not None:
        given.form()
    _beside(left_out)
    exports.offer(source, view, ("casualties", "events", "articles"), drawn)
    if drawn is not None:
        exports.twin(drawn, each=partial(_each, claims, left_out))
    if view.event:
        panel.show(source, view.event)
    elif view.claim:
        panel.claim(source, view.claim)


def kind_of(view: View) -> str:
    return view.chart if view.chart in KINDS else "toll"


def _kind() -> None:
    frame.change(chart=st.session_state["s.chart"], series="")


def selected(source: data.Source, view: View) -> pd.DataFrame:
    """The claims that the filters select, with their events and articles."""
    where, params = view.filters.claims()
    inner = f"SELECT claim_id FROM casualties WHERE {where}"
    found = data.ask(source, f"SELECT {COLUMNS} FROM {FROM} WHERE c.claim_id IN ({inner}) "
                             "ORDER BY c.as_of_start NULLS LAST, c.claim_id LIMIT 20000", params)  # fmt: skip
    return found.assign(group=found["group"].fillna("people"), event_name=_event_names(found))  # a bare figure counts people


# ---------------------------------------------------------------- series


def series_name(row: pd.Series) -> str:
    """'killed, Palestinians, Gaza, cumulative since 7 Oct 2023'."""
    since = known(row["since"])
    basis = {"cumulative": "cumulative", "incident": "one incident", "period": "a period"}.get(known(row["basis"]) or "",
                                                                                               "basis not told")  # fmt: skip
    parts = [row["effect"], known(row["group"]) or "people", row["place"]]
    dated = begun(known(row["basis"]), since) if since else ", start not told"
    return ", ".join(parts) + f", {basis}{dated}" + (", households" if row["unit"] == "households" else "")


def begun(basis: str | None, since: str) -> str:
    """When a series begins, in words.

    >>> begun("cumulative", "7 Oct 2023"), begun("incident", "5 May 2024"), begun("incident", "May 2024")
    (' since 7 Oct 2023', ' on 5 May 2024', ' in May 2024')
    """
    once = "on" if since[:1].isdigit() else "in"
    return f" {({'cumulative': 'since', 'incident': once}.get(basis or '', 'from'))} {since}"


def _the(place: str) -> str:
    return f"the {place}" if place.split()[-1] in ("Strip", "Bank", "Heights", "Peninsula", "States", "Emirates") else place


def toll_title(row: pd.Series) -> str:
    """'Palestinians killed in the Gaza Strip since 7 Oct 2023'."""
    group, since = known(row["group"]) or "people", known(row["since"])
    begins = begun(known(row["basis"]), since) if since else ""
    return f"{group[:1].upper()}{group[1:]} {row['effect']} in {_the(row['place'])}{begins}"


def _settings(claims: pd.DataFrame, view: View, kind: str) -> None:
    """What the chart can be asked for beside its kind."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if kind == "toll" and len(found := fullest(alike(claims))):
            names = [series_name(row) for _, row in found.iterrows()]
            _choice("series", "Series", names, view.series, dict(zip(names, found["n"], strict=True)), 620)
        elif kind == "claimants" and len(events := _contested(claims)):
            _choice("series", "Event", list(events), view.series, events, 620)
        elif kind == "incidents":
            st.session_state["s.per"] = view.per
            st.segmented_control("Per", ["auto", "day", "week", "month", "year"], key="s.per", required=True, format_func=str.capitalize,
                                 on_change=lambda: frame.change(per=st.session_state["s.per"]))  # fmt: skip
        if kind == "toll":
            chronology.reference_toggle(view)
        if kind in ("toll", "claimants"):
            st.session_state["s.scale"] = view.scale
            st.segmented_control("Axis", ["linear", "log"], key="s.scale", required=True, format_func=str.capitalize,
                                 on_change=lambda: frame.change(scale=st.session_state["s.scale"]))  # fmt: skip


def _choice(name: str, label: str, options: list[str], chosen: str, counts: dict, width: int) -> None:
    if chosen not in options:
        frame.change(series=options[0])
        st.session_state.pop("acted", None)
        if chosen:
            st.warning(frame.plain(f"“{chosen}” is not in these tables; the fullest series is shown."))
    st.session_state[f"s.{name}"] = st.session_state["view"].series
    st.selectbox(label, options, key=f"s.{name}", width=width, on_change=lambda: frame.change(series=st.session_state[f"s.{name}"]),
                 format_func=lambda o: f"{o} ({count_phrase(int(counts[o]), 'claim')})")  # fmt: skip


def _contested(claims: pd.DataFrame) -> dict[str, int]:
    """Events with figures by two claimants or more first, then by number of claims."""
    found = claims.groupby("event_name").agg(n=("claim_id", "size"), who=("claimed_by", lambda s: s.nunique(dropna=False)))
    found = found[found["n"] > 1].sort_values(["who", "n"], ascending=False)
    return {str(name): int(n) for name, n in found["n"].items()}


def _event_names(claims: pd.DataFrame) -> pd.Series:
    """What each claim's event is called: its title, with its day where another event has the same one."""
    told = claims.loc[claims["event_title"].notna(), ["event_id", "event_title", "event_when"]]
    alike = told.groupby("event_title")["event_id"].nunique()
    return pd.Series([f"{t}, {known(w) or 'no date'}" if alike[t] > 1 else t for t, w in zip(told["event_title"], told["event_when"], strict=True)],
                     index=told.index, dtype=object)  # fmt: skip


# ---------------------------------------------------------------- drawing


def draw(source: data.Source, claims: pd.DataFrame, view: View, kind: str, *, width: int = 980,
         height: int = 430) -> tuple[Chart | None, pd.DataFrame]:  # fmt: skip
    """The chart of that kind, and the claims of its effects that it leaves out, each with the reason."""
    makers: dict[str, Callable[..., tuple[Chart | None, pd.DataFrame]]] = {
        "toll": _toll, "incidents": _incidents, "claimants": _claimants, "captives": _captives, "shares": _shares}  # fmt: skip
    extra = {"height": height} if kind in ("toll", "incidents") else {}
    return makers[kind](source, claims, view, width=width, **extra)


def _words(source: data.Source, view: View, title: str, subtitle: str, note: str = "") -> Words:
    chosen = view.filters.sentence()
    shown = subtitle if chosen == "All events" else f"{subtitle}\nFilters: {chosen}"
    if view.title:
        note = f"{note}\nShown: {title}; {chosen[:1].lower()}{chosen[1:]}.".strip()
    return Words(view.title or title, view.subtitle or shown, f"{note}\n{data.origin(source, view.filters)}".strip())


def _because(rows: pd.DataFrame, reasons: list[str]) -> pd.DataFrame:
    return rows.assign(why=reasons)


def _toll(source: data.Source, claims: pd.DataFrame, view: View, *, width: int, height: int,
          ) -> tuple[Chart | None, pd.DataFrame]:  # fmt: skip
    told = claims
    claims = alike(told)
    found = fullest(claims)
    if found.empty:
        return None, _because(claims, ["no place or no day told" for _ in range(len(claims))])
    named = {series_name(row): row for _, row in found.iterrows()}
    row = named.get(view.series, found.iloc[0])
    inside = among(claims, row)
    mine = claims[inside & claims["as_of_start"].notna()]
    others = claims[(claims["effect"] == row["effect"]) & ~claims["claim_id"].isin(mine["claim_id"])]
    latest = mine.loc[pd.to_datetime(mine["as_of_start"]).idxmax()].to_dict()
    title = toll_title(row)
    who = known(latest["claimed_by"]) or "no claimant named"
    subtitle = f"Each figure as claimed. Latest dated: {sign_phrase(latest)} ({who}, {dated_phrase(latest)})"
    subtitle += f"; {count_phrase(len(others), 'claim')} of people {row['effect']} not in this series" if len(others) else ""
    laid = given.current()
    name, beside = laid if laid else ("", None)
    days = pd.to_datetime(pd.concat([mine["as_of_start"], mine["as_of_end"].dropna()])).dt.date
    over = markers.at(row["place"], (days.min(), days.max()), source, view.filters) if view.reference == "shown" else None
    chart = toll(mine, frame.look(view), _words(source, view, title, subtitle), log=view.scale == "log",
                 reference=beside.rows if beside else None, reference_name=name, events=over, width=width, height=height)  # fmt: skip
    return chart, _because(told.loc[others.index], [_why_not(c, row) for _, c in others.iterrows()])


def _why_not(claim: pd.Series, row: pd.Series) -> str:
    """Why a claim of the same effect is not in the series."""
    if known(claim["subset_of"]) or known(claim["share"]) is not None:
        return "a part of another figure"
    if not known(claim["place"]):
        return "place not told"
    different = [name for name, label in (("group", ""), ("place", ""), ("basis", ""), ("period_start", ""), ("unit", ""))
                 if known(claim[name]) != known(row[name])]  # fmt: skip
    words = {"group": "another group", "place": "another place", "basis": "another basis", "period_start": "another start",
             "unit": "another unit"}  # fmt: skip
    return ", ".join(words[name] for name in different) or "no as-of day"


def _incidents(source: data.Source, claims: pd.DataFrame, view: View, *, width: int, height: int,
               ) -> tuple[Chart | None, pd.DataFrame]:  # fmt: skip
    ours = claims[claims["effect"].isin(["killed", "injured"])]
    fits = (ours["basis"] == "incident") & ours["event_id"].notna() & ours["event_start"].notna()
    fits &= ours["subset_of"].isna() & ours["share"].isna()
    mine, others = ours[fits], ours[~fits]
    reasons = ["a part of another figure" if known(c["subset_of"]) else
               f"{known(c['basis'])}, not of one incident" if known(c["basis"]) in ("cumulative", "period") else
               "incident or day not told" for _, c in others.iterrows()]  # fmt: skip
    if mine.empty:
        return None, _because(others, reasons)
    days = pd.to_datetime(mine["event_start"])
    step = view.per if view.per != "auto" else step_for(days.min().date(), days.max().date(), bins=60)
    title = f"People killed and injured in single incidents, by {step}"
    subtitle = (f"{count_phrase(mine['event_id'].nunique(), 'incident')}, {count_phrase(len(mine), 'claim')}. Each piece is one "
                "incident; hatched: from its lowest to its highest claim")  # fmt: skip
    note = (f"Counted: claims of one incident with a day. Left out: {count_phrase(len(others), 'claim')}, "
            "among them all cumulative ones. Rival claims are never added.")  # fmt: skip
    chart = incidents(mine, frame.look(view), _words(source, view, title, subtitle, note), step=step,
                      width=width, height=height)  # fmt: skip
    return chart, _because(others, reasons)


def _claimants(source: data.Source, claims: pd.DataFrame, view: View, *, width: int,
               ) -> tuple[Chart | None, pd.DataFrame]:  # fmt: skip
    events = _contested(claims)
    none = claims.iloc[0:0].assign(why=[])
    if not events:
        return None, none
    title = view.series if view.series in events else next(iter(events))
    rows = claims[(claims["event_name"] == title) & claims["share"].isna()]
    mine = rows[rows[["count", "low", "high"]].notna().any(axis=1)].head(40)
    subtitle = f"{count_phrase(len(mine), 'claim')} in {count_phrase(mine['article_id'].nunique(), 'article')}, each by itself"
    note = "A line spans low to high where a range is claimed. Claims are not added."
    chart = claimants(mine, frame.look(view), _words(source, view, f"Who counts what: {title}", subtitle, note),
                      log=view.scale == "log", width=width)  # fmt: skip
    rest = claims[(claims["event_name"] == title) & ~claims["claim_id"].isin(mine["claim_id"])]
    return chart, _because(rest, ["a share, not a number of people" if known(c["share"]) is not None else
                                  "no number told, or beyond the first 40 rows" for _, c in rest.iterrows()])  # fmt: skip


def _captives(source: data.Source, claims: pd.DataFrame, view: View, *, width: int,
              ) -> tuple[Chart | None, pd.DataFrame]:  # fmt: skip
    ours = claims[claims["effect"].isin(CAPTIVE) & claims["share"].isna()]
    dated = ours[["period_start", "event_start", "as_of_start"]].notna().any(axis=1)
    side = ours["side"].fillna(ours["group"]).fillna("side not told")
    top = side[dated].value_counts().index[:12]
    mine, others = ours[dated & side.isin(top)], ours[~(dated & side.isin(top))]
    if mine.empty:
        return None, _because(others, ["no day told" for _ in range(len(others))])
    subtitle = f"{count_phrase(len(mine), 'claim')}; each side and each figure by itself, never added"
    note = "Held and alive stand at their as-of day, the others at the day of the event or the start of its period."
    words = _words(source, view, "Captives and prisoners: taken, held, released", subtitle, note)
    chart = captives(mine, frame.look(view), words, width=width)
    return chart, _because(others, ["no day told, or beyond the twelve sides shown" for _ in range(len(others))])


def _shares(source: data.Source, claims: pd.DataFrame, view: View, *, width: int,
            ) -> tuple[Chart | None, pd.DataFrame]:  # fmt: skip
    mine = claims[claims["share"].notna()].head(30)
    none = claims.iloc[0:0].assign(why=[])
    if mine.empty:
        return None, none
    words = _words(source, view, "Shares as stated", f"{count_phrase(len(mine), 'claim')}; a share is of the number beside it",
                   "No share is multiplied out into a number.")  # fmt: skip
    return shares(mine, frame.look(view), words, width=width), none


def left_out_words(kind: str) -> str:
    return {"toll": "A running toll needs claims with a place and a day.",
            "incidents": "This chart needs claims of single incidents with a day.",
            "claimants": "This chart needs an event with two claims or more.",
            "captives": "No claim here tells of people captured, held or released.",
            "shares": "No claim here states a share."}[kind]  # fmt: skip


def _beside(left_out: pd.DataFrame) -> None:
    """The claims that the chart cannot place, each with the reason."""
    if left_out.empty:
        return
    with st.expander(f"Not in this chart: {count_phrase(len(left_out), 'claim')}", icon=":material/rule:"):
        shown = pd.DataFrame([{"Figure": claim_phrase(r), "Claimed by": known(r["claimed_by"]) or "no claimant named",
                               "Dated": dated_phrase(r), "Why not": r["why"], "Sentence": r["sentence"]}
                              for r in left_out.head(500).to_dict("records")])  # fmt: skip
        st.dataframe(shown, hide_index=True, alt="Claims that this chart leaves out, with the reason",
                     height=frame.rows_high(len(shown), most=300))  # fmt: skip


def _each(claims: pd.DataFrame, left_out: pd.DataFrame) -> None:
    """The claims that may be drawn, to be opened by their figures without a pointer."""
    rows = claims[~claims["claim_id"].isin(left_out["claim_id"])].head(2000).to_dict("records")
    frame.opening("claim", "Open a claim", {
        r["claim_id"]: f"{dated_phrase(r)}: {claim_phrase(r)} – {known(r['claimed_by']) or 'no claimant named'}" for r in rows})  # fmt: skip


def _chosen(kind: str) -> None:
    points = st.session_state[f"chart.{kind}"].selection.points
    if points and (found := points[0].get("customdata")):
        target = found if isinstance(found, str) else found[0]
        frame.change(**({"event": target} if kind == "incidents" else {"claim": target}))

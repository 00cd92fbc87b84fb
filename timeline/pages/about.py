"""What the marks and words of the dashboard mean."""

from __future__ import annotations

import streamlit as st

from timeline.pages import data, frame

MEASURE = 760  # pixels of a line that reads well
TEXT = """
#### What is shown
Events and casualty figures as news articles tell them. Each event keeps the sentences that tell it; each date keeps the
words it came from and the rule that read them; each figure keeps who gave it. Nothing is added up that no article adds up.

#### How a date is drawn
| mark | what is known |
| --- | --- |
| a point | the day |
| a bar | it lasted from the first to the last day |
| a hatched bar | some day within it, which one is not told |
| a bar with an arrow | it goes on beyond: “since 2012”, or longer than the period shown |
| a bracket | on or before, or on or after, that day |
| hollow | planned |
| a cross | denied |
| a dot in a ring, a dashed bracket, upright lines | the day hangs on an inferred publication date |
| an upright dotted line | a reference event, to find one’s way by; the articles need not tell it |

Events that nothing dates stand in a strip below the axis. They are never left out in silence: above every chart stands how
many there are.

#### Words
*Publisher* is who printed an article; *claimed by* is who gives a figure. “3 articles, 2 publishers” counts where a text
was printed, not how many witnesses there were. A figure without a stated day is “published” on its article’s day, not “as of” it.

#### Keys and links
The address of a page holds everything that you chose: copy it to share the view. Articles dropped into the page live in your
session alone and are in no link. Every chart has a table of the same rows below it, and words that a screen reader reads.
"""


def show() -> None:
    frame.begin("about")
    st.title("About", anchor=False)
    with st.container(width=MEASURE):
        st.markdown(TEXT)
    try:
        frame.small(f"Build {data.tables().generation}, tables in {data.folder()}")
    except data.StoreError:
        frame.small("No tables are built yet.")

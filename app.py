"""The explorer: articles in, a map you can click, the sentence behind every claim.

Started by ``frontline app``. Everything is served and computed on this machine.
"""

import sys
import threading
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    # In an installed wheel the pages lie beside this script, not in a package of their own.
    sys.path.insert(0, str(HERE))

for thread in threading.enumerate():
    # Two threads that import one library at the same time may each see it half made.
    if thread.name == "loader of the explorer":
        thread.join()

from app_pages import address, state, style  # noqa: E402 - only now can it be found
from geo.errors import GeoError  # noqa: E402

st.set_page_config(page_title="Frontline", page_icon="🗺️", layout="wide", initial_sidebar_state="collapsed")
if state.is_new():
    address.read_address(st.query_params)
state.start_session()
style.apply()
style.show_logo()
page = st.navigation(
    [
        st.Page("app_pages/map_page.py", title="Map", url_path="map", default=True),
        st.Page("app_pages/overview_page.py", title="Overview", url_path="overview"),
        st.Page("app_pages/claims_page.py", title="Claims", url_path="claims"),
        st.Page("app_pages/contradictions_page.py", title="Contradictions", url_path="contradictions"),
        st.Page("app_pages/briefing_page.py", title="Briefing", url_path="briefing"),
        st.Page("app_pages/sources_page.py", title="Sources", url_path="sources"),
        st.Page("app_pages/gazetteer_page.py", title="Gazetteer", url_path="gazetteer"),
        st.Page("app_pages/history_page.py", title="History", url_path="history"),
    ],
    position="hidden" if st.session_state[state.PRESENT] else "top",
)
if message := st.session_state.pop(state.FLASH, None):
    st.toast(message)
try:
    page.run()
except GeoError as error:
    st.error(str(error))

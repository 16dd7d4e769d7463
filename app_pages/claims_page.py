import streamlit as st

st.write("Soon")

"""The Streamlit pages. No rule of the domain lives here."""

"""The bundled fonts: static, trimmed, renamed cuts made by `build.py`, under the SIL Open Font License (OFL.txt)."""

"""Liaison officers and interpreters: who goes with which delegation, engagement by engagement."""

"""Typed readers: each finds spans of one answer type in a sentence."""

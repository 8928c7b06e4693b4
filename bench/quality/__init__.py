"""Measure answers: question sets, judging, baselines, reading on KazQAD, the report docs/quality.md."""

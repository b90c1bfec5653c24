"""Editors: pages in which something is typed, kept by itself, and taken back step by step."""

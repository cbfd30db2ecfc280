"""Suggestions a person decides on: a category with the words that led to it, and what may be the same matter. Pure."""

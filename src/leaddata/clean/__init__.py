"""Printed text to values: one small function per type, each raising ValueError where it would have to guess."""

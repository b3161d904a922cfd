"""Dated statements: their clauses, labels and places in time, and what several articles say of one."""

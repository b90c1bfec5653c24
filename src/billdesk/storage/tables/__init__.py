"""The mapped tables: columns and constraints, no behaviour."""

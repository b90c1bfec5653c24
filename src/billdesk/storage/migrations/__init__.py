"""The history of the schema, one module for each step."""
